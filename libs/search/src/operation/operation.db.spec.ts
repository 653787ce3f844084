import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { areas } from '#apps/tables';
import { ANONYMOUS, SYSTEM } from '#libs/identity';
import { Database } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { SearchEngineName } from '../engine.js';
import { ProjectDirty } from '../projection/project-dirty.js';
import { addOrganisation, addPaper, type PaperIds } from '../spec/fixtures.js';
import { checkIndex, NothingBuiltError, takeNightlyCheck } from './check-index.js';
import { readIndexStatus, SearchEngineState } from './index-status.js';
import { projectEverything, retryFailed } from './rebuild-index.js';

const { POSTGRES, MEILISEARCH } = SearchEngineName;

describe('the operation of the index', () => {
  let test: TestDatabase;
  let database: Database;
  let worker: ProjectDirty;
  let papers: PaperIds[];

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await new Database(test.url, areas).connect();
    worker = new ProjectDirty(database);
    const organisation = await addOrganisation(database, 'Acme');
    papers = [];
    for (const n of [1, 2, 3])
      papers.push(
        await addPaper(database, {
          title: `Paper ${n}`,
          abstract: 'Numbats',
          body: [`first part ${n}`, 'second part'],
          themes: ['COMP-SBMS'],
          organisations: [organisation],
          links: [{ recommendation: 'HLEG-ESP-01', stance: 'SUPPORTS' }],
        }),
      );
    await drain();
  });
  afterEach(async () => {
    await database.query('drop function if exists refuse_one() cascade');
    await mend();
    await drain();
  });
  afterAll(async () => {
    await database?.close();
    await test?.drop();
  });

  const drain = async () => {
    while ((await worker.runOnce()) > 0);
  };
  const look = () => checkIndex({ database, meilisearch: undefined }, POSTGRES, { mend: false });
  const mend = () => checkIndex({ database, meilisearch: undefined }, POSTGRES, { mend: true });
  const clean = { missing: 0, ghost: 0, stale: 0 };
  const status = async () => (await readIndexStatus(database, [POSTGRES]))[0];
  const id = () => papers[0]?.id;

  describe('compares the database’s index with the tables', () => {
    it('and finds nothing where nothing differs, nor where something waits', async () => {
      expect(await look()).toEqual(clean);
      await database.query(`update organisation set kind = 'ACADEMIA' where name = 'Acme'`);
      await database.query(
        `insert into theme_label select id, 'de', 'Anders' from theme where code = 'COMP-SBMS' on conflict do nothing`,
      );
      expect(await look()).toEqual(clean);
    });

    it.each([
      ['a head that is not there', 'delete from search_head where contribution_id = $1', { ...clean, missing: 1 }],
      [
        'a head of old',
        `update search_head set theme_codes = '{OLD}' where contribution_id = $1`,
        { ...clean, stale: 1 },
      ],
      [
        'a head that counts wrongly',
        'update search_head set text_count = text_count + 1 where contribution_id = $1',
        { ...clean, stale: 1 },
      ],
      [
        'a title of old',
        `update indexed_text set vector = 'old:1A' where owner_id = $1 and field = 'HEAD'`,
        // And its postings are not those of its words.
        { ...clean, stale: 2 },
      ],
      [
        'postings that are lost',
        `delete from posting where text_id = (select id from indexed_text where owner_id = $1 and field = 'HEAD')`,
        { ...clean, stale: 1 },
      ],
      [
        'postings of a text that is gone',
        'insert into posting (term_id, text_id, owner_id, tf, length) select term_id, -1, owner_id, tf, length from posting where owner_id = $1 limit 1',
        { ...clean, ghost: 1 },
      ],
      [
        'texts of a contribution that is gone',
        `insert into indexed_text (owner_id, unit_id, field, language, length, vector)
         select overlay($1::uuid::text placing 'ffff' from 1)::uuid, null, 'HEAD', 'en', 0, ''`,
        { ...clean, ghost: 1 },
      ],
    ])('and finds %s, and mends it', async (_, sql, expected) => {
      await database.query(sql, [id()]);
      expect(await look()).toEqual(expected);
      expect((await status())?.lastCheck).toMatchObject({ ...expected, endedAt: expect.any(Date) });
      await mend();
      await drain();
      expect(await look()).toEqual(clean);
    });

    it('and finds passages that are lost, too many, or another’s', async () => {
      await database.query(`delete from search_dirty`);
      await database.query('alter table passage disable trigger user');
      await database.query(`update passage set text = 'wombat' where id = $1`, [papers[0]?.passageIds[0]]);
      await database.query('update passage set current = false where id = $1', [papers[0]?.passageIds[1]]);
      await database.query(`update passage set id = overlay(id::text placing 'ffff' from 1)::uuid where id = $1`, [
        papers[1]?.passageIds[0],
      ]);
      await database.query('alter table passage enable trigger user');
      expect(await look()).toEqual({ missing: 1, ghost: 2, stale: 1 });
      await mend();
      await drain();
      expect(await look()).toEqual(clean);
    });

    it('and has nothing to compare where no second engine was built', async () => {
      await expect(
        checkIndex({ database, meilisearch: undefined }, MEILISEARCH, { mend: false }),
      ).rejects.toBeInstanceOf(NothingBuiltError);
    });
  });

  it('is checked at night by whoever comes first', async () => {
    const began = (sql: string) =>
      database.query(`update search_engine_state set check_began_at = ${sql} where engine = 'POSTGRES'`);
    await began(`now() - interval '3 days'`);
    const taken = await Promise.all([1, 2, 3].map(() => takeNightlyCheck(database, POSTGRES)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    await began(`now() - interval '1 hour'`);
    expect(await takeNightlyCheck(database, POSTGRES)).toBe(false);
  });

  it('goes through everything once more, with nothing missing meanwhile', async () => {
    const before = await database.query('select id, owner_id from indexed_text order by id');
    await projectEverything(database);
    expect(await status()).toMatchObject({ waiting: 6, waitingBulk: 6 });
    await drain();
    expect(await database.query('select id, owner_id from indexed_text order by id')).toEqual(before);
    expect(await status()).toMatchObject({ waiting: 0, oldestWaiting: null });
  });

  it('tells what failed and why, to whom may read it, and tries again when asked', async () => {
    const { id: secret } = await addPaper(database, { title: 'Poison', audience: 'CONFIDENTIAL' });
    await database.query(
      `create function refuse_one() returns trigger language plpgsql as $$
       begin if new.title_key = 'poison' then raise exception 'it is poison'; end if; return new; end $$`,
    );
    await database.query(
      'create trigger refuse_one before insert on search_head for each row execute function refuse_one()',
    );
    await drain();
    const failed = { engine: POSTGRES, kind: 'HEAD', attempts: 1, parked: false };
    expect(await status()).toMatchObject({
      failedCount: 1,
      failed: [{ ...failed, id: secret, error: 'it is poison' }],
    });
    const [asSeen] = await readIndexStatus(database, [POSTGRES], SYSTEM);
    expect(asSeen?.failed).toEqual([{ ...failed, id: secret, error: 'it is poison' }]);
    const [hidden] = await readIndexStatus(database, [POSTGRES], ANONYMOUS);
    expect(hidden).toMatchObject({ failedCount: 1, failed: [{ ...failed, id: null, error: null }] });
    // What failed counts as differing: its row of heads and its text were rolled back.
    expect(await look()).toMatchObject({ missing: 2 });
    await database.query('drop function refuse_one() cascade');
    expect(await worker.runOnce()).toBe(0);
    expect(await retryFailed(database)).toBe(1);
    await drain();
    expect(await status()).toMatchObject({ failedCount: 0, failed: [] });
  });

  it('tells how a second engine does', async () => {
    const engine = async () => (await readIndexStatus(database, [POSTGRES, MEILISEARCH]))[1];
    expect(await engine()).toMatchObject({ state: SearchEngineState.BUILDING, documents: 0, epochs: [] });
    await database.query(`insert into search_epoch (state, settings_hash, live_at) values ('LIVE', 'x', now())`);
    expect(await engine()).toMatchObject({ state: SearchEngineState.READY, waiting: 0 });
    await database.query('update contribution set version = version + 1');
    await database.query(`update engine_dirty set poison = true, error = 'refused', attempts = 1 where id = $1`, [
      id(),
    ]);
    await database.query(`insert into search_epoch (state, settings_hash) values ('BUILDING', 'y')`);
    expect(await engine()).toMatchObject({
      state: SearchEngineState.REBUILDING,
      waiting: 6,
      failedCount: 2,
      failed: [{ id: id(), parked: true, error: 'refused' }, { id: id() }],
      epochs: [{ state: 'BUILDING' }, { state: 'LIVE' }],
    });
    await database.query(
      `update search_engine_state set failure = 'away', failing_since = now() where engine = 'MEILISEARCH'`,
    );
    expect(await engine()).toMatchObject({ state: SearchEngineState.FAILING, failure: 'away' });
    expect(await retryFailed(database)).toBe(2);
    expect(await engine()).toMatchObject({ waiting: 8 });
  });
});
