import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { wordsOf } from '#libs/retrieval';
import type { Ranked } from '../engine/rank.js';
import { SuggestionKind } from '../engine/target.js';
import { HttpEmbedder } from './embedder.js';
import { Refiner } from './refiner.js';

let server: Server | undefined;
afterEach(() => void server?.close());

/** Speaks the protocol; a text's vector says whether it is about fire or about water. */
async function endpoint(
  status = 200,
  port = 0,
): Promise<{ url: string; asked: { headers: object; body: { input: string[] } }[] }> {
  const asked: { headers: object; body: { input: string[] } }[] = [];
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (part) => {
      text += part;
    });
    request.on('end', () => {
      const body = JSON.parse(text);
      asked.push({ headers: request.headers, body });
      const data = body.input.map((input: string, index: number) => ({
        index,
        embedding: [/flame|fire/.test(input) ? 1 : 0, /sea|water/.test(input) ? 1 : 0, 0.1],
      }));
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ data: data.reverse() }));
    });
  });
  const listening = server;
  await new Promise<void>((done) => listening.listen(port, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}/v1/`, asked };
}

const ranked = (code: string, text: string, score: number): Ranked => ({
  target: {
    kind: SuggestionKind.RECOMMENDATION,
    id: code,
    code,
    parts: [{ text, weight: 1 }],
    names: [],
    cues: [],
    systems: [],
    prior: 0,
  },
  score,
  confidence: 1 / (1 + Math.exp(-score)),
  method: [],
  signs: [],
});
const paper = [{ text: 'A flame in the hearth', words: wordsOf('A flame in the hearth'), lexemes: [] }];
const before = [ranked('A', 'water', 0.2), ranked('B', 'fire', 0.1)];

const endpointOf = (url: string) => ({ url, key: undefined, model: 'small' });

describe('the embedder', () => {
  it('refines the order by what texts mean, in the protocol of embeddings, and asks once for what is recommended', async () => {
    const { url, asked } = await endpoint();
    const refiner = new Refiner(new HttpEmbedder({ url, key: 'secret', model: 'small' }));
    const after = await refiner.refine(before, paper);
    expect(after?.map(({ target }) => target.code)).toEqual(['B', 'A']);
    expect(after?.[0]?.confidence).toBeLessThan(0.6);
    expect(asked[0]).toMatchObject({
      headers: { authorization: 'Bearer secret' },
      body: { model: 'small', input: ['water', 'fire'] },
    });
    expect(await refiner.refine(before, paper)).toEqual(after);
    expect(asked.map(({ body }) => body.input)).toEqual([
      ['water', 'fire'],
      ['A flame in the hearth'],
      ['A flame in the hearth'],
    ]);
  });

  it('reads the beginning of a long paper and what tells most, in small batches of short texts', async () => {
    const { url, asked } = await endpoint();
    const long = Array.from({ length: 200 }, (_, index) => {
      const text = `${index} ${'word '.repeat(400)}`;
      return { text, words: [], lexemes: [] };
    });
    const telling = long.map((_, index) => index);
    await new Refiner(new HttpEmbedder(endpointOf(url))).refine(before, long, telling);
    const inputs = asked.slice(1).flatMap(({ body }) => body.input);
    const read = inputs.map((text) => Number.parseInt(text, 10));
    expect(read).toEqual([0, 1, 2, 3, 4, 5, 6, 7, ...Array.from({ length: 24 }, (_, index) => 199 - index)]);
    expect(Math.max(...asked.map(({ body }) => body.input.length))).toBeLessThanOrEqual(16);
    expect(Math.max(...inputs.map((text) => text.length))).toBeLessThanOrEqual(1_200);
  });

  it('says once that the endpoint fails, and leaves it alone after a while', async () => {
    const { url, asked } = await endpoint(500);
    const told: (string | null)[] = [];
    const refiner = new Refiner(new HttpEmbedder(endpointOf(url), (failure) => told.push(failure)));
    expect(refiner.rests).toBe(false);
    for (let turn = 0; turn < 6; turn++) expect(await refiner.refine(before, paper)).toBeUndefined();
    expect(refiner.rests).toBe(true);
    expect(asked).toHaveLength(3);
    expect(told).toEqual(['It answered 500.']);
  });

  const json = (body: string) => (response: ServerResponse) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  const vectors = (...all: unknown[]) =>
    json(JSON.stringify({ data: all.map((embedding, index) => ({ index, embedding })) }));
  it.each<[string, (response: ServerResponse) => void, RegExp]>([
    [
      'a page',
      (response) => response.writeHead(200).end('<!doctype html>'),
      /^It answered something else than JSON\.$/,
    ],
    ['not a number', json('{"data":[{"index":0,"embedding":[NaN,1]},{"index":1,"embedding":[1,2]}]}'), /than JSON\.$/],
    ['null for a number', vectors([null, 1], [1, 2]), /than a vector for each text\.$/],
    ['texts for vectors', vectors('abc', 'def'), /than a vector for each text\.$/],
    ['one vector too few', vectors([1, 2]), /than a vector for each text\.$/],
    ['vectors of two lengths', vectors([1, 2], [1, 2, 3]), /than a vector for each text\.$/],
    ['empty vectors', vectors([], []), /than a vector for each text\.$/],
    ['no list', json('{"data":{"0":1}}'), /than a vector for each text\.$/],
    ['nothing', json('null'), /than a vector for each text\.$/],
    ['that it is too busy', (response) => response.writeHead(429).end(), /^It answered 429\.$/],
    [
      'that it has moved',
      (response) => response.writeHead(307, { location: 'http://elsewhere.example/' }).end(),
      /^It answered 307\.$/,
    ],
    ['half of it', (response) => response.write('{', () => response.destroy()), /^It broke off its answer\.$/],
    ['nothing at all', (response) => response.destroy(), /^It cannot be reached( \(\w+\))?\.$/],
    [
      'without end',
      (response) => {
        const more = () => {
          while (!response.destroyed && response.write(' '.repeat(1_000_000)));
        };
        response.on('drain', more);
        more();
      },
      /^It answered more than 32 MB\.$/,
    ],
  ])('takes nothing of an endpoint that answers %s, and says why without its key', async (_, answer, why) => {
    server = createServer((request, response) => {
      request.resume().on('end', () => answer(response));
    });
    const listening = server;
    await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done));
    const told: (string | null)[] = [];
    const url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
    const embedder = new HttpEmbedder({ url, key: 'hunter2', model: 'small' }, (failure) => told.push(failure));
    expect(await embedder.embed(['fire', 'water'])).toBeUndefined();
    expect(told).toEqual([expect.stringMatching(why)]);
    listening.closeAllConnections();
  });

  it('says when vectors have another length than before, and goes on with those', async () => {
    let length = 3;
    server = createServer((request, response) => {
      request.resume().on('end', () => vectors(Array.from({ length }, () => 1))(response));
    });
    const listening = server;
    await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done));
    const told: (string | null)[] = [];
    const url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
    const embedder = new HttpEmbedder(endpointOf(url), (failure) => told.push(failure));
    expect(await embedder.embed(['fire'])).toHaveLength(1);
    length = 4;
    expect(await embedder.embed(['fire'])).toBeUndefined();
    expect(await embedder.embed(['fire'])).toHaveLength(1);
    expect(told).toEqual(['It answered vectors of 4 numbers, and of 3 before.', null]);
  });

  it('stops at once when the worker does, and holds that against nobody', async () => {
    server = createServer(() => undefined);
    const hanging = server;
    await new Promise<void>((done) => hanging.listen(0, '127.0.0.1', done));
    const told: (string | null)[] = [];
    const url = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}`;
    const embedder = new HttpEmbedder(endpointOf(url), (failure) => told.push(failure));
    const began = Date.now();
    expect(await embedder.embed(['fire'], AbortSignal.timeout(100))).toBeUndefined();
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(told).toEqual([]);
    hanging.closeAllConnections();
  });

  it('tells when it is back', async () => {
    const told: (string | null)[] = [];
    const { url } = await endpoint(500);
    const embedder = new HttpEmbedder(endpointOf(url), (failure) => told.push(failure));
    expect(await embedder.embed(['fire'])).toBeUndefined();
    server?.close();
    const port = Number(new URL(url).port);
    await endpoint(200, port);
    expect(await embedder.embed(['fire'])).toHaveLength(1);
    expect(told).toEqual(['It answered 500.', null]);
  });
});
