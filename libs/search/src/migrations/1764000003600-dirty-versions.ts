import type { MigrationInterface, QueryRunner } from 'typeorm';

const mark = (next: string) => `
  create or replace function search_mark(kinds text[], ids uuid[], bulk boolean default false) returns void language sql as $$
    insert into search_dirty (kind, id, transaction_id, priority)
    select kind, id, pg_current_xact_id()::text::bigint, case when bulk then 1 else 0 end
    from unnest(kinds) as kind
    cross join (select distinct id from unnest(ids) as id where id is not null) as marked
    order by kind, id
    on conflict (kind, id) do update set
      version = ${next},
      transaction_id = excluded.transaction_id,
      priority = least(search_dirty.priority, excluded.priority),
      attempts = 0,
      not_before = null,
      error = null;
    select search_mark_engine(kinds, ids, bulk)
  $$`;

/**
 * No version of a dirty row comes twice. Counted from one for each row, a row that was cleared and marked again looked like the one before:
 * whoever had read the texts of the former would have written them and cleared the latter.
 */
export class DirtyVersions1764000003600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create sequence search_dirty_version');
    await runner.query(
      `select setval('search_dirty_version', (select coalesce(max(version), 0) + 1 from search_dirty))`,
    );
    await runner.query(`
      alter table search_dirty alter column version type bigint, alter column version set default nextval('search_dirty_version')`);
    await runner.query(mark(`nextval('search_dirty_version')`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(mark('search_dirty.version + 1'));
    await runner.query('update search_dirty set version = 1');
    await runner.query(
      'alter table search_dirty alter column version type integer, alter column version set default 1',
    );
    await runner.query('drop sequence search_dirty_version');
  }
}
