import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { MeilisearchConnection } from './connection.js';
import { EngineFailure } from './failure.js';

describe('a failure of the second engine is told in words that help', () => {
  const KEY = 'a-master-key-of-this-test';
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
    server = undefined;
  });

  const answering = async (status: number, type: string, body: string) => {
    server = createServer((request, reply) => {
      if (type === 'cut') request.socket.destroy();
      else reply.writeHead(status, { 'content-type': type }).end(body);
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const told = async (url: string) => {
    const connection = new MeilisearchConnection({ url, masterKey: KEY, prefix: 'test' });
    const error = await connection.writer().catch((reason) => reason);
    const failure = EngineFailure.of(error);
    expect(EngineFailure.of(failure)).toBe(failure);
    expect(failure.message).not.toContain(KEY);
    return failure.message;
  };
  const refusal = (code: string, message = code) => JSON.stringify({ message, code, type: 'auth', link: '' });
  const notItself = /^What answers at MEILI_URL is not Meilisearch, or stands before it and fails \(.+\)\.$/;

  it.each([
    ['a wrong key', 403, 'application/json', refusal('invalid_api_key'), /MEILI_KEY must be the master key/],
    ['no key', 401, 'application/json', refusal('missing_authorization_header'), /set MEILI_KEY/],
    ['a key too many', 401, 'application/json', refusal('missing_master_key'), /leave MEILI_KEY out/],
    ['a page', 200, 'text/html', '<!doctype html><p>Welcome', notItself],
    ['a wrong path', 404, 'text/plain', '', notItself],
    ['a gateway', 502, 'text/html', '<h1>502 Bad Gateway</h1>', notItself],
    ['a connection that is cut', 0, 'cut', '', /^Meilisearch cannot be reached at MEILI_URL \(.+\)\.$/],
    ['its own words', 500, 'application/json', refusal('internal', 'No space is left.'), /^No space is left\.$/],
  ])('%s', async (_, status, type, body, words) => {
    expect(await told(await answering(status, type, body))).toMatch(words);
  });

  it('nobody there', async () => {
    const url = await answering(200, 'text/plain', '');
    server?.close();
    expect(await told(url)).toMatch(/^Meilisearch cannot be reached at MEILI_URL \(connect ECONNREFUSED .+\)\.$/);
  });

  it('what is no failure of the engine keeps its words and its cause', () => {
    const failure = EngineFailure.of(new Error('outer', { cause: new Error('inner') }));
    expect(failure.message).toBe('outer: inner');
    expect(EngineFailure.of('odd').message).toBe('odd');
  });
});
