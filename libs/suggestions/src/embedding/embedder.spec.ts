import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { wordsOf } from '#libs/retrieval';
import type { Ranked } from '../engine/rank.js';
import { SuggestionKind } from '../engine/target.js';
import { HttpEmbedder } from './embedder.js';
import { refine } from './refine.js';

let server: Server | undefined;
afterEach(() => void server?.close());

/** Speaks the protocol; a text's vector says whether it is about fire or about water. */
async function endpoint(
  status = 200,
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
  await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done));
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

describe('the embedder', () => {
  it('refines the order by what texts mean, in the protocol of embeddings', async () => {
    const { url, asked } = await endpoint();
    const after = await refine(new HttpEmbedder({ url, key: 'secret', model: 'small' }), before, paper);
    expect(after.map(({ target }) => target.code)).toEqual(['B', 'A']);
    expect(asked[0]).toMatchObject({
      headers: { authorization: 'Bearer secret' },
      body: { model: 'small', input: ['water', 'fire', 'A flame in the hearth'] },
    });
  });

  it('leaves the order when the endpoint fails, and leaves the endpoint alone after a while', async () => {
    const { url, asked } = await endpoint(500);
    const embedder = new HttpEmbedder({ url, key: undefined, model: 'small' });
    for (let turn = 0; turn < 6; turn++) expect(await refine(embedder, before, paper)).toEqual(before);
    expect(asked).toHaveLength(3);
  });
});
