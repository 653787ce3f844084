import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource } from '#libs/platform';
import { areas } from '../../apps/tables.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await createDataSource({ url: database.url, areas, pool: 2 }).initialize();
});
afterAll(async () => {
  await dataSource?.destroy();
  await database?.drop();
});

it('the migrations make exactly the tables that the entities describe', async () => {
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  expect(upQueries.map((query) => query.query)).toEqual([]);
});

it('every table has an entity', async () => {
  const tables: { name: string }[] = await dataSource.query(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'migration' order by 1`,
  );
  expect(tables.map((table) => table.name)).toEqual(
    dataSource.entityMetadatas.map((metadata) => metadata.tableName).sort(),
  );
});

it('every foreign key has an index to find its rows by, unless what it points to is never removed', async () => {
  const bare: { name: string }[] = await dataSource.query(`
    select c.conname as name from pg_constraint c
    where c.contype = 'f' and c.confdeltype = 'c' and not exists (
      select from pg_index i where i.indrelid = c.conrelid and (i.indkey::int2[])[0] = c.conkey[1])`);
  expect(bare).toEqual([]);
});

it('every migration can be undone and done again', async () => {
  const count = dataSource.migrations.length;
  for (let index = 0; index < count; index++) await dataSource.undoLastMigration({ transaction: 'each' });
  const left = await dataSource.query(
    `select tablename from pg_tables where schemaname = 'public' and tablename <> 'migration'`,
  );
  expect(left).toEqual([]);
  expect(await dataSource.runMigrations()).toHaveLength(count);
});
