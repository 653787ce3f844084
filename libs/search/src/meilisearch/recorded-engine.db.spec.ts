import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { areas } from '#apps/tables';
import { ANONYMOUS, SYSTEM } from '#libs/identity';
import { Database } from '#libs/platform';
import { type ExchangeServer, recordExchanges, replayExchanges } from '../../../../test/support/exchanges.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { SearchEngineName } from '../engine.js';
import { ProjectDirty } from '../projection/project-dirty.js';
import { Search } from '../query/search.js';
import { COMPARED_PAPERS, expectNoWorse, placesOf } from '../spec/comparison.js';
import { drainEngine } from '../spec/deployments.js';
import { MeilisearchCandidates } from './candidates.js';
import { MeilisearchConnection } from './connection.js';
import { beginRebuild, EngineWorker } from './engine-worker.js';
import { currentEpochs } from './epochs.js';
import { compareEpoch } from './verify-engine.js';

// Recorded from Meilisearch 1.50.0: MEILI_URL=… MEILI_KEY=… RECORD_EXCHANGES=1 npm test -- recorded-engine
const FILE = fileURLToPath(new URL('../spec/meilisearch-exchanges.json', import.meta.url));
const { MEILI_URL: realUrl, MEILI_KEY: realKey, RECORD_EXCHANGES: records } = process.env;

const PAPERS = [
  {
    title: 'Queries through the European Search Portal',
    abstract: 'One window.',
    body: 'Latency of biometric matching.',
  },
  { title: 'Fisheries of the Baltic', abstract: 'Nets', body: 'A quota for herring.' },
  { title: 'Confidential portal plans', abstract: '', body: 'herring secrets', audience: 'CONFIDENTIAL' },
  { title: 'Überwachung der Außengrenzen', abstract: 'Technik', body: 'Die Grenze ist lang.', language: 'de' },
];
const idOf = (kind: string, no: number) => `01a00000-0000-7000-8000-0000000${kind}${String(no).padStart(4, '0')}`;

describe('a Meilisearch as it was recorded', () => {
  let test: TestDatabase;
  let database: Database;
  let server: ExchangeServer;
  let worker: EngineWorker;
  let connection: MeilisearchConnection;
  let search: Search;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await new Database(test.url, areas).connect();
    const isRecording = records && realUrl && realKey;
    server = isRecording ? await recordExchanges(realUrl, realKey, FILE) : await replayExchanges(FILE);
    const masterKey = isRecording ? realKey : 'master';
    connection = new MeilisearchConnection({ url: server.url, masterKey, prefix: 'recorded', searchTimeoutMs: 10_000 });
    worker = new EngineWorker(database, connection);
    search = new Search(database, [new MeilisearchCandidates(database, connection)]);
    // The taxonomy is part of the settings; this one is the test's own, so that the reference data may change.
    await database.query('truncate theme, information_system cascade');
    await database.query(
      `insert into theme (id, code, definition, position, synonyms, content_hash) values ($1, 'ESP', '', 1, '{ESP}', '')`,
      [idOf('e', 1)],
    );
    await database.query(`insert into theme_label values ($1, 'en', 'European search portal')`, [idOf('e', 1)]);
    for (const [no, paper] of [...PAPERS, ...COMPARED_PAPERS].entries()) await add(no, paper);
    await settle();
  });
  afterAll(async () => {
    if (connection) for (const epoch of [1, 2]) await removeEpoch(epoch);
    await server?.close();
    await database?.close();
    await test?.drop();
  });

  const add = async (no: number, paper: Partial<(typeof PAPERS)[number]>) => {
    const [id, revisionId, audience] = [idOf('a', no), idOf('b', no), paper.audience ?? 'PUBLIC'];
    await database.dataSource.transaction(async (manager) => {
      await manager.query(
        `insert into contribution (id, kind, reference, status, audience, current_revision_id, published_at, sort_at)
         values ($1, 'POSITION_PAPER', $2, 'PUBLISHED', $3, $4, '2017-06-08', '2017-06-08')`,
        [id, `RT-2017-${String(no).padStart(4, '0')}`, audience, revisionId],
      );
      await manager.query(
        `insert into revision (id, contribution_id, number, text_version, title, abstract, language, audience) values ($1, $2, 1, 1, $3, $4, $5, $6)`,
        [revisionId, id, paper.title, paper.abstract, paper.language ?? 'en', audience],
      );
      await manager.query(
        `insert into passage (id, contribution_id, revision_id, part, position, text, language, current) values ($1, $2, $3, 'BODY', 1, $4, $5, true)`,
        [idOf('c', no), id, revisionId, paper.body, paper.language ?? 'en'],
      );
    });
  };
  const settle = async () => {
    const project = new ProjectDirty(database);
    while ((await project.runOnce()) > 0);
    await drainEngine(database, worker);
  };
  const removeEpoch = async (epoch: number) => {
    const client = await connection.writer();
    for (const kind of ['HEAD', 'TEXT'] as const) await client.deleteIndex(connection.indexName(kind, epoch));
  };
  const live = async () => (await currentEpochs(database)).find((epoch) => epoch.state === 'LIVE')?.number ?? 0;
  const ask = async (query: string, actor = ANONYMOUS) => {
    const answer = await search.execute(actor, {
      query,
      filter: {},
      facets: [],
      page: { size: 10, backwards: false },
    });
    expect(answer.engines).toEqual([SearchEngineName.POSTGRES, SearchEngineName.MEILISEARCH]);
    return answer.hits.map((hit) => PAPERS.findIndex((_, no) => idOf('a', no) === hit.id));
  };
  const clean = { missing: 0, ghost: 0, stale: 0 };

  it('has what the tables say', async () => {
    expect(await compareEpoch(database, connection, await live())).toMatchObject(clean);
  });

  it('brings what the database would not find: words with two slips, written apart, and only what the asker may read', async () => {
    expect(await ask('fihseires')).toEqual([1]);
    expect(await ask('aussen grenzen')).toEqual([3]);
    expect(await ask('herring')).toEqual([1]);
    expect((await ask('herring', SYSTEM)).sort()).toEqual([1, 2]);
  });

  it('makes no answer worse than the database’s alone', async () => {
    const ids = COMPARED_PAPERS.map((_, no) => idOf('a', PAPERS.length + no));
    expectNoWorse(await placesOf(search, ANONYMOUS, ids), await placesOf(new Search(database, []), ANONYMOUS, ids));
  });

  it('is not believed when it is behind: what a text said once is not found by it', async () => {
    await database.query('update passage set text = $2 where id = $1', [idOf('c', 1), 'A quota for mackerel.']);
    const project = new ProjectDirty(database);
    while ((await project.runOnce()) > 0);
    // With a slip, so that the other engine is what finds it.
    expect(await ask('herrinf')).toEqual([]);
    expect(await ask('mackeral')).toEqual([1]);
    await drainEngine(database, worker);
    expect(await compareEpoch(database, connection, await live())).toMatchObject(clean);
  });

  it('takes other words of the taxonomy where they stand', async () => {
    const epoch = await live();
    await database.query(`update theme_label set label = 'Early swift purse'`);
    // A new process looks at once; a running one every five minutes.
    const later = new EngineWorker(database, connection);
    const client = await connection.writer();
    const words = async () => (await client.index(connection.indexName('HEAD', epoch)).getSettings()).synonyms;
    const wanted = { esp: ['early swift purse'], 'early swift purse': ['esp'] };
    while ((await later.runOnce()) > 0 || !isDeepStrictEqual(await words(), wanted));
    expect(await live()).toBe(epoch);
  });

  it('is built again beside what is read', async () => {
    await beginRebuild(database);
    await settle();
    expect(await live()).toBe(2);
    expect(await compareEpoch(database, connection, 2)).toMatchObject(clean);
    // Which epoch is read is looked up once a second; a new process does so at once.
    search = new Search(database, [new MeilisearchCandidates(database, connection)]);
    expect(await ask('fihseires')).toEqual([1]);
  });

  it('was asked nothing else, and nothing less', () => {
    expect(server.unexpected).toEqual([]);
    // What the end of the tests asks is left.
    expect(server.unused().filter((question) => !question.includes('DELETE'))).toEqual([]);
  });
});
