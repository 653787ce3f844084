import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { areas } from '#apps/tables';
import { Database } from '#libs/platform';
import {
  beginRebuild,
  checkIndex,
  EngineWorker,
  MeilisearchConnection,
  ProjectDirty,
  SearchEngineName,
} from '#libs/search';
import { drainEngine } from '../libs/search/src/spec/deployments.js';
import { FakeEngine } from '../libs/search/src/spec/fake-engine.js';
import { addPaper, type PaperIds, writeBody } from '../libs/search/src/spec/fixtures.js';
import { type AppProcess, startApp } from './support/app-process.js';
import { createTestDatabase, type TestDatabase } from './support/test-database.js';

const MASTER_KEY = 'the-master-key-of-this-test';

describe('a worker that is killed', () => {
  let test: TestDatabase;
  let database: Database;
  let engine: FakeEngine;
  let url: string;
  let connection: MeilisearchConnection;
  let running: AppProcess | undefined;
  let paper: PaperIds;
  const output: string[] = [];

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await new Database(test.url, areas).connect();
    engine = new FakeEngine(MASTER_KEY);
    url = await engine.start();
    connection = new MeilisearchConnection({ url, masterKey: MASTER_KEY, prefix: 'test' });
    paper = await addPaper(database, { title: 'Paper', body: ['one text', 'and another'] });
    await settle();
  });
  afterEach(async () => {
    engine.faults = undefined;
    await running?.kill();
  });
  afterAll(async () => {
    await engine?.stop();
    await database?.close();
    await test?.drop();
  });

  const start = async () => {
    running = await startApp('worker', {
      DATABASE_URL: test.url,
      MEILI_URL: url,
      MEILI_KEY: MASTER_KEY,
      MEILI_PREFIX: 'test',
    });
    return running;
  };
  const kill = async () => {
    await running?.kill();
    output.push(...(running?.output ?? []));
    running = undefined;
  };
  /** What the next worker does, until nothing is left. */
  const settle = async () => {
    // What the dead one had claimed comes back when its minute is over.
    await database.query('update search_dirty set claimed_until = null');
    const projector = new ProjectDirty(database);
    while ((await projector.runOnce()) > 0);
    await drainEngine(database, new EngineWorker(database, connection));
  };
  const drift = async () => {
    const check = (engineName: SearchEngineName) =>
      checkIndex({ database, meilisearch: connection }, engineName, { mend: false });
    return [await check(SearchEngineName.POSTGRES), await check(SearchEngineName.MEILISEARCH)];
  };
  const clean = { missing: 0, ghost: 0, stale: 0 };
  const run = (sql: string, parameters: unknown[]) => database.query(sql, parameters);
  /** Work of every kind: a new paper, a text that goes and one that comes, and everything once more into a new epoch. */
  const change = async () => {
    await addPaper(database, { title: 'Another', body: ['some text'] });
    await database.query('delete from passage where contribution_id = $1', [paper.id]);
    await writeBody(run, paper, [`text ${Math.random()}`]);
    await beginRebuild(database);
  };

  it('at each request to the engine, before it is taken or after: nothing is lost', async () => {
    const reached = new Set<string>();
    for (;;) {
      await change();
      const killed = new Promise<string>((resolve) => {
        engine.faults = (method, path) => {
          const request = `${method} ${path
            .split('?')[0]
            ?.replace(/_\d+(?=\/|$)/, '')
            .replace(/(?<=keys\/).+/, '…')}`;
          // What changes something may have been taken, and its answer never read.
          const steps = [`${request}, not taken`, ...(method === 'GET' ? [] : [`${request}, taken`])];
          const step = steps.find((one) => !reached.has(one));
          if (step === undefined) return undefined;
          running?.child.kill('SIGKILL');
          resolve(step);
          return step === steps[0] ? 'HANG' : undefined;
        };
      });
      await start();
      const step = await Promise.race([killed, untilIdle()]);
      engine.faults = undefined;
      await kill();
      await settle();
      expect([step, await drift()]).toEqual([step, [clean, clean]]);
      if (step === undefined) break;
      reached.add(step);
    }
    // Every kind of request that a worker makes was one at which it died.
    for (const step of [
      'GET /version, not taken',
      'POST /indexes, taken',
      'PATCH /indexes/test_contributions/settings, taken',
      'POST /indexes/test_contributions/documents, not taken',
      'POST /indexes/test_passages/documents, taken',
      'POST /indexes/test_passages/documents/delete-batch, taken',
      'GET /tasks, not taken',
      'GET /indexes/test_passages/documents, not taken',
    ])
      expect([...reached]).toContain(step);
  }, 300_000);

  it.each([
    ['claims', 'search_dirty', 'update'],
    ['writes texts', 'indexed_text', 'insert'],
    ['notes what it sent', 'engine_document', 'insert'],
    ['notes a batch', 'engine_dirty', 'update'],
    ['ends a batch', 'engine_dirty', 'delete'],
    ['switches', 'search_epoch', 'update'],
  ])('in the middle of a statement, while it %s: nothing is lost', async (_, table, event) => {
    await change();
    await database.query(
      `create function stand_still() returns trigger language plpgsql as $$
       begin perform pg_sleep(120); return coalesce(new, old); end $$`,
    );
    await database.query(
      `create trigger stand_still before ${event} on ${table} for each row execute function stand_still()`,
    );
    await start();
    const [sleeper] = await patiently(() =>
      database.query<{ pid: number }>(
        `select pid from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`,
      ),
    );
    await kill();
    await database.query('select pg_terminate_backend($1, 10000)', [sleeper?.pid]);
    await database.query('drop function stand_still() cascade');
    await settle();
    expect(await drift()).toEqual([clean, clean]);
  });

  it('is followed by one that does the rest by itself', async () => {
    await change();
    await start();
    await sleep(200);
    await kill();
    await database.query('update search_dirty set claimed_until = null');
    await start();
    await untilIdle();
    expect(await drift()).toEqual([clean, clean]);
    await kill();
  });

  it('and never wrote a key into its log, whatever the engine said', async () => {
    for (const answer of [403, 500, 'HANG'] as const) {
      await change();
      engine.faults = () => answer;
      await start();
      await patiently(() =>
        database.query(`select from search_engine_state where engine = 'MEILISEARCH' and failure is not null`),
      );
      await kill();
      engine.faults = undefined;
      // It lost its keys as well.
      engine.keys.clear();
      await settle();
    }
    expect(output.some((line) => line.includes('Meilisearch failed'))).toBe(true);
    const state = await database.query('select * from search_engine_state');
    const told = [...output, JSON.stringify(state)].join('\n');
    const made = [...engine.keys.values()].map((key) => String(key.key));
    expect(made).toHaveLength(1);
    expect([MASTER_KEY, ...made].filter((key) => told.includes(key))).toEqual([]);
  });

  /** Waits for rows. */
  async function patiently<Row>(ask: () => Promise<Row[]>): Promise<Row[]> {
    for (const patience = Date.now() + 30_000; ; await sleep(20)) {
      const rows = await ask();
      if (rows.length > 0) return rows;
      if (Date.now() > patience) throw new Error('It did not come to that.');
    }
  }

  /** Until the running worker has nothing left. */
  async function untilIdle(): Promise<undefined> {
    await patiently(() =>
      database.query(
        `select where not exists (select from search_dirty) and not exists (select from engine_dirty)
           and not exists (select from engine_task) and not exists (select from search_epoch where state = 'BUILDING')`,
      ),
    );
  }
});
