import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { areas } from '#apps/tables';
import { Database } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { FakeEngine } from '../spec/fake-engine.js';
import { addPaper } from '../spec/fixtures.js';
import { MeilisearchConnection } from './connection.js';
import { EngineWorker } from './engine-worker.js';
import { currentEpochs } from './epochs.js';

describe('the taxonomy’s words in the second engine', () => {
  let test: TestDatabase;
  let database: Database;
  let engine: FakeEngine;
  let connection: MeilisearchConnection;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await new Database(test.url, areas).connect();
    await database.query('truncate theme, information_system cascade');
    await database.query(
      `with theme as (
         insert into theme (id, code, definition, position, synonyms, content_hash) values (gen_random_uuid(), 'PORTAL', '', 1, '{ESP}', '') returning id
       )
       insert into theme_label select id, 'en', 'European search portal' from theme`,
    );
  });
  beforeEach(async () => {
    await call('European search portal');
    engine = new FakeEngine();
    connection = new MeilisearchConnection({ url: await engine.start(), prefix: 'test' });
    await addPaper(database, { title: 'One', body: ['text'] });
    await drain();
    engine.requests.length = 0;
  });
  afterEach(async () => {
    await engine.stop();
    await database.query('truncate contribution, search_epoch, engine_dirty, search_dirty cascade');
    await database.query('update search_engine_state set failing_since = null, failure = null');
  });
  afterAll(async () => {
    await database?.close();
    await test?.drop();
  });

  const call = (label: string) => database.query('update theme_label set label = $1', [label]);
  /** A new process, which looks at once at what a running one looks at every five minutes; it works until nothing is left. */
  const drain = async (worker = new EngineWorker(database, connection)) => {
    for (let idle = 0, rounds = 0; idle < 3; rounds++) {
      if (rounds > 500) throw new Error('It does not come to rest.');
      const done = await worker.runOnce().catch(() => 1);
      const builds = (await currentEpochs(database)).some((epoch) => epoch.state === 'BUILDING');
      idle = done === 0 && !builds ? idle + 1 : 0;
      // Transactions of other tests on the same server may keep an epoch waiting.
      if (builds && done === 0) await sleep(10);
    }
  };
  const live = async () => (await currentEpochs(database)).find((epoch) => epoch.state === 'LIVE')?.number ?? 0;
  const words = async () => {
    const epoch = await live();
    const names = (['HEAD', 'TEXT'] as const).map((kind) => connection.indexName(kind, epoch));
    return names.map((name) => engine.settingsOf(name).synonyms);
  };
  const known = { esp: ['european search portal'], 'european search portal': ['esp'] };
  const changed = { esp: ['european swift portal'], 'european swift portal': ['esp'] };

  it('are changed where they stand; no document is sent again', async () => {
    const epoch = await live();
    expect(await words()).toEqual([known, known]);
    await call('European swift portal');
    await drain();
    expect([await live(), await words()]).toEqual([epoch, [changed, changed]]);
    const name = connection.indexName('HEAD', epoch);
    expect(engine.settingsOf(name)).toMatchObject({
      prefixSearch: 'indexingTime',
      typoTolerance: { disableOnWords: ['esp'] },
    });
    expect(engine.requests.filter((request) => /POST .*documents(\?|$)/.test(request))).toEqual([]);
  });

  it('are not sent when the engine has them', async () => {
    await drain();
    expect(engine.requests.filter((request) => request.includes('PATCH'))).toEqual([]);
  });

  it('come to the same end, wherever the worker dies', async () => {
    const epoch = await live();
    for (let at = 0; at < 8; at++) {
      await call(at % 2 === 0 ? 'European swift portal' : 'European search portal');
      let count = 0;
      engine.faults = () => (count++ === at ? 500 : undefined);
      await new EngineWorker(database, connection).runOnce().catch(() => undefined);
      engine.faults = undefined;
      await drain();
      const wanted = at % 2 === 0 ? changed : known;
      expect([at, await live(), await words()]).toEqual([at, epoch, [wanted, wanted]]);
    }
  });

  it('are sent again when the engine forgot what it took, or was put back to an earlier state', async () => {
    await call('European swift portal');
    engine.faults = (method) => (method === 'PATCH' ? 'FORGET' : undefined);
    await drain();
    expect(await words()).toEqual([known, known]);
    engine.faults = undefined;
    await drain();
    expect(await words()).toEqual([changed, changed]);
    engine.settingsOf(connection.indexName('TEXT', await live())).synonyms = known;
    await drain();
    expect(await words()).toEqual([changed, changed]);
  });

  it('are waited for while the engine is at something else', async () => {
    await call('European swift portal');
    const worker = new EngineWorker(database, connection);
    engine.holdTasks = true;
    for (let round = 0; round < 4; round++) await worker.runOnce();
    expect(engine.requests.filter((request) => request.includes('PATCH'))).toHaveLength(2);
    engine.holdTasks = false;
    await drain(worker);
    expect(engine.requests.filter((request) => request.includes('PATCH'))).toHaveLength(2);
    expect(await words()).toEqual([changed, changed]);
  });

  it('that are refused where they stand go to a new epoch; while that is refused too, the reason is told and the old one read', async () => {
    const epoch = await live();
    await call('European spoilt portal');
    engine.poison = 'spoilt';
    const worker = new EngineWorker(database, connection);
    const failures: string[] = [];
    for (let round = 0; round < 500 && failures.length === 0; round++) {
      const done = await worker.runOnce().catch((error) => failures.push(error.message));
      if (done === 0) await sleep(10);
    }
    expect(failures[0]).toMatch(/has no index with our settings.*refused/);
    expect([await live(), await words()]).toEqual([epoch, [known, known]]);
    engine.poison = undefined;
    await drain();
    expect((await words())[0]).toMatchObject({ esp: ['european spoilt portal'] });
  });
});
