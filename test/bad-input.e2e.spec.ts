import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Client, startTestApi, type TestApi } from './support/api.js';
import { BODY, draft, link, published, revise, step, submitted } from './support/contributions.js';
import { fingerprint, type Fingerprint } from './support/fingerprint.js';

// biome-ignore lint/suspicious/noExplicitAny: answers of any shape.
type Any = any;

let api: TestApi;
let before: Fingerprint;
// A draft of the expert's, a published one of the expert's, and a draft of the rival's.
let own: Any;
let out: Any;
let theirs: Any;
let linked: Any;

beforeAll(async () => {
  api = await startTestApi();
  own = await draft(api.as.expert);
  out = await published(api);
  theirs = await draft(api.as.rival);
  linked = (await link(api.as.analyst, out.id, 'HLEG-BMS-01')).link;
  await api.projectAll();
});
afterAll(() => api?.close());

// Every test of this file sends what must be refused: nothing may have changed after any of them.
beforeEach(async () => {
  before = await fingerprint(api.database);
});
afterEach(async () => {
  expect(await fingerprint(api.database)).toEqual(before);
});

// What must never stand in an answer: SQL, stacks, paths, names of tables and columns.
const LEAKS =
  /\bselect\b.+\bfrom\b|insert into|\$\d|node_modules|\bat .+\.(js|ts):\d|\/(libs|apps|dist|home|work|tmp)\/|QueryFailedError|RangeError|TypeError|call stack|change_log|recommendation_link|link_claim|revision_theme|search_head|search_dirty|api_token|invalid input syntax|invalid byte sequence|duplicate key|violates/i;

interface Raw {
  status: number;
  text: string;
  json: Any;
  headers: Headers;
}

async function send(path: string, init: RequestInit = {}): Promise<Raw> {
  const response = await fetch(`${api.url}${path}`, init);
  const text = await response.text();
  let json: Any;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { status: response.status, text, json, headers: response.headers };
}

const post = (body: unknown, headers: Record<string, string> = {}) =>
  send('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' || body instanceof Uint8Array ? (body as never) : JSON.stringify(body),
  });

/** A refusal before or by GraphQL: a 4xx with errors in GraphQL's form, which tell nothing of the inside. */
function expectRefused(answer: Raw, status?: number, code?: string) {
  expect(answer.text).not.toMatch(LEAKS);
  if (status === undefined) {
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  } else expect(answer.status).toBe(status);
  expect(answer.json?.errors?.[0]?.message).toEqual(expect.any(String));
  expect(answer.json.errors[0].extensions.code).toEqual(code ?? expect.stringMatching(/^[A-Z_]+$/));
  expect(answer.json.errors[0].extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
}

/** The answer of a query as one that may be refused with a typed error, or found nothing; never unexpected. */
async function tame(as: Client, query: string, variables?: Record<string, unknown>): Promise<Any> {
  const { headers: _, ...answer } = await as(query, variables);
  expect({ query, variables, status: answer.status }).toMatchObject({
    status: expect.not.numberBetween?.(500, 599) ?? expect.any(Number),
  });
  expect(answer.status).toBeLessThan(500);
  expect(JSON.stringify(answer)).not.toMatch(LEAKS);
  for (const error of answer.errors ?? []) expect(error.extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
  return answer;
}
