import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { areas } from '#apps/tables';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { Database } from './database.js';

describe('connections that keep plans', () => {
  let test: TestDatabase;
  let database: Database;

  beforeEach(async () => {
    test = await createTestDatabase();
    database = await new Database(test.url, areas, 6).connect();
  });
  afterEach(async () => {
    await database.close();
    await test.drop();
  });

  const PLANS = `select name, generic_plans::int, custom_plans::int, $1::int as given from pg_prepared_statements where statement like '%as given%'`;

  it('plan a statement once, for all its values', async () => {
    for (const value of [1, 2, 3]) await database.query(PLANS, [value], { plan: 'ONCE' });
    const [row] = await database.query<object>(PLANS, [7], { plan: 'ONCE' });
    expect(row).toEqual({ name: 'lookup_0', generic_plans: 4, custom_plans: 0, given: 7 });
  });

  it('leave what is to be planned for its values to the others', async () => {
    await database.query(PLANS, [1], { plan: 'ONCE' });
    expect(await database.query(PLANS, [1])).toEqual([
      { name: 'lookup_0', generic_plans: 0, custom_plans: 1, given: 1 },
    ]);
  });

  const backend = (seconds: number, plan: 'ONCE' | 'ONCE_LARGE' | 'EACH') =>
    database
      .query<{ pid: number; mode: string }>(
        `select pg_backend_pid() as pid, current_setting('plan_cache_mode') as mode, pg_sleep($1)::text`,
        [seconds],
        { plan },
      )
      .then(([row]) => row);

  it('are some of those a process may have, and never all taken by large statements', async () => {
    const large = Array.from({ length: 4 }, () => backend(1, 'ONCE_LARGE'));
    const small = backend(0, 'ONCE');
    expect(await Promise.race([small.then(() => 'small'), ...large.map((one) => one.then(() => 'large'))])).toBe(
      'small',
    );
    expect((await small)?.mode).toBe('force_generic_plan');
    // Of two connections, one is left to small statements; the large ones it has no room for are answered all the same, by the others.
    const modes = (await Promise.all(large)).map((row) => row?.mode);
    expect(modes.sort()).toEqual(['auto', 'auto', 'auto', 'force_generic_plan']);
    const many = await Promise.all(
      ['ONCE', 'ONCE_LARGE', 'EACH'].flatMap((plan) => Array.from({ length: 10 }, () => backend(0.02, plan as 'ONCE'))),
    );
    expect(new Set(many.map((row) => row?.pid)).size).toBeLessThanOrEqual(6);
  });
});
