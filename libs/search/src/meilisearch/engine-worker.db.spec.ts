import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { areas } from '#apps/tables';
import { Database } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { FakeEngine } from '../spec/fake-engine.js';
import { addPaper, type Paper } from '../spec/fixtures.js';
import { MeilisearchConnection } from './connection.js';
import { beginRebuild, EngineWorker } from './engine-worker.js';
import { currentEpochs, switchTo } from './epochs.js';
import { compareEpoch, repair } from './verify-engine.js';

describe('the second engine’s documents', () => {
  let test: TestDatabase;
  let database: Database;
  let engine: FakeEngine;
  let connection: MeilisearchConnection;
  let worker: EngineWorker;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await new Database(test.url, areas).connect();
  });
  beforeEach(async () => {
    engine = new FakeEngine();
    connection = new MeilisearchConnection({ url: await engine.start(), prefix: 'test' });
    worker = new EngineWorker(database, connection);
  });
  afterEach(async () => {
    await engine.stop();
    await database.query(
      'truncate contribution, search_epoch, engine_dirty, search_dirty, posting, indexed_text, term, word_form cascade',
    );
    await database.query('update search_engine_state set failing_since = null, failure = null');
  });
  afterAll(async () => {
    await database?.close();
    await test?.drop();
  });

  /** Works until nothing is left; a round that fails is tried again, as the worker's loop does. */
  const drain = async (workers = [worker]) => {
    let last: unknown;
    const run = (one: EngineWorker) =>
      one.runOnce().catch((error) => {
        last = error;
        return 1;
      });
    for (let idle = 0, rounds = 0; idle < 3; rounds++) {
      if (rounds > 500) throw new Error('It does not come to rest.', { cause: last });
      const done = await Promise.all(workers.map(run));
      // Transactions of other tests on the same server may keep an epoch waiting.
      const waits = (await currentEpochs(database)).some((epoch) => epoch.state === 'BUILDING');
      if (waits && done.every((count) => count === 0)) await sleep(10);
      idle = done.every((count) => count === 0) && !waits ? idle + 1 : 0;
      await database.query('update engine_dirty set not_before = null where not poison');
    }
  };
  const live = async () => (await currentEpochs(database)).find((epoch) => epoch.state === 'LIVE')?.number ?? 0;
  const compare = async () => {
    const { missing, ghost, stale } = await compareEpoch(database, connection, await live());
    return { missing, ghost, stale };
  };
  const clean = { missing: 0, ghost: 0, stale: 0 };
  const documents = async (kind: 'HEAD' | 'TEXT') => [
    ...(engine.contents()[connection.indexName(kind, await live())] ?? new Map()).values(),
  ];
  const failure = async () =>
    (
      await database.query<{ failure: string | null }>(
        `select failure from search_engine_state where engine = 'MEILISEARCH'`,
      )
    )[0]?.failure ?? null;
  const add = (paper: Paper) => addPaper(database, paper);
  const rename = (id: string, title: string) =>
    withoutFreeze(() => database.query('update revision set title = $2 where contribution_id = $1', [id, title]));
  // Revisions are frozen once submitted; these tests change them behind the commands, as raw SQL may.
  const withoutFreeze = async (work: () => Promise<unknown>) => {
    const [{ names }] = (await database.query<{ names: string[] }>(
      `select array_agg(tgname::text) as names from pg_trigger
       where tgrelid = 'revision'::regclass and not tgisinternal and tgname not like 'search%'`,
    )) as [{ names: string[] | null }] as [{ names: string[] }];
    for (const name of names ?? []) await database.query(`alter table revision disable trigger ${name}`);
    await work();
    for (const name of names ?? []) await database.query(`alter table revision enable trigger ${name}`);
  };

  it('are built into an epoch, which is read when it is whole', async () => {
    const { id } = await add({ title: 'One', body: ['first', 'second'] });
    await add({ title: 'Draft', status: 'DRAFT' });
    expect(await live()).toBe(0);
    await drain();
    expect(await live()).toBeGreaterThan(0);
    expect((await documents('HEAD')).map((document) => document.id)).toEqual([id]);
    expect(await documents('TEXT')).toHaveLength(2);
    expect(await compare()).toEqual(clean);
  });

  it('are built also when there are none, however long the engine takes to make the indexes', async () => {
    engine.holdTasks = true;
    for (let round = 0; round < 5; round++) await worker.runOnce();
    expect((await currentEpochs(database)).map((epoch) => epoch.state)).toEqual(['BUILDING']);
    engine.holdTasks = false;
    await drain();
    expect(Object.keys(engine.contents())).toHaveLength(2);
    expect(await live()).toBeGreaterThan(0);
  });

  it('leave no index behind that nobody reads: of a building that was given up, or a database that is gone', async () => {
    await drain();
    const [kept] = await currentEpochs(database);
    await beginRebuild(database);
    engine.holdTasks = true;
    for (let round = 0; round < 3; round++) await worker.runOnce();
    engine.holdTasks = false;
    engine.runTasks();
    await database.query(`delete from search_epoch where state = 'BUILDING'`);
    const others = ['test_contributions_99', 'test_passages_99', 'other_contributions_99', 'test_contributions_x'];
    const client = await connection.writer();
    for (const name of others) await client.createIndex(name);
    await worker.tidy();
    engine.runTasks();
    const own = (['HEAD', 'TEXT'] as const).map((kind) => connection.indexName(kind, kept?.number ?? 0));
    expect(Object.keys(engine.contents()).sort()).toEqual([...own, ...others.slice(2)].sort());
  });

  it('leave no old epoch listed that the engine has lost', async () => {
    await drain();
    await beginRebuild(database);
    await drain();
    const states = async () =>
      (await database.query<{ state: string }>('select state from search_epoch order by number')).map(
        ({ state }) => state,
      );
    await worker.tidy();
    expect(await states()).toEqual(['OLD', 'LIVE']);
    engine.wipe();
    worker = new EngineWorker(database, connection);
    await drain();
    await worker.tidy();
    expect(await states()).toEqual(['LIVE']);
  });

  it('are not sent to a server that is too old, and the reason is told', async () => {
    engine.version = '1.49.3';
    let failure: string | null = null;
    // A transaction of another test on the same server keeps an epoch waiting, and the engine unasked.
    for (const patience = Date.now() + 60_000; failure === null && Date.now() < patience; await sleep(10)) {
      await worker.runOnce().catch(() => undefined);
      [{ failure }] = (await database.query(
        `select failure from search_engine_state where engine = 'MEILISEARCH'`,
      )) as [{ failure: string | null }];
    }
    expect(engine.contents()).toEqual({});
    expect(failure).toBe('Meilisearch 1.50 or later is needed; this is 1.49.3.');
    engine.version = '2.0.0';
    await drain();
    expect(await live()).toBeGreaterThan(0);
  });

  it('follow changes, deletions and withdrawals by any road, and nothing else', async () => {
    const one = await add({ title: 'One', body: ['text'] });
    const two = await add({ title: 'Two', body: ['text'] });
    await drain();
    await rename(one.id, 'Uno');
    await database.query('delete from passage where contribution_id = $1', [two.id]);
    await drain();
    expect((await documents('HEAD')).map((document) => document.title).sort()).toEqual(['Two', 'Uno']);
    expect((await documents('TEXT')).map((document) => document.contribution)).toEqual([one.id]);
    engine.requests.length = 0;
    // A change that changes no document sends none.
    await database.query('update contribution set version = version + 1');
    await drain();
    expect(engine.requests.filter((request) => request.includes('documents'))).toEqual([]);
    expect(await compare()).toEqual(clean);
  });

  it('do not hold what was rolled back', async () => {
    await drain();
    const failing = database.dataSource.transaction(async (manager) => {
      await manager.query(
        `insert into theme (id, code, definition, position, synonyms, content_hash) values (gen_random_uuid(), 'X', '', 9, '{}', '')`,
      );
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await drain();
    expect(await compare()).toEqual(clean);
  });

  it('are taken from whoever commits late: what began before the epoch and did not mark is waited for', async () => {
    await add({ title: 'One' });
    await drain();
    const runner = database.dataSource.createQueryRunner();
    await runner.connect();
    await runner.startTransaction();
    // It writes, and so has its place in time, before the epoch is there for all.
    await runner.query('create temporary table late (x int) on commit drop');
    await runner.query('insert into late values (1)');
    await runner.query('select pg_current_xact_id()');
    await beginRebuild(database);
    for (let round = 0; round < 6; round++) await worker.runOnce();
    const building = (await currentEpochs(database)).find((epoch) => epoch.state === 'BUILDING');
    expect(building).toMatchObject({ marked: false });
    await runner.commitTransaction();
    await runner.release();
    await drain();
    expect((await currentEpochs(database)).map((epoch) => epoch.state)).toEqual(['LIVE']);
    expect(await compare()).toEqual(clean);
  });

  describe('do not wait for a transaction that stays open', () => {
    let one: { id: string };
    let two: { id: string };
    let close: () => Promise<void>;

    /** Edits a paper, and does not come to an end. */
    const edit = async (id: string, title: string) => {
      const runner = database.dataSource.createQueryRunner();
      await runner.connect();
      await runner.startTransaction();
      await runner.query(`update revision set title = $2 where contribution_id = $1`, [id, title]);
      close = async () => {
        await runner.commitTransaction();
        await runner.release();
      };
    };
    /** Rounds of the worker, none of which is held up. */
    const work = async (rounds: number) => {
      for (let round = 0; round < rounds; round++) {
        const began = Date.now();
        await worker.runOnce();
        expect(Date.now() - began).toBeLessThan(5_000);
      }
    };
    const titles = async () => (await documents('HEAD')).map((document) => document.title).sort();

    beforeEach(async () => {
      [one, two] = [await add({ title: 'One', body: ['text'] }), await add({ title: 'Two', body: ['text'] })];
      await drain();
    });

    const afterwards = async () => {
      await close();
      await drain();
      expect(await titles()).toEqual(['Due', 'Uno']);
      expect(await compare()).toEqual(clean);
      expect(await database.query('select from engine_dirty')).toEqual([]);
    };

    it('that edits what waits to be sent', async () => {
      await rename(one.id, 'Eins');
      await rename(two.id, 'Due');
      await edit(one.id, 'Uno');
      await work(4);
      expect(await titles()).toEqual(['Due', 'One']);
      engine.requests.length = 0;
      await work(4);
      // What it holds is not sent again and again meanwhile.
      expect(engine.requests.filter((request) => request.includes('documents'))).toEqual([]);
      await afterwards();
    });

    it.each(['ends well', 'fails', 'is forgotten'])('that edits what is on its way, while that %s', async (how) => {
      engine.holdTasks = true;
      await rename(one.id, 'Eins');
      await rename(two.id, 'Due');
      await work(2);
      await edit(one.id, 'Uno');
      if (how === 'fails') engine.poison = 'Eins';
      if (how === 'is forgotten') engine.forgetTasks();
      engine.holdTasks = false;
      await work(8);
      expect(await titles()).toEqual(['Due', how === 'ends well' ? 'Eins' : 'One']);
      await afterwards();
    });

    it('that edits what is being sent', async () => {
      await rename(one.id, 'Eins');
      await rename(two.id, 'Due');
      engine.faults = async (_method, path) => {
        if (!path.includes('contributions') || !path.includes('documents')) return undefined;
        engine.faults = undefined;
        await edit(one.id, 'Uno');
        return undefined;
      };
      await work(1);
      await work(4);
      expect(engine.faults).toBeUndefined();
      expect(await titles()).toEqual(['Due', 'Eins']);
      await afterwards();
    });

    it('that edits what a new epoch has to mark; nor does who edits others', async () => {
      await beginRebuild(database);
      // Until the epoch is old enough: whoever began before it is waited for.
      await worker.runOnce();
      await rename(two.id, 'Due');
      await edit(one.id, 'Uno');
      await work(4);
      const began = Date.now();
      await database.query('update contribution set version = version + 1 where id = $1', [two.id]);
      expect(Date.now() - began).toBeLessThan(2_000);
      expect(await titles()).toEqual(['Due', 'One']);
      await afterwards();
      expect((await currentEpochs(database)).map((epoch) => epoch.state)).toEqual(['LIVE']);
    });
  });

  describe('survive', () => {
    it('a worker that dies before each request and after each', async () => {
      for (let at = 0; at < 12; at++) {
        const paper = await add({ title: `Paper ${at}`, body: ['text'] });
        let count = 0;
        // The connection breaks: the transaction is rolled back, as when the process is killed there.
        engine.faults = () => (count++ === at ? 'HANG' : undefined);
        const dying = new EngineWorker(database, connection);
        await Promise.race([
          dying.runOnce().catch(() => undefined),
          new Promise((resolve) => setTimeout(resolve, 150)),
        ]);
        engine.faults = undefined;
        await engine.stop();
        connection = new MeilisearchConnection({ url: await engine.start(), prefix: 'test' });
        worker = new EngineWorker(database, connection);
        await drain();
        expect([at, await compare()]).toEqual([at, clean]);
        await rename(paper.id, `Renamed ${at}`);
      }
      await drain();
      expect(await compare()).toEqual(clean);
    });

    it('a 202 that is forgotten', async () => {
      await drain();
      let forgotten = 0;
      engine.faults = (method, path) =>
        method === 'POST' && path.includes('documents') && forgotten++ < 2 ? 'FORGET' : undefined;
      await add({ title: 'One', body: ['text'] });
      const reasons = new Set<string | null>();
      for (let round = 0; round < 6; round++) {
        await worker.runOnce();
        reasons.add(await failure());
      }
      expect([...reasons].join()).toContain('does not know tasks that it took');
      await drain();
      expect(await failure()).toBeNull();
      expect(forgotten).toBeGreaterThan(0);
      expect(await compare()).toEqual(clean);
      expect(await documents('HEAD')).toHaveLength(1);
    });

    it('an engine that is wiped: all is built again', async () => {
      await add({ title: 'One', body: ['text'] });
      await drain();
      const before = await live();
      engine.wipe();
      // A new process looks at once; a running one within seconds.
      worker = new EngineWorker(database, connection);
      await drain();
      expect(await live()).toBeGreaterThan(before);
      expect(await compare()).toEqual(clean);
    });

    it('an engine that is wiped again and again: they are built less often, and the reason is told', async () => {
      await drain();
      const wipe = async (title: string) => {
        engine.wipe();
        // What is sent to an index that is gone tells of it at once.
        await add({ title });
      };
      for (const title of ['One', 'Two', 'Three']) {
        await wipe(title);
        await drain();
      }
      await wipe('Four');
      let reason = '';
      for (let round = 0; round < 20 && reason === ''; round++) {
        await worker.runOnce().catch((error) => {
          reason = error.message;
        });
        await sleep(10);
      }
      expect(reason).toMatch(/lost 4 times .* Have all workers the same MEILI_URL/);
      const [state] = await database.query(`select failure from search_engine_state where engine = 'MEILISEARCH'`);
      expect(state).toEqual({ failure: reason });
    });

    it('an engine that is out of order, and tell since when', async () => {
      await drain();
      engine.faults = () => 503;
      await add({ title: 'One' });
      await expect(worker.runOnce()).rejects.toThrow();
      const [failing] = await database.query(
        `select failure, failing_since from search_engine_state where engine = 'MEILISEARCH'`,
      );
      expect(failing).toEqual({ failure: expect.any(String), failing_since: expect.any(Date) });
      engine.faults = undefined;
      await drain();
      expect(await compare()).toEqual(clean);
      const [well] = await database.query(
        `select failure, failing_since from search_engine_state where engine = 'MEILISEARCH'`,
      );
      expect(well).toEqual({ failure: null, failing_since: null });
    });

    it('two workers at once', async () => {
      await Promise.all(Array.from({ length: 12 }, (_, n) => add({ title: `Paper ${n}`, body: ['text'] })));
      await drain([worker, new EngineWorker(database, connection)]);
      expect(await documents('HEAD')).toHaveLength(12);
      expect(await compare()).toEqual(clean);
    });

    it('a change while its last one is on its way: the newer wins', async () => {
      const { id } = await add({ title: 'Old' });
      await drain();
      engine.holdTasks = true;
      await rename(id, 'Newer');
      await worker.runOnce();
      await rename(id, 'Newest');
      await worker.runOnce();
      engine.holdTasks = false;
      await drain();
      expect((await documents('HEAD')).map((document) => document.title)).toEqual(['Newest']);
      expect(await compare()).toEqual(clean);
    });

    it('updates during a rebuild, with the old epoch whole until the new one is', async () => {
      const { id } = await add({ title: 'One', body: ['text'] });
      await drain();
      const before = await live();
      await beginRebuild(database);
      engine.holdTasks = true;
      for (let round = 0; round < 5; round++) await worker.runOnce();
      await rename(id, 'Uno');
      await add({ title: 'Two' });
      await worker.runOnce();
      expect(await live()).toBe(before);
      expect(await documents('HEAD')).toHaveLength(1);
      engine.holdTasks = false;
      await drain();
      expect(await live()).toBeGreaterThan(before);
      expect((await documents('HEAD')).map((document) => document.title).sort()).toEqual(['Two', 'Uno']);
      expect(await compare()).toEqual(clean);
    });
  });

  it('are rebuilt by two workers at once, and one epoch is always read', async () => {
    await add({ title: 'One', body: ['text'] });
    await drain();
    const workers = [worker, new EngineWorker(database, connection), new EngineWorker(database, connection)];
    for (let turn = 0; turn < 5; turn++) {
      const before = await live();
      await beginRebuild(database);
      // Some stay behind: they saw a building that another has finished since.
      await drain(workers);
      expect(await live()).toBeGreaterThan(before);
    }
    const finished = await live();
    await switchTo(database, finished);
    expect(await live()).toBe(finished);
    expect(await compare()).toEqual(clean);
  });

  it('park the one that is refused, with the reason, and let all others through; a change brings it back', async () => {
    const papers = await Promise.all(
      Array.from({ length: 9 }, (_, n) => add({ title: n === 4 ? 'POISON' : `Paper ${n}` })),
    );
    engine.poison = 'POISON';
    const told = new Set<string>();
    for (let rounds = 0; rounds < 60; rounds++) {
      await worker.runOnce().catch(() => undefined);
      for (const { id } of await database.query<{ id: string }>('select id from engine_dirty where error is not null'))
        told.add(id);
    }
    await drain();
    expect(await documents('HEAD')).toHaveLength(8);
    // Of those that went with it none was ever told as failed: the reason quotes what not all may read.
    expect([...told]).toEqual([papers[4]?.id]);
    const parked = await database.query('select id, error from engine_dirty where poison');
    expect(parked).toEqual([{ id: papers[4]?.id, error: expect.stringContaining('refused') }]);
    expect(await compare()).toEqual({ missing: 1, ghost: 0, stale: 0 });
    await rename(papers[4]?.id as string, 'Harmless');
    await drain();
    expect(await documents('HEAD')).toHaveLength(9);
    expect(await database.query('select from engine_dirty')).toEqual([]);
  });

  it('park one that is not even taken, and let all others through', async () => {
    const papers = await Promise.all(
      Array.from({ length: 5 }, (_, n) => add({ title: n === 2 ? 'TOO LONG' : `Paper ${n}` })),
    );
    engine.faults = (_method, _path, body) => (JSON.stringify(body)?.includes('TOO LONG') ? 413 : undefined);
    await drain();
    expect(await documents('HEAD')).toHaveLength(4);
    expect(await database.query('select id, error from engine_dirty where poison')).toEqual([
      { id: papers[2]?.id, error: expect.any(String) },
    ]);
  });

  it('go in smaller payloads where those of a paper are too large together, and only the one that is too large alone is parked', async () => {
    engine.faults = (_method, path, body) =>
      path.includes('/documents') && Buffer.byteLength(JSON.stringify(body) ?? '') > 1_500 ? 413 : undefined;
    const long = await add({
      title: 'Long',
      body: Array.from({ length: 20 }, (_, n) => `Passage ${n} of some length.`),
    });
    const other = await add({ title: 'Other', body: ['x'.repeat(2_000)] });
    await drain();
    const owners = (await documents('TEXT')).map((document) => document.contribution);
    expect(owners).toEqual(Array(20).fill(long.id));
    expect(await database.query('select kind, id from engine_dirty where poison')).toEqual([
      { kind: 'TEXT', id: other.id },
    ]);
    engine.faults = undefined;
    await database.query('update engine_dirty set poison = false');
    await drain();
    expect(await compare()).toEqual(clean);
  });

  it('are not read when most of them were refused: the old ones are better', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, n) => add({ title: `Paper ${n}` })));
    await drain();
    const before = await live();
    engine.poison = 'Paper';
    await beginRebuild(database);
    for (let round = 0; round < 60; round++) await worker.runOnce().catch(() => undefined);
    expect(await database.query('select from engine_dirty where poison')).toHaveLength(12);
    expect(await live()).toBe(before);
    expect(await documents('HEAD')).toHaveLength(12);
    const [{ failure }] = (await database.query(
      `select failure from search_engine_state where engine = 'MEILISEARCH'`,
    )) as [{ failure: string }];
    expect(failure).toContain('refused');
  });

  it('hold up no edit, however long the engine takes to answer', async () => {
    const { id } = await add({ title: 'One', body: ['text'] });
    await drain();
    await rename(id, 'Two');
    await database.query('update passage set text = $2 where contribution_id = $1', [id, 'other']);
    const reached = new Promise<void>((resolve) => {
      engine.faults = (method, path) => {
        if (method !== 'POST' || !path.includes('passages')) return undefined;
        resolve();
        return 'HANG';
      };
    });
    const round = worker.runOnce().catch(() => 'failed');
    await reached;
    await database.dataSource.transaction(async (manager) => {
      await manager.query(`set local lock_timeout = '2s'`);
      await manager.query('update contribution set version = version + 1 where id = $1', [id]);
    });
    await engine.stop();
    expect(await round).toBe('failed');
    connection = new MeilisearchConnection({ url: await engine.start(), prefix: 'test' });
    worker = new EngineWorker(database, connection);
    engine.faults = undefined;
    await drain();
    expect(await compare()).toEqual(clean);
  });

  it('are compared and mended: missing, ghost, stale', async () => {
    const [one, two] = [await add({ title: 'One' }), await add({ title: 'Two' })];
    await drain();
    const heads = engine.contents()[connection.indexName('HEAD', await live())] as Map<string, Record<string, unknown>>;
    heads.delete(one.id);
    heads.set(two.id, { ...heads.get(two.id), hash: 'other' });
    const ghost = '01a00000-0000-7000-8000-0000000000ff';
    heads.set(ghost, { id: ghost, contribution: ghost, hash: 'x' });
    expect(await compare()).toEqual({ missing: 1, ghost: 1, stale: 1 });
    await repair(database, await live(), await compareEpoch(database, connection, await live()));
    await drain();
    expect(await compare()).toEqual(clean);
  });

  it('are gathered after some were sent, but tried again when the engine took none', async () => {
    const gathering = new EngineWorker(database, connection, { gatherMs: { HEAD: 60_000, TEXT: 60_000 } });
    await drain([gathering]);
    const titles = async () => {
      engine.runTasks();
      return (await documents('HEAD')).map((document) => document.title);
    };
    engine.faults = () => 503;
    await add({ title: 'Alone' });
    await expect(gathering.runOnce()).rejects.toThrow();
    await expect(gathering.runOnce()).rejects.toThrow();
    engine.faults = undefined;
    await gathering.runOnce();
    expect(await titles()).toEqual(['Alone']);
    await add({ title: 'Soon after' });
    // The engine’s answer for the first is no reason to send the second.
    for (let round = 0; round < 3; round++) await gathering.runOnce();
    expect(await titles()).toEqual(['Alone']);
    await Promise.all(Array.from({ length: 199 }, (_, n) => add({ title: `Paper ${n}` })));
    await gathering.runOnce();
    expect(await titles()).toHaveLength(201);
  });

  it('are let through before a large fan-out', async () => {
    await drain();
    await database.query(
      `insert into engine_dirty (kind, id, priority) select 'HEAD', gen_random_uuid(), 1 from generate_series(1, 1000)`,
    );
    const { id } = await add({ title: 'Somebody waits' });
    await worker.runOnce();
    engine.runTasks();
    expect((await documents('HEAD')).map((document) => document.id)).toEqual([id]);
  });
});
