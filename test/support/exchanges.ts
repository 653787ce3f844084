import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it was sent to a server, and what the server answered. */
interface Exchange {
  request: string;
  /** Which of the server's keys was used; keys themselves are not kept. */
  key: string | undefined;
  body?: unknown;
  status: number;
  answer: unknown;
}

export interface ExchangeServer {
  url: string;
  /** Requests that were never recorded: none, when what is sent is what was sent to the real server. */
  unexpected: string[];
  /** Recorded requests that were not made. */
  unused(): string[];
  close(): Promise<void>;
}

const NAMES_OF_KEYS = ['master', 'search', 'index'];

/** Passes requests on to a real server and writes what was said to a file, for `replayExchanges`. */
export async function recordExchanges(target: string, masterKey: string, file: string): Promise<ExchangeServer> {
  const exchanges: Exchange[] = [];
  const keys = new Map([[masterKey, 'master']]);
  const server = await serve(async (request, body) => {
    const authorization = request.headers.authorization;
    const response = await fetch(new URL(request.url ?? '', target), {
      method: request.method,
      headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    // A key is known by what it was made for, the last word of its name.
    const made = answer as { key?: string; name?: string } | undefined;
    if (made?.key) keys.set(made.key, made.name?.split(' ').at(-1) ?? '');
    const used = keys.get(authorization?.replace('Bearer ', '') ?? '');
    const kept = made?.key ? { ...made, key: keys.get(made.key) } : answer;
    exchanges.push({ request: lineOf(request), key: used, body, status: response.status, answer: kept });
    return [response.status, answer];
  });
  const close = async () => {
    await server.close();
    writeFileSync(file, `[\n${exchanges.map((exchange) => JSON.stringify(exchange)).join(',\n')}\n]\n`);
  };
  return { url: server.url, unexpected: [], unused: () => [], close };
}

/**
 * Answers as a real server did when it was asked the same: method, path, query, key and body must be equal. Of several answers to one
 * question each is given once, and the last one from then on: how often is asked whether something is done, is a matter of time.
 */
export async function replayExchanges(file: string): Promise<ExchangeServer> {
  const recorded = JSON.parse(readFileSync(file, 'utf8')) as Exchange[];
  const waiting = new Map<string, Exchange[]>();
  for (const exchange of recorded) {
    const question = questionOf(exchange);
    waiting.set(question, [...(waiting.get(question) ?? []), exchange]);
  }
  const used = new Set<string>();
  const unexpected: string[] = [];
  const server = await serve(async (request, body) => {
    const key = NAMES_OF_KEYS.find((name) => request.headers.authorization === `Bearer ${name}`);
    const question = questionOf({ request: lineOf(request), key, body });
    const answers = waiting.get(question);
    const exchange = answers && answers.length > 1 ? answers.shift() : answers?.[0];
    if (!exchange) {
      unexpected.push(question);
      return [500, { message: 'Never recorded.', code: 'internal', type: 'internal', link: '' }];
    }
    used.add(question);
    return [exchange.status, exchange.answer];
  });
  return {
    url: server.url,
    unexpected,
    unused: () => [...waiting.keys()].filter((question) => !used.has(question)),
    close: server.close,
  };
}

const lineOf = (request: IncomingMessage) => `${request.method} ${request.url}`;
const questionOf = ({ request, key, body }: Pick<Exchange, 'request' | 'key' | 'body'>) =>
  JSON.stringify([request, key ?? null, body ?? null]);

type Answer = (request: IncomingMessage, body: unknown) => Promise<[number, unknown]>;

async function serve(answer: Answer): Promise<{ url: string; close(): Promise<void> }> {
  const server: Server = createServer(async (request, reply) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const [status, body] = await answer(request, text === '' ? undefined : JSON.parse(text));
    reply.writeHead(status, { 'content-type': 'application/json' });
    reply.end(body === undefined ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
