import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { areas } from '#apps/tables';
import { ANONYMOUS, SYSTEM } from '#libs/identity';
import { Database } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { withMeilisearch } from '../../../../test/support/with-meilisearch.js';
import { SearchEngineName } from '../engine.js';
import { ProjectDirty } from '../projection/project-dirty.js';
import { parseQuery } from '../query/parse-query.js';
import { Search } from '../query/search.js';
import { addPaper, type Paper } from '../spec/fixtures.js';
import { MeilisearchCandidates } from './candidates.js';
import { beginRebuild, EngineWorker } from './engine-worker.js';
import { currentEpochs } from './epochs.js';
import { compareEpoch } from './verify-engine.js';

withMeilisearch('a real Meilisearch', ({ connection, master, tidy }) => {
  let test: TestDatabase;
  let database: Database;
  let worker: EngineWorker;
  let source: MeilisearchCandidates;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await new Database(test.url, areas).connect();
    worker = new EngineWorker(database, connection);
    source = new MeilisearchCandidates(database, connection);
    const papers: Record<string, Paper> = {
      portal: {
        title: 'Queries through the European Search Portal',
        abstract: 'One window.',
        body: ['Latency of biometric matching.'],
      },
      fishing: { title: 'Fisheries of the Baltic', abstract: 'Nets', body: ['A quota for herring.'] },
      secret: { title: 'Confidential portal plans', audience: 'CONFIDENTIAL', body: ['herring secrets'] },
      draft: { title: 'Draft of a portal', status: 'DRAFT', body: ['herring draft'] },
    };
    for (const [name, paper] of Object.entries(papers)) ids[name] = (await addPaper(database, paper)).id;
    await drain();
  });
  afterAll(async () => {
    await tidy();
    await database?.close();
    await test?.drop();
  });

  const live = async () => (await currentEpochs(database)).find((epoch) => epoch.state === 'LIVE')?.number;
  /** Works until an epoch is read and nothing waits. */
  const drain = async () => {
    const project = new ProjectDirty(database);
    while ((await project.runOnce()) > 0);
    for (const patience = Date.now() + 60_000; ; ) {
      const worked = await worker.runOnce().catch(() => 1);
      const [left] = await database.query<{ open: boolean }>(
        `select exists (select from engine_dirty where not poison) or exists (select from engine_task)
           or exists (select from search_epoch where state = 'BUILDING') as open`,
      );
      if (!left?.open && (await live()) !== undefined) return;
      if (Date.now() > patience) throw new Error('It does not come to rest.');
      if (worked === 0) await sleep(25);
    }
  };
  const compare = async () => {
    const { missing, ghost, stale } = await compareEpoch(database, connection, (await live()) as number);
    return { missing, ghost, stale };
  };
  const clean = { missing: 0, ghost: 0, stale: 0 };
  const find = async (query: string, actor = ANONYMOUS) => {
    const found = await source.candidates({ query: parseQuery(query), language: undefined, actor });
    const names = Object.entries(ids).filter(([, id]) => found?.includes(id));
    return found && names.map(([name]) => name);
  };

  it('takes our settings and documents, and has what the tables say', async () => {
    expect(await compare()).toEqual(clean);
    const epoch = (await live()) as number;
    const indexUids = [connection.indexName('HEAD', epoch), connection.indexName('TEXT', epoch)];
    const { results } = await master.tasks.getTasks({ indexUids, limit: 1_000 });
    expect(new Set(results.map((task) => task.status))).toEqual(new Set(['succeeded']));
    const settings = await master.index(connection.indexName('HEAD', (await live()) as number)).getSettings();
    expect(settings.prefixSearch).toBe('indexingTime');
    expect(settings.typoTolerance?.disableOnNumbers).toBe(true);
  });

  it('finds with slips, unfinished last words and other names of the taxonomy, and every word must be there', async () => {
    expect(await find('biometrc matchin')).toEqual(['portal']);
    expect(await find('ESP')).toEqual(['portal']);
    expect(await find('fish')).toEqual(['fishing']);
    expect(await find('herring quota')).toEqual(['fishing']);
    expect(await find('herring latency')).toEqual([]);
  });

  it('takes other words of the taxonomy where they stand', async () => {
    const epoch = await live();
    expect(await find('FOTB')).toEqual([]);
    await database.query(
      `with theme as (
         insert into theme (id, code, definition, position, synonyms, content_hash) values (gen_random_uuid(), 'NETS', '', 99, '{FOTB}', '') returning id
       )
       insert into theme_label select id, 'en', 'Fisheries of the Baltic' from theme`,
    );
    // A new process looks at once; a running one every five minutes.
    worker = new EngineWorker(database, connection);
    for (const patience = Date.now() + 20_000; Date.now() < patience && (await find('FOTB'))?.length === 0; ) {
      await worker.runOnce();
      await sleep(25);
    }
    expect([await find('FOTB'), await live(), await compare()]).toEqual([['fishing'], epoch, clean]);
  });

  it('leaves out most of what the asker may not read, and never has drafts', async () => {
    expect(await find('herring')).toEqual(['fishing']);
    expect(await find('herring', SYSTEM)).toEqual(['fishing', 'secret']);
    expect(await find('portal', SYSTEM)).toEqual(['portal', 'secret']);
  });

  it.each(['"herring quota', 'access = PUBLIC OR 1', "' OR access = 'OTHER", 'herring -quota', '\\', '()[]{}'])(
    'takes %s as words',
    async (query) => {
      const question = { query: parseQuery(query), language: undefined, actor: ANONYMOUS };
      if (source.takes(question)) expect(await source.candidates(question)).toBeDefined();
    },
  );

  it('takes part in answers, and is missed when it goes', async () => {
    const search = new Search(database, [source]);
    const ask = () =>
      search.execute(ANONYMOUS, {
        query: 'herring quota',
        filter: {},
        facets: [],
        page: { size: 5, backwards: false },
      });
    expect((await ask()).engines).toEqual([SearchEngineName.POSTGRES, SearchEngineName.MEILISEARCH]);
    for (const kind of ['HEAD', 'TEXT'] as const) {
      const { taskUid } = await master.deleteIndex(connection.indexName(kind, (await live()) as number));
      await master.tasks.waitForTask(taskUid);
    }
    const alone = await ask();
    expect([alone.engines, alone.hits.map((hit) => hit.id)]).toEqual([[SearchEngineName.POSTGRES], [ids.fishing]]);
    expect(alone.notes.map((note) => note.kind)).toContain('ENGINE_ABSENT');
    // A new process looks at once; a running one within seconds.
    worker = new EngineWorker(database, connection);
    await drain();
    expect((await ask()).engines).toContain(SearchEngineName.MEILISEARCH);
    expect(await compare()).toEqual(clean);
  });

  it('follows changes, and tasks that it forgot are sent again', async () => {
    await database.query(
      `update contribution set status = 'WITHDRAWN', withdrawn_at = now(), withdrawal_reason = 'x' where id = $1`,
      [ids.secret],
    );
    await worker.runOnce();
    const tasks = await database.query<{ uid: number }>('select uid from engine_task');
    expect(tasks.length).toBeGreaterThan(0);
    for (const { uid } of tasks) await master.tasks.waitForTask(uid);
    const { taskUid } = await master.tasks.deleteTasks({ uids: tasks.map((task) => task.uid) });
    await master.tasks.waitForTask(taskUid);
    await drain();
    expect(await compare()).toEqual(clean);
    expect(await find('herring', SYSTEM)).toEqual(['fishing']);
    expect(await find('confidential plans', SYSTEM)).toEqual(['secret']);
  });

  it('is rebuilt beside what is read, while things change', async () => {
    const before = await live();
    await beginRebuild(database);
    const rounds = (async () => {
      for (let n = 0; n < 20; n++)
        ids[`added ${n}`] = (await addPaper(database, { title: `Added ${n}`, body: ['herring more'] })).id;
    })();
    await Promise.all([rounds, drain()]);
    await drain();
    expect(await live()).not.toBe(before);
    expect(await compare()).toEqual(clean);
    expect(await find('added herring')).toHaveLength(0);
    expect(await find('more herring')).toHaveLength(20);
  });

  it('gives keys that may do no more than they need', async () => {
    if (!connection.options.masterKey) return;
    const name = connection.indexName('HEAD', (await live()) as number);
    const [searcher, writer] = [await connection.searcher(), await connection.writer()];
    await expect(searcher.index(name).getDocuments()).rejects.toThrow();
    await expect(writer.createIndex(`${connection.options.prefix}_x_1`)).rejects.toThrow();
    await expect(writer.index('another').getDocuments()).rejects.toThrow();
    await expect(writer.getKeys()).rejects.toThrow();
  });
});
