import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi, type TestApi } from './support/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.close());

const MANY = JSON.stringify({ query: '{ recommendations(first: 40) { nodes { code title summary } } }' });
const FEW = JSON.stringify({ query: '{ recommendations(first: 1) { nodes { code } } }' });
const PLAIN = { br: brotliDecompressSync, gzip: gunzipSync, identity: (sent: Buffer) => sent };

interface Sent {
  status: number;
  coding: keyof typeof PLAIN;
  vary: string;
  length: number;
  text: string;
}

/** Without fetch, which decompresses by itself. */
function ask(
  path: string,
  headers: Record<string, string>,
  body?: string,
  method = body ? 'POST' : 'GET',
): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const given = { 'content-type': 'application/json', ...headers };
    request(api.url + path, { method, headers: body ? given : headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => {
        const sent = Buffer.concat(parts);
        const coding = (answer.headers['content-encoding'] ?? 'identity') as Sent['coding'];
        const text = method === 'HEAD' ? '' : PLAIN[coding](sent).toString();
        const length = Number(answer.headers['content-length']);
        resolve({ status: answer.statusCode ?? 0, coding, vary: answer.headers.vary ?? '', length, text });
      });
      answer.on('error', reject);
    })
      .on('error', reject)
      .end(body);
  });
}
const accepting = (coding: string) => ({ 'accept-encoding': coding });

describe('An answer', () => {
  it('is sent to anyone in the best coding that they accept, and says the same', async () => {
    const plain = await ask('/graphql', {}, MANY);
    expect(plain).toMatchObject({ status: 200, coding: 'identity', vary: 'accept-encoding' });
    expect(JSON.parse(plain.text).data.recommendations.nodes.length).toBe(40);
    for (const [accepted, coding] of [
      ['gzip, deflate, br, zstd', 'br'],
      ['gzip;q=0.5', 'gzip'],
      ['*', 'br'],
      ['br;q=0, gzip', 'gzip'],
      ['br; q=0.0, *;q=0', 'identity'],
      ['deflate', 'identity'],
    ] as const) {
      const sent = await ask('/graphql', accepting(accepted), MANY);
      expect({ accepted, ...sent }).toMatchObject({ status: 200, coding, vary: 'accept-encoding', text: plain.text });
      if (coding !== 'identity') expect(sent.length).toBeLessThan(plain.text.length / 2);
    }
  });

  it('that is short is sent as it is', async () => {
    expect(await ask('/graphql', accepting('br'), FEW)).toMatchObject({ status: 200, coding: 'identity' });
  });

  it('to somebody who has signed in is sent as it is: its length must not tell what only they may read', async () => {
    const headers = { ...accepting('br, gzip'), authorization: `Bearer ${api.tokens.analyst}` };
    expect(await ask('/graphql', headers, MANY)).toMatchObject({ status: 200, coding: 'identity' });
    const session = await fetch(`${api.url}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-roundtable': 'portal' },
      body: JSON.stringify({ email: 'analyst@example.org', password: 'correct horse battery' }),
    });
    const cookie = session.headers.get('set-cookie')!.split(';')[0]!;
    const asPortal = { ...accepting('br'), cookie, 'x-roundtable': 'portal' };
    expect(await ask('/graphql', asPortal, MANY)).toMatchObject({ status: 200, coding: 'identity' });
  });

  it('that refuses is sent whole', async () => {
    const query = `{ ${'a'.repeat(2_000)} }`;
    const sent = await ask('/graphql', accepting('br'), JSON.stringify({ query }));
    expect(sent).toMatchObject({ status: 400, coding: 'br' });
    expect(JSON.parse(sent.text).errors.length).toBe(1);
  });
});

describe('A page', () => {
  it('is sent compressed, and by language', async () => {
    const accept = { accept: 'text/html' };
    const plain = await ask('/find', accept);
    const sent = await ask('/find', { ...accept, ...accepting('br') });
    expect(sent).toMatchObject({
      status: 200,
      coding: 'br',
      vary: 'accept-language, accept-encoding',
      text: plain.text,
    });
  });

  it('has the same head when only that is asked for', async () => {
    const headers = { accept: 'text/html', ...accepting('gzip') };
    const whole = await ask('/find', headers);
    const head = await ask('/find', headers, undefined, 'HEAD');
    expect(head).toMatchObject({ status: 200, coding: 'gzip', length: whole.length });
  });
});

describe('A file of the portal', () => {
  it('says that it is sent by coding, also where it has not changed', async () => {
    const { headers } = await fetch(`${api.url}/favicon.svg`);
    const given = { ...accepting('br'), 'if-none-match': headers.get('etag')! };
    expect(await ask('/favicon.svg', given)).toMatchObject({ status: 304, vary: 'accept-encoding', text: '' });
    expect(await ask('/favicon.svg', accepting('br'))).toMatchObject({
      status: 200,
      coding: 'br',
      vary: 'accept-encoding',
    });
  });
});
