import { expect, it } from '@jest/globals';
import { PreparedStatements } from './prepared-statements.js';

const LOOKUP = 'select id, name from organisation where id = any($1)';

it('a lookup by key has one name, and another lookup another', () => {
  const prepared = new PreparedStatements();
  const name = prepared.nameOf(LOOKUP, false);
  expect(name).toBeDefined();
  expect(prepared.nameOf(LOOKUP, false)).toBe(name);
  expect(prepared.nameOf(`${LOOKUP} order by name`, false)).not.toBe(name);
});

it.each([
  'select id from contribution where status = $1 order by sort_at limit $2',
  'select count(*)::int as count from contribution where status = $1',
  'with recursive below as (select id from theme) select id from below',
  'select kind, sum(1) from contribution group by kind',
  'update contribution set version = 2 where id = $1',
])('not prepared unless asked: %s', (sql) => {
  const prepared = new PreparedStatements();
  expect(prepared.nameOf(sql, false)).toBeUndefined();
  expect(prepared.nameOf(sql, true)).toBeDefined();
});

it('a server is never asked to keep statements without bound', () => {
  const prepared = new PreparedStatements();
  const names = Array.from({ length: 1_000 }, (_, index) => prepared.nameOf(`select ${index}`, false));
  expect(names.filter(Boolean)).toHaveLength(300);
  expect(prepared.nameOf('select 0', false)).toBe(names[0]);
});
