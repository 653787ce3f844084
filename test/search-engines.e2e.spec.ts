import 'reflect-metadata';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { EngineWorker, MeilisearchConnection } from '#libs/search';
import { drainEngine } from '../libs/search/src/spec/deployments.js';
import { FakeEngine } from '../libs/search/src/spec/fake-engine.js';
import { type Answer, startTestApi, type TestApi } from './support/api.js';
import { startApp } from './support/app-process.js';
import { published } from './support/contributions.js';
import { withMeilisearch } from './support/with-meilisearch.js';

const SEARCH = `query S($query: String!, $filter: SearchFilter, $after: String, $first: Int, $facets: [FacetName!]) {
  search(query: $query, filter: $filter, after: $after, first: $first, facets: $facets) {
    totalCount nodes { title } pageInfo { hasNextPage endCursor } facets { name values { value count } }
    notes { kind message } correctedQuery engines freshAsOf } }`;

/** What must never stand in an answer: of the inside, or an engine's own words. */
const LEAKS =
  /\bselect\b.+\bfrom\b|[=(] ?\$\d|node_modules|\bat .+\.(js|ts):\d|\/(libs|apps|dist)\/|QueryFailedError|TypeError|invalid_search|index_not_found|MeilisearchApi|indexUid|docs\.meilisearch/i;

interface Asked {
  query?: string;
  filter?: Record<string, unknown>;
  after?: string;
  first?: number;
}

/** Asks for what may be refused or find nothing, but is never unexpected; answers the data and the codes of the refusal. */
async function ask(api: TestApi, asked: Asked) {
  const variables = { query: '', facets: ['THEME', 'KIND', 'LANGUAGE'], ...asked };
  const answer: Answer = await api.as.anonymous(SEARCH, variables);
  const { headers: _, ...seen } = answer;
  expect(JSON.stringify(seen)).not.toMatch(LEAKS);
  const codes = (answer.errors ?? []).map((error) => error.extensions.code);
  expect([answer.status < 500, codes.includes('INTERNAL_SERVER_ERROR')]).toEqual([true, false]);
  return { ...answer.data?.search, codes };
}

const kinds = (answer: { notes: { kind: string }[] }) => answer.notes.map((note) => note.kind);

/** Defines what odd questions get, the same on either deployment. */
function oddQuestions(begin: () => Promise<{ api: TestApi; engines: string[]; end(): Promise<void> }>): void {
  let api: TestApi;
  let engines: string[];
  let end: () => Promise<void>;
  beforeAll(async () => {
    ({ api, engines, end } = await begin());
  });
  afterAll(() => end?.());

  it('an empty one browses', async () => {
    for (const query of ['', '   ', '\n\t', '""', '-', '"'])
      expect([query, await ask(api, { query })]).toEqual([
        query,
        expect.objectContaining({ totalCount: 3, codes: [], engines: ['POSTGRES'] }),
      ]);
  });

  it('a very long one is read as far as is stated, and says so', async () => {
    expect(kinds(await ask(api, { query: 'matcher '.repeat(256) }))).toEqual([]);
    const cut = await ask(api, { query: `${'matcher '.repeat(625)}systems` });
    expect([cut.totalCount, new Set(kinds(cut))]).toEqual([3, new Set(['QUERY_CUT'])]);
    const words = Array.from({ length: 300 }, (_, no) => `w${no}`).join(' ');
    expect(kinds(await ask(api, { query: `${words} matcher` }))).toContain('QUERY_CUT');
    expect((await ask(api, { query: 'x'.repeat(5_000) })).totalCount).toBe(0);
  });

  it('a binary one is refused or read as words', async () => {
    for (const query of ['a\u0000b', '\u0001\u0002', 'a\u001b[31m', '\ud800'])
      expect((await ask(api, { query })).codes).toEqual(['INVALID']);
    for (const query of [
      '\ufffe\uffff',
      '\u{1f600}',
      '\ue000matcher\ue001',
      '%PDF-1.7 %âãÏÓ',
      '\u{10ffff}'.repeat(500),
    ])
      expect((await ask(api, { query })).codes).toEqual([]);
  });

  it('one of very common words only finds by them or says that nothing has them', async () => {
    for (const query of ['the', 'the of and', 'a', 'und der die', 'de la']) {
      const answer = await ask(api, { query });
      expect([query, answer.totalCount > 0 || kinds(answer).length > 0]).toEqual([query, true]);
    }
  });

  it.each(['"matcher systems', 'matcher" systems', '““matcher', '”matcher“', '"matcher"systems"', '"-"'])(
    'quotes that do not match are none: %s',
    async (query) => {
      const answer = await ask(api, { query });
      expect(answer.codes).toEqual([]);
      expect(answer.totalCount).toBeGreaterThan(0);
    },
  );

  it('a minus before a quote that is never closed excludes the word', async () => {
    expect(await ask(api, { query: '-"matcher' })).toMatchObject({ totalCount: 0, codes: [] });
  });

  it.each([
    'access = OTHER',
    "matcher' OR access = 'OTHER",
    'matcher AND (access EXISTS) OR NOT access IS NULL',
    'access IN [PUBLIC, OTHER] TO 3',
    '_geoRadius(1,2,3)',
    'matcher\\',
    '\\"\\\\',
    '*:* || title:(a b)~2^4',
    `{"q":"matcher","filter":"x"}`,
  ])('words of a filter language are words: %s', async (query) => {
    const answer = await ask(api, { query });
    expect(answer.codes).toEqual([]);
    for (const node of answer.nodes) expect(node.title).not.toContain('Secret');
  });

  it.each([
    "'",
    '"',
    '\\',
    "COMP' OR '1'='1",
    "\\' OR access = 'OTHER",
    'COMP-SBMS TO Z',
    'NOT',
    'IN [',
    'NULL',
    '`x`',
  ])('a filter value that there is not is refused by name: %s', async (value) => {
    for (const field of ['themes', 'systems', 'recommendations', 'events', 'organisations']) {
      const answer = await api.as.anonymous(SEARCH, { query: 'matcher', filter: { [field]: [value] } });
      expect(JSON.stringify(answer.errors)).not.toMatch(LEAKS);
      expect(answer.errors).toEqual([
        expect.objectContaining({ extensions: expect.objectContaining({ code: 'INVALID' }) }),
      ]);
    }
    for (const field of ['kinds', 'stances', 'statuses', 'organisationKinds'])
      expect((await ask(api, { filter: { [field]: [value] } })).codes).toEqual(['BAD_USER_INPUT']);
  });

  it('a language that nothing is written in leaves nothing, and facets show it to be taken back', async () => {
    const answer = await ask(api, { query: 'matcher', filter: { languages: ['mt'] } });
    expect([answer.totalCount, answer.codes]).toEqual([0, []]);
    const values = answer.facets.find((facet: { name: string }) => facet.name === 'LANGUAGE').values;
    expect(values).toContainEqual({ value: 'mt', count: 0 });
  });

  it('a page past the end is empty, and its total stays', async () => {
    const first = await ask(api, { query: 'matcher', first: 2 });
    const second = await ask(api, { query: 'matcher', first: 2, after: first.pageInfo.endCursor });
    const past = await ask(api, { query: 'matcher', first: 2, after: second.pageInfo.endCursor });
    expect(
      [first, second, past].map((page) => [page.nodes.length, page.totalCount, page.pageInfo.hasNextPage]),
    ).toEqual([
      [2, 3, true],
      [1, 3, false],
      [0, 3, false],
    ]);
    expect((await ask(api, { query: 'matcher', first: 0 })).codes).toEqual(['INVALID']);
    expect((await ask(api, { query: 'matcher', first: 100_000 })).codes).toHaveLength(1);
  });

  it('a cursor of another query is refused; one of another deployment goes on', async () => {
    const { pageInfo } = await ask(api, { query: 'matcher', first: 1 });
    for (const query of ['', 'matcher systems', 'systems'])
      expect((await ask(api, { query, after: pageInfo.endCursor })).codes).toEqual(['INVALID']);
    const browsed = await ask(api, { first: 1 });
    expect((await ask(api, { query: 'matcher', after: browsed.pageInfo.endCursor })).codes).toEqual(['INVALID']);
    const other = await startTestApi({});
    try {
      // Its papers are others, so that the place is one between them.
      await published(other, { title: 'A matcher elsewhere' });
      const elsewhere = await ask(other, { query: 'matcher', first: 1 });
      const next = await ask(api, { query: 'matcher', after: elsewhere.pageInfo.endCursor });
      expect([next.codes, next.totalCount]).toEqual([[], 3]);
    } finally {
      await other.close();
    }
  });

  it('every answer names who took part', async () => {
    expect((await ask(api, { query: 'matcher' })).engines).toEqual(engines);
  });
}

async function addPapers(api: TestApi): Promise<void> {
  for (const title of ['One matcher', 'Another matcher', 'A third matcher']) await published(api, { title });
  await published(api, { title: 'Secret matcher', audience: 'CONFIDENTIAL' });
  await api.projectAll();
}

describe('odd questions, PostgreSQL alone', () =>
  oddQuestions(async () => {
    const api = await startTestApi();
    await addPapers(api);
    return { api, engines: ['POSTGRES'], end: () => api.close() };
  }));

withMeilisearch('odd questions, with Meilisearch', ({ connection, tidy }) =>
  oddQuestions(async () => {
    const { url, masterKey = '', prefix } = connection.options;
    const api = await startTestApi({ MEILI_URL: url, MEILI_KEY: masterKey, MEILI_PREFIX: prefix });
    await addPapers(api);
    await drainEngine(api.database, new EngineWorker(api.database, connection));
    // The first answer makes a key, which may take longer than a search waits.
    for (let turn = 0; turn < 10; turn++) await ask(api, { query: 'matcher' });
    const end = async () => {
      await api.close();
      await tidy();
    };
    return { api, engines: ['POSTGRES', 'MEILISEARCH'], end };
  }),
);

describe('an engine in trouble', () => {
  const MASTER_KEY = 'the-master-key-of-this-test';
  let engine: FakeEngine;
  let api: TestApi;
  let settings: { MEILI_URL: string; MEILI_KEY: string; MEILI_PREFIX: string };
  let connection: MeilisearchConnection;
  let worker: EngineWorker;

  beforeAll(async () => {
    engine = new FakeEngine(MASTER_KEY);
    settings = { MEILI_URL: await engine.start(), MEILI_KEY: MASTER_KEY, MEILI_PREFIX: 'test' };
    api = await startTestApi(settings);
    connection = new MeilisearchConnection({ url: settings.MEILI_URL, masterKey: MASTER_KEY, prefix: 'test' });
    worker = new EngineWorker(api.database, connection);
    await addPapers(api);
    await drainEngine(api.database, worker);
  });
  afterEach(async () => {
    engine.faults = undefined;
    engine.poison = undefined;
    await untilBack();
  });
  afterAll(async () => {
    await engine?.stop();
    await api?.close();
  });

  const both = ['POSTGRES', 'MEILISEARCH'];
  const look = async () => {
    const { data } = await api.as.administrator(
      `{ searchIndex { engines { engine state breaker waiting oldestWaiting failure failedCount failed { kind id error parked } } } }`,
    );
    return data.searchIndex.engines[1];
  };
  const fault = (answer: 500 | 'HANG') => {
    engine.faults = () => answer;
  };
  const timed = async () => {
    const began = performance.now();
    const answer = await ask(api, { query: 'matcher' });
    return { ...answer, ms: performance.now() - began };
  };
  /** Nobody does anything: it is tried again by itself. */
  const untilBack = async () => {
    for (const patience = Date.now() + 20_000; ; await sleep(100)) {
      if ((await ask(api, { query: 'matcher' })).engines.length === 2) return;
      if (Date.now() > patience) throw new Error('It did not come back.');
    }
  };

  it.each<[string, () => unknown]>([
    ['is slow', () => fault('HANG')],
    ['fails', () => fault(500)],
    ['is away', () => engine.stop()],
  ])(
    'that %s: answers come from PostgreSQL in the same time and say so, and it comes back by itself',
    async (_, begin) => {
      await untilBack();
      const well = await timed();
      expect([well.engines, kinds(well)]).toEqual([both, []]);
      await begin();
      try {
        const answers = [];
        for (let turn = 0; turn < 12; turn++) answers.push(await timed());
        for (const answer of answers)
          expect(answer).toMatchObject({
            totalCount: 3,
            engines: ['POSTGRES'],
            notes: [{ kind: 'ENGINE_ABSENT', message: expect.stringContaining('the database’s alone') }],
          });
        expect((await look()).breaker).toBe('OPEN');
        // From the fifth on nobody waits for it. The median, since the machine may have other things to do.
        const after = answers
          .slice(5)
          .map((answer) => answer.ms)
          .sort((one, other) => one - other);
        expect(after[3]).toBeLessThan(Math.max(4 * well.ms, 150));
      } finally {
        engine.faults = undefined;
        if (!engine.isUp) await engine.start(Number(new URL(settings.MEILI_URL).port));
      }
      await untilBack();
      expect((await look()).breaker).toBe('CLOSED');
    },
  );

  it('is told to administrators, with what it refused and why, over GraphQL and on the command line', async () => {
    engine.poison = 'Poisonous';
    const { id } = await published(api, { title: 'Poisonous matcher' });
    await api.projectAll();
    await drainEngine(api.database, worker);
    expect(await look()).toMatchObject({
      state: 'READY',
      failedCount: 1,
      failed: [{ kind: 'HEAD', id, parked: true, error: expect.stringContaining('refused') }],
    });
    expect((await ask(api, { query: 'poisonous' })).totalCount).toBe(1);
    const [status, stdout, told] = await roundtable('index', 'status');
    expect([status, stdout]).toEqual([
      1,
      expect.stringMatching(/MEILISEARCH: READY[\s\S]+1 failed:\n {4}HEAD .+ \(parked\).+refused/),
    ]);
    expect(told).not.toContain(MASTER_KEY);
    engine.poison = undefined;
    // The command works in the worker's place.
    expect((await roundtable('index', 'retry'))[0]).toBe(0);
    expect(await look()).toMatchObject({ failedCount: 0, failed: [] });
    expect((await roundtable('index', 'verify')).slice(0, 2)).toEqual([
      0,
      'POSTGRES: 0 missing, 0 ghosts, 0 stale\nMEILISEARCH: 0 missing, 0 ghosts, 0 stale\n',
    ]);
  });

  it('is told while it does not take changes, and the lag with it', async () => {
    engine.faults = () => 503;
    await published(api, { title: 'Late matcher' });
    await expect(worker.runOnce()).rejects.toThrow();
    const told = await look();
    expect(told).toMatchObject({ state: 'FAILING', waiting: expect.any(Number), failure: expect.any(String) });
    expect(new Date(told.oldestWaiting).getTime()).toBeGreaterThan(Date.now() - 60_000);
    expect((await ask(api, { query: 'late' })).totalCount).toBe(1);
    engine.faults = undefined;
    await drainEngine(api.database, worker);
    expect(await look()).toMatchObject({ state: 'READY', waiting: 0, oldestWaiting: null, failure: null });
  });

  it('is wiped, and verified and mended on the command line', async () => {
    engine.wipe();
    const [status, stdout] = await roundtable('index', 'verify');
    expect([status, stdout]).toEqual([1, expect.stringContaining('Meilisearch has lost its index')]);
    const [mended, told] = await roundtable('index', 'verify', '--repair');
    expect([mended, told]).toEqual([0, expect.stringMatching(/MEILISEARCH: 0 missing, 0 ghosts, 0 stale\n$/)]);
    await untilBack();
  });

  it('never makes the api write a key into its log', async () => {
    const run = await startApp('api', { DATABASE_URL: databaseUrl(), ...settings });
    try {
      const address = run.output.map((line) => /"url":"([^"]+)"/.exec(line)?.[1]).find(Boolean);
      for (const answer of [403, 500, 'HANG', undefined] as const) {
        engine.faults = () => answer;
        await fetch(`${address}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query: '{ search(query: "matcher") { engines } }' }),
        });
      }
    } finally {
      await run.stop();
    }
    const made = [...engine.keys.values()].map((key) => String(key.key));
    expect(made.length).toBeGreaterThan(0);
    expect([MASTER_KEY, ...made].filter((key) => run.output.join('\n').includes(key))).toEqual([]);
  });

  const databaseUrl = () => (api.database.dataSource.options as unknown as { url: string }).url;

  /** Runs a command as an operator does: exit code, what it answered, and all it wrote. */
  async function roundtable(...args: string[]): Promise<[number, string, string]> {
    const script = fileURLToPath(new URL('../dist/apps/cli/src/main.js', import.meta.url));
    const { NODE_OPTIONS: _, ...environment } = process.env;
    const env = { ...environment, ...settings, DATABASE_URL: databaseUrl(), LOG_LEVEL: 'info' };
    const child = spawn(process.execPath, [script, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    if (child.exitCode === null) await once(child, 'exit');
    return [child.exitCode ?? -1, stdout, stdout + stderr];
  }
});
