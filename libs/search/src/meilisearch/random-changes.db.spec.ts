import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { areas } from '#apps/tables';
import { ANONYMOUS } from '#libs/identity';
import { Database } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { SearchEngineName } from '../engine.js';
import { checkIndex } from '../operation/check-index.js';
import { ProjectDirty } from '../projection/project-dirty.js';
import { Search } from '../query/search.js';
import { drainEngine } from '../spec/deployments.js';
import { FakeEngine } from '../spec/fake-engine.js';
import { addPaper, writeBody } from '../spec/fixtures.js';
import { MeilisearchConnection } from './connection.js';
import { beginRebuild, EngineWorker } from './engine-worker.js';
import { currentEpochs } from './epochs.js';

/** What is true of a paper, whatever an index says. */
interface Truth {
  revisionId: string;
  title: string;
  body: string[];
  status: 'PUBLISHED' | 'WITHDRAWN';
  isPublic: boolean;
}

describe.each([20_171_126, 7])('after random changes and faults (seed %d)', (seed) => {
  let test: TestDatabase;
  let database: Database;
  let engine: FakeEngine;
  let connection: MeilisearchConnection;
  const truth = new Map<string, Truth>();

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await new Database(test.url, areas).connect();
    engine = new FakeEngine();
    connection = new MeilisearchConnection({ url: await engine.start(), prefix: 'test' });
    // Papers are changed behind the commands, as raw SQL may; all that follows must follow from the tables.
    const guards = await database.query<{ sql: string }>(
      `select format('alter table %s disable trigger %I', tgrelid::regclass, tgname) as sql from pg_trigger
       where tgrelid in ('revision'::regclass, 'contribution'::regclass, 'passage'::regclass) and not tgisinternal and tgname not like 'search%'`,
    );
    for (const { sql } of guards) await database.query(sql);
  });
  afterAll(async () => {
    await engine?.stop();
    await database?.close();
    await test?.drop();
  });

  let state = seed;
  const random = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % below;
  };
  let words = 0;
  // Words of letters, far from each other, so that each finds its own text alone.
  const word = () =>
    `w${[...String(++words).padStart(4, '0')].map((digit) => 'abcdefghij'[Number(digit)]?.repeat(3)).join('')}`;

  const changes: Record<string, (id: string, paper: Truth) => Promise<unknown>> = {
    rename: (id, paper) => {
      paper.title = word();
      return database.query('update revision set title = $2 where contribution_id = $1', [id, paper.title]);
    },
    rewrite: async (id, paper) => {
      paper.body = Array.from({ length: random(4) }, word);
      await database.dataSource.transaction(async (manager) => {
        await manager.query('delete from passage where contribution_id = $1', [id]);
        await writeBody((sql, values) => manager.query(sql, values), { id, revisionId: paper.revisionId }, paper.body);
      });
    },
    turn: (id, paper) => {
      paper.isPublic = !paper.isPublic;
      return database.query('update contribution set audience = $2 where id = $1', [
        id,
        paper.isPublic ? 'PUBLIC' : 'CONFIDENTIAL',
      ]);
    },
    withdraw: (id, paper) => {
      paper.status = 'WITHDRAWN';
      return database.query(
        `update contribution set status = 'WITHDRAWN', withdrawn_at = now(), withdrawal_reason = 'x' where id = $1`,
        [id],
      );
    },
    remove: (id) => {
      truth.delete(id);
      return database.dataSource.transaction(async (manager) => {
        await manager.query('delete from passage where contribution_id = $1', [id]);
        await manager.query('delete from revision where contribution_id = $1', [id]);
        await manager.query('delete from contribution where id = $1', [id]);
      });
    },
    'roll back': (id) =>
      database.dataSource
        .transaction(async (manager) => {
          await manager.query('update revision set title = $2 where contribution_id = $1', [id, word()]);
          throw new Error('no');
        })
        .catch(() => undefined),
  };

  const trouble = [
    () => {
      engine.faults = (method) =>
        method !== 'GET' && random(4) === 0 ? ([503, 'FORGET', 413] as const)[random(3)] : undefined;
    },
    () => {
      engine.faults = undefined;
    },
    () => void (random(4) === 0 && engine.wipe()),
    () => random(3) === 0 && beginRebuild(database),
    () => {
      engine.holdTasks = !engine.holdTasks;
    },
  ];

  it('both indexes say what a model says', async () => {
    const workers = [0, 1].map(() => new EngineWorker(database, connection));
    const projectors = [0, 1].map(() => new ProjectDirty(database));
    for (let step = 0; step < 50; step++) {
      const ids = [...truth.keys()];
      const some = ids[random(Math.max(ids.length, 1))];
      const paper = some === undefined ? undefined : truth.get(some);
      // A few always remain, so that there is something to compare.
      if (some === undefined || !paper || truth.size < 5 || random(4) === 0) {
        const made: Truth = {
          revisionId: '',
          title: word(),
          body: [word(), word()],
          status: 'PUBLISHED',
          isPublic: true,
        };
        const { id, revisionId } = await addPaper(database, made);
        truth.set(id, { ...made, revisionId });
      } else {
        const names = Object.keys(changes);
        await changes[names[random(names.length)] as string]?.(some, paper);
      }
      if (random(3) === 0) await trouble[random(trouble.length)]?.();
      if (random(2) === 0) await Promise.all(projectors.map((projector) => projector.runOnce(3)));
      await Promise.all(workers.slice(0, 1 + random(2)).map((worker) => worker.runOnce().catch(() => 0)));
    }
    engine.faults = undefined;
    engine.holdTasks = false;
    // What was refused in the middle of a fault is tried again when somebody asks for it.
    await database.query('update engine_dirty set poison = false, batch_limit = null, not_before = null');
    const [projector] = projectors;
    while (((await projector?.runOnce()) ?? 0) > 0);
    // Two projectors at once keep each other from nothing.
    expect(await database.query('select kind, id, error from search_dirty')).toEqual([]);
    const fresh = new EngineWorker(database, connection);
    for (let round = 0; round < 3; round++) await fresh.runOnce().catch(() => 0);
    await drainEngine(database, fresh);

    const clean = { missing: 0, ghost: 0, stale: 0 };
    for (const name of [SearchEngineName.POSTGRES, SearchEngineName.MEILISEARCH])
      expect([name, await checkIndex({ database, meilisearch: connection }, name, { mend: false })]).toEqual([
        name,
        clean,
      ]);

    const live = (await currentEpochs(database)).find((epoch) => epoch.state === 'LIVE')?.number ?? 0;
    const documents = (kind: 'HEAD' | 'TEXT') => [
      ...(engine.contents()[connection.indexName(kind, live)]?.values() ?? []),
    ];
    const access = (paper: Truth) => (paper.isPublic ? 'PUBLIC' : 'OTHER');
    const sorted = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).sort();
    expect(sorted(documents('HEAD').map((one) => [one.id, one.title, one.access]))).toEqual(
      sorted([...truth].map(([id, paper]) => [id, paper.title, access(paper)])),
    );
    const open = [...truth].filter(([, paper]) => paper.status === 'PUBLISHED');
    expect(sorted(documents('TEXT').map((one) => [one.contribution, one.text, one.access]))).toEqual(
      sorted(open.flatMap(([id, paper]) => paper.body.map((text) => [id, text, access(paper)]))),
    );

    const search = new Search(database, []);
    const find = async (query: string) => {
      const page = { size: 5, backwards: false };
      const { hits } = await search.execute(ANONYMOUS, { query: `"${query}"`, filter: {}, facets: [], page });
      return hits.map((hit) => hit.id);
    };
    const expected = new Map(
      [...truth].flatMap(([id, paper]) =>
        paper.isPublic
          ? [paper.title, ...(paper.status === 'PUBLISHED' ? paper.body : [])].map((text) => [text, id])
          : [],
      ),
    );
    expect(truth.size).toBeGreaterThan(3);
    for (let number = 1, last = words; number <= last; number++) {
      words = number - 1;
      const text = word();
      const id = expected.get(text);
      // A word of yesterday is corrected to nothing that is near: none is.
      expect([text, (await find(text)).filter((found) => found === id || !id)]).toEqual([text, id ? [id] : []]);
    }
  }, 180_000);
});
