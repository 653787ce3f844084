import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dirtyTriggers, dropDirtyTriggers, fanOutFunctions } from './dirty-triggers.js';

export class Search1764000000900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table search_dirty (
        kind text not null,
        id uuid not null,
        version integer not null default 1,
        first_dirty_at timestamptz not null default now(),
        transaction_id bigint not null,
        priority smallint not null default 0,
        attempts integer not null default 0,
        not_before timestamptz,
        claimed_until timestamptz,
        error text,
        constraint pk_search_dirty primary key (kind, id),
        constraint ck_search_dirty_kind check (kind in ('HEAD', 'TEXT', 'ORGANISATION', 'THEME', 'SYSTEM', 'RECOMMENDATION', 'EVENT'))
      )`);
    await runner.query(`create index ix_search_dirty_due on search_dirty (priority, first_dirty_at)`);
    await runner.query(`create index ix_search_dirty_first on search_dirty (first_dirty_at)`);
    await runner.query(`create index ix_search_dirty_transaction on search_dirty (transaction_id)`);
    await runner.query(`
      create table search_head (
        contribution_id uuid not null,
        title_key text not null,
        language text not null,
        theme_codes text[] not null,
        system_codes text[] not null,
        recommendation_codes text[] not null,
        stances text[] not null,
        recommendation_stances text[] not null,
        organisation_ids uuid[] not null,
        organisation_kinds text[] not null,
        event_slug text,
        text_count integer not null,
        text_length integer not null,
        rev integer not null,
        hash text not null,
        constraint pk_search_head primary key (contribution_id),
        constraint fk_search_head_contribution foreign key (contribution_id) references contribution (id) on delete cascade
      )`);
    await runner.query(`create index ix_search_head_title on search_head (title_key, contribution_id)`);
    await runner.query(`create index ix_search_head_event on search_head (event_slug)`);
    for (const column of ['theme_codes', 'system_codes', 'recommendation_codes', 'organisation_ids']) {
      await runner.query(`create index ix_search_head_${column} on search_head using gin (${column})`);
    }
    // Passes rows through, and tells the planner that they are many: it takes 200 groups for granted, and would look thousands of
    // matches up one by one instead of reading a table once. In plpgsql, since a function in SQL would be inlined.
    await runner.query(`
      create function search_matches(ids uuid[], scores float8[]) returns table (contribution_id uuid, score float8)
      language plpgsql immutable rows 3000 as $$
      begin
        return query select * from unnest(ids, scores);
      end $$`);
    for (const statement of [...fanOutFunctions, ...dirtyTriggers]) await runner.query(statement);
    // What was there before this migration is projected by the worker.
    await runner.query(`select search_mark(array['HEAD', 'TEXT'], array(select id from contribution))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of dropDirtyTriggers) await runner.query(statement);
    await runner.query(`drop function search_matches(uuid[], float8[])`);
    await runner.query(`drop table search_head`);
    await runner.query(`drop table search_dirty`);
  }
}
