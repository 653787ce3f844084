import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { areas } from '#apps/tables';
import { Database, type Transaction } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { addPaper } from '../spec/fixtures.js';
import { claim, clear, lockUnchanged } from './dirty-set.js';
import { projectBody, projectHeads, readBodies } from './project.js';
import { ProjectDirty } from './project-dirty.js';
import { compareProjection } from './verify-projection.js';

describe('two projectors side by side', () => {
  let test: TestDatabase;
  let database: Database;
  let id: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await new Database(test.url, areas).connect();
  });
  afterAll(async () => {
    await database?.close();
    await test?.drop();
  });
  beforeEach(async () => {
    ({ id } = await addPaper(database, { title: 'Quokka', body: ['wombat', 'bilby'] }));
    await database.query('delete from search_dirty');
  });

  const head = (transaction: Transaction) => projectHeads(transaction, [id]);
  const body = async (transaction: Transaction) => projectBody(transaction, id, await readBodies(database, [id]));

  /** Runs the second while the first has written and not committed. */
  async function overlap(
    first: (transaction: Transaction) => Promise<void>,
    second: (transaction: Transaction) => Promise<void>,
  ) {
    let late: Promise<void> | undefined;
    await database.transaction(async (transaction) => {
      await first(transaction);
      late = database.transaction(second);
      await sleep(200);
    });
    await late;
  }

  it.each([
    ['head', 'body', head, body],
    ['body', 'head', body, head],
  ])(
    'count the texts of a paper rightly when the %s is being written as the %s comes',
    async (_1, _2, first, second) => {
      await overlap(first, second);
      const [row] = await database.query('select text_count from search_head where contribution_id = $1', [id]);
      expect(row).toEqual({ text_count: 3 });
      expect(await compareProjection(database)).toMatchObject({ missing: 0, ghost: 0, stale: 0 });
    },
  );

  it('never take a row that was cleared and marked again for the one they have read', async () => {
    const mark = () => database.query(`select search_mark(array['TEXT'], array[$1::uuid])`, [id]);
    await database.transaction(head);
    await mark();
    const slow = await claim(database, 10);
    const read = await readBodies(database, [id]);
    // Meanwhile its lease ends, another does the work, and somebody edits.
    await database.query('update search_dirty set claimed_until = null');
    await new ProjectDirty(database).runOnce();
    await database.query(`update passage set text = 'numbat' where contribution_id = $1 and text = 'wombat'`, [id]);
    await mark();
    await database.transaction(async (transaction) => {
      const unchanged = await lockUnchanged(transaction, slow);
      if (unchanged.length > 0) await projectBody(transaction, id, read);
      await clear(transaction, slow);
    });
    expect(await database.query('select kind from search_dirty')).toEqual([{ kind: 'TEXT' }]);
    const next = new ProjectDirty(database);
    while ((await next.runOnce()) > 0);
    expect(await compareProjection(database)).toMatchObject({ missing: 0, ghost: 0, stale: 0 });
  });
});
