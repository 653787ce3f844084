import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { areas } from '#apps/tables';
import { ANONYMOUS, SYSTEM } from '#libs/identity';
import { Database } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { projectEverything } from '../operation/rebuild-index.js';
import { Search } from '../query/search.js';
import { addOrganisation, addPaper, type PaperIds, writeBody, writePaper } from '../spec/fixtures.js';
import { claim, clear, lockUnchanged, release } from './dirty-set.js';
import { projectOwnHeads } from './project-before-commit.js';
import { ProjectDirty } from './project-dirty.js';
import { compareProjection } from './verify-projection.js';

describe('the projection', () => {
  let test: TestDatabase;
  let database: Database;
  let worker: ProjectDirty;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await new Database(test.url, areas).connect();
    database.beforeCommit({ name: 'search heads', stage: 'PROJECT', run: projectOwnHeads });
    worker = new ProjectDirty(database);
  });
  afterEach(() => drain());
  afterAll(async () => {
    await database?.close();
    await test?.drop();
  });

  const drain = async () => {
    while ((await worker.runOnce()) > 0);
  };
  const dirty = () =>
    database.query<{
      kind: string;
      id: string;
      version: string;
      attempts: number;
      error: string | null;
      waits: boolean;
    }>('select kind, id, version, attempts, error, not_before > now() as waits from search_dirty order by kind, id');
  const find = async (query: string) => {
    const answer = await new Search(database, []).execute(ANONYMOUS, {
      query,
      filter: {},
      facets: [],
      page: { size: 20, backwards: false },
    });
    return answer.hits.map((hit) => hit.id);
  };
  const fact = { kind: 'Tried', subjectType: 'Contribution', subjectId: '01a00000-0000-7000-8000-000000000000' };

  it('sees changes made by raw SQL', async () => {
    const { id } = await addPaper(database, { title: 'Quokka', body: ['wombat'] });
    expect((await dirty()).map((row) => [row.kind, row.id])).toEqual([
      ['HEAD', id],
      ['TEXT', id],
    ]);
    expect(await find('quokka')).toEqual([]);
    await drain();
    expect(await find('quokka')).toEqual([id]);
    expect(await find('wombats')).toEqual([id]);
    await database.query(`update revision set title = 'Numbat' where contribution_id = $1`, [id]);
    await drain();
    expect([await find('quokka'), await find('numbat')]).toEqual([[], [id]]);
  });

  it('projects the heads of a command before it commits, and leaves texts to the worker', async () => {
    const paper = await database.transaction(async (transaction) => {
      await transaction.record(SYSTEM, fact);
      return writePaper((sql, parameters) => transaction.query(sql, parameters), {
        title: 'Bandicoot',
        body: ['bilby'],
      });
    });
    expect(await find('bandicoot')).toEqual([paper.id]);
    expect(await find('bilby')).toEqual([]);
    expect((await dirty()).map((row) => row.kind)).toEqual(['TEXT']);
    await drain();
    expect(await find('bilby')).toEqual([paper.id]);
  });

  it('never shows what was rolled back', async () => {
    const failed = database.transaction(async (transaction) => {
      await transaction.record(SYSTEM, fact);
      await writePaper((sql, parameters) => transaction.query(sql, parameters), { title: 'Thylacine' });
      await projectOwnHeads(transaction);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await find('thylacine')).toEqual([]);
    expect(await dirty()).toEqual([]);
  });

  it('keeps the title only of what was withdrawn, at once in a command', async () => {
    const { id } = await addPaper(database, { title: 'Echidna', abstract: 'puggle', body: ['spines'] });
    await drain();
    await database.transaction(async (transaction) => {
      await transaction.record(SYSTEM, fact);
      await transaction.query(
        `update contribution set status = 'WITHDRAWN', withdrawn_at = now(), withdrawal_reason = 'wrong' where id = $1`,
        [id],
      );
    });
    expect([await find('echidna'), await find('puggle'), await find('spines')]).toEqual([[id], [], []]);
  });

  it('forgets the body of a former revision at once in a command, and finds the new one when the worker has come', async () => {
    const { id } = await addPaper(database, { title: 'Potoroo', body: ['fungi'] });
    await drain();
    expect(await find('fungi')).toEqual([id]);
    await database.transaction(async (transaction) => {
      await transaction.record(SYSTEM, fact);
      const revisionId = '01a00000-0000-7000-8000-0000000000e1';
      await transaction.query(
        `insert into revision (id, contribution_id, number, text_version, title, abstract, language, audience)
         values ($1, $2, 2, 2, 'Potoroo again', '', 'en', 'PUBLIC')`,
        [revisionId, id],
      );
      await transaction.query('update contribution set current_revision_id = $1 where id = $2', [revisionId, id]);
      const run = (sql: string, parameters: unknown[]) => transaction.query(sql, parameters);
      await writeBody(run, { id, revisionId }, ['truffles']);
    });
    expect([await find('again'), await find('fungi')]).toEqual([[id], []]);
    await drain();
    expect([await find('truffles'), await find('fungi')]).toEqual([[id], []]);
  });

  it('removes the texts of a contribution that is gone', async () => {
    const { id } = await addPaper(database, { title: 'Dodo', body: ['extinct'] });
    await drain();
    await database.dataSource.transaction(async (manager) => {
      await manager.query('delete from passage where contribution_id = $1', [id]);
      await manager.query('delete from revision where contribution_id = $1', [id]);
      await manager.query('delete from contribution where id = $1', [id]);
    });
    await drain();
    expect(await database.query('select from indexed_text where owner_id = $1', [id])).toEqual([]);
    expect(await database.query('select from posting where owner_id = $1', [id])).toEqual([]);
    expect(await dirty()).toEqual([]);
  });

  it('keeps a row dirty that changed while it was worked on', async () => {
    const paper = await addPaper(database, { title: 'Kakapo' });
    await drain();
    await writeBody((sql, parameters) => database.query(sql, parameters), paper, ['old']);
    const rows = await claim(database, 10);
    expect(rows.map((row) => row.kind)).toEqual(['TEXT']);
    await writeBody((sql, parameters) => database.query(sql, parameters), paper, ['new']);
    await database.transaction(async (transaction) => {
      const unchanged = await lockUnchanged(transaction, rows);
      expect(unchanged).toEqual([]);
      await clear(transaction, rows);
    });
    expect((await dirty()).map((row) => [row.kind, row.version])).toEqual([['TEXT', expect.any(String)]]);
    await database.query('update search_dirty set claimed_until = null');
    await drain();
    expect(await find('new')).toEqual([paper.id]);
  });

  it('does not wait for a transaction that stays open, nor has others wait for it', async () => {
    const papers = await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        addPaper(database, { title: `Weka ${n}`, body: ['tui'], themes: ['COMP-SBMS'] }),
      ),
    );
    const [first, second] = papers as [PaperIds, PaperIds];
    await drain();
    const runner = database.dataSource.createQueryRunner();
    await runner.connect();
    await runner.startTransaction();
    const body = 'update passage set text = $2 where contribution_id = $1';
    await runner.query(`update revision set title = 'Takapu' where contribution_id = $1`, [first.id]);
    const began = Date.now();
    await database.query(body, [second.id, 'toroa']);
    await database.query(
      `update theme_label set label = label || ' x' where theme_id = (select id from theme where code = 'COMP-SBMS')`,
    );
    await drain();
    expect(await find('toroa')).toEqual([second.id]);
    await database.query('update contribution set version = version + 1 where id = $1', [second.id]);
    await drain();
    // The change of the name is not done before it has reached the one that is held.
    expect((await dirty()).map((row) => [row.kind, row.error])).toEqual([['THEME', null]]);
    const told: number[] = [];
    const everything = projectEverything(database, { waits: (count) => told.push(count) });
    await database.query('update contribution set version = version + 1 where id = $1', [second.id]);
    expect(Date.now() - began).toBeLessThan(20_000);
    while (told.length === 0) await sleep(50);
    await runner.commitTransaction();
    await runner.release();
    await everything;
    expect(told[0]).toBe(1);
    for (const patience = Date.now() + 20_000; (await dirty()).length > 0 && Date.now() < patience; await sleep(50))
      await drain();
    expect(await dirty()).toEqual([]);
    expect(await find('takapu')).toEqual([first.id]);
    expect(await compareProjection(database)).toMatchObject({ missing: 0, ghost: 0, stale: 0 });
  }, 60_000);

  it('gives back what somebody was changing while it was worked on, when they end', async () => {
    const { id } = await addPaper(database, { title: 'Hihi', body: ['old'] });
    await drain();
    const body = 'update passage set text = $2 where contribution_id = $1';
    await database.query(body, [id, 'newer']);
    const rows = await claim(database, 10);
    const runner = database.dataSource.createQueryRunner();
    await runner.connect();
    await runner.startTransaction();
    await runner.query(body, [id, 'newest']);
    expect(await database.transaction((transaction) => lockUnchanged(transaction, rows))).toEqual([]);
    expect(await release(database, rows)).toEqual(rows);
    await runner.commitTransaction();
    await runner.release();
    expect(await release(database, rows)).toEqual([]);
    await drain();
    expect(await find('newest')).toEqual([id]);
  });

  it('takes over what a dead worker had claimed, when its lease ends', async () => {
    const { id } = await addPaper(database, { title: 'Takahe' });
    expect(await claim(database, 10)).toHaveLength(2);
    expect(await worker.runOnce()).toBe(0);
    expect(await find('takahe')).toEqual([]);
    await database.query(`update search_dirty set claimed_until = now() - interval '1 second'`);
    expect(await worker.runOnce()).toBe(2);
    expect(await find('takahe')).toEqual([id]);
  });

  it('lets several workers share the work, and each row is done', async () => {
    const papers = await Promise.all(
      Array.from({ length: 30 }, (_, n) => addPaper(database, { title: `Kiwi ${n}`, body: [`kea ${n} common`] })),
    );
    const workers = [new ProjectDirty(database), new ProjectDirty(database), new ProjectDirty(database)];
    await Promise.all(
      workers.map(async (one) => {
        while ((await one.runOnce(7)) > 0);
      }),
    );
    await drain();
    expect(await dirty()).toEqual([]);
    const rows = await database.query('select from indexed_text where owner_id = any($1::uuid[])', [
      papers.map((paper) => paper.id),
    ]);
    expect(rows).toHaveLength(60);
  });

  it('parks what fails with its reason, later and later, and does the rest', async () => {
    const [bad, good] = [await addPaper(database, { title: 'Poison' }), await addPaper(database, { title: 'Remedy' })];
    await database.query(
      `create function refuse_poison() returns trigger language plpgsql as $$
       begin if new.title_key = 'poison' then raise exception 'no poison here'; end if; return new; end $$`,
    );
    await database.query(
      'create trigger refuse_poison before insert on search_head for each row execute function refuse_poison()',
    );
    await drain();
    expect(await find('remedy')).toEqual([good.id]);
    expect(await dirty()).toEqual([
      expect.objectContaining({ kind: 'HEAD', id: bad.id, attempts: 1, error: 'no poison here', waits: true }),
    ]);
    await database.query('drop function refuse_poison() cascade');
    // A change of the thing itself is a reason to try again at once.
    await database.query('update contribution set updated_at = now() where id = $1', [bad.id]);
    await drain();
    expect(await find('poison')).toEqual([bad.id]);
  });

  it('follows things that contributions name: few at once, many in steps by the worker', async () => {
    const organisation = await addOrganisation(database, 'Acme');
    const few = await addPaper(database, { title: 'One', organisations: [organisation] });
    await drain();
    await database.query(`update organisation set kind = 'ACADEMIA' where id = $1`, [organisation]);
    expect((await dirty()).map((row) => [row.kind, row.id])).toEqual([['HEAD', few.id]]);
    for (let n = 0; n < 55; n++) await addPaper(database, { title: `Many ${n}`, organisations: [organisation] });
    await drain();
    await database.query(`update organisation set kind = 'EU_BODY' where id = $1`, [organisation]);
    expect((await dirty()).map((row) => [row.kind, row.id])).toEqual([['ORGANISATION', organisation]]);
    await drain();
    const kinds = await database.query<{ kinds: string[]; count: number }>(
      `select organisation_kinds as kinds, count(*)::int from search_head where organisation_ids = array[$1]::uuid[] group by 1`,
      [organisation],
    );
    expect(kinds).toEqual([{ kinds: ['EU_BODY'], count: 56 }]);
  });

  it('lets a row of heads rise only when it differs', async () => {
    const { id } = await addPaper(database, { title: 'Weka' });
    await drain();
    const rev = async () =>
      (await database.query<{ rev: number }>('select rev from search_head where contribution_id = $1', [id]))[0]?.rev;
    const first = await rev();
    await database.query('update contribution set updated_at = now() where id = $1', [id]);
    await drain();
    expect(await rev()).toBe(first);
    await database.query(`update revision set title = 'Weka!' where contribution_id = $1`, [id]);
    await drain();
    expect(await rev()).toBeGreaterThan(first ?? 0);
  });
});
