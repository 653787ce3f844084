import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fanOutFunctions } from './dirty-triggers.js';

/** What a second engine needs: its epochs, what it is behind with, what it was given, and what it has not answered for yet. */
export class SecondEngine1764000001300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table search_epoch (
        number integer generated always as identity,
        state text not null,
        settings_hash text not null,
        transaction_id bigint,
        created_at timestamptz not null default now(),
        marked_at timestamptz,
        live_at timestamptz,
        ended_at timestamptz,
        constraint pk_search_epoch primary key (number),
        constraint ck_search_epoch_state check (state in ('BUILDING', 'LIVE', 'OLD'))
      )`);
    await runner.query(
      `create unique index uq_search_epoch_live on search_epoch (state) where state in ('BUILDING', 'LIVE')`,
    );
    await runner.query(`
      create table engine_dirty (
        kind text not null,
        id uuid not null,
        version integer not null default 1,
        first_dirty_at timestamptz not null default now(),
        priority smallint not null default 0,
        attempts integer not null default 0,
        not_before timestamptz,
        batch uuid,
        sent_version integer,
        sent_at timestamptz,
        batch_limit integer,
        poison boolean not null default false,
        error text,
        constraint pk_engine_dirty primary key (kind, id),
        constraint ck_engine_dirty_kind check (kind in ('HEAD', 'TEXT'))
      )`);
    await runner.query(
      `create index ix_engine_dirty_due on engine_dirty (kind, priority, first_dirty_at) where batch is null and not poison`,
    );
    await runner.query(`create index ix_engine_dirty_batch on engine_dirty (batch)`);
    await runner.query(`
      create table engine_document (
        epoch integer not null,
        kind text not null,
        id uuid not null,
        contribution_id uuid not null,
        hash text,
        leaving uuid,
        constraint pk_engine_document primary key (epoch, kind, id),
        constraint fk_engine_document_epoch foreign key (epoch) references search_epoch (number) on delete cascade
      )`);
    await runner.query(
      `create index ix_engine_document_contribution on engine_document (contribution_id, kind, epoch)`,
    );
    await runner.query(`
      create table engine_task (
        uid integer not null,
        batch uuid not null,
        epoch integer not null,
        sent_at timestamptz not null default now(),
        constraint pk_engine_task primary key (uid, batch),
        constraint fk_engine_task_epoch foreign key (epoch) references search_epoch (number) on delete cascade
      )`);
    await runner.query(`create index ix_engine_task_batch on engine_task (batch)`);
    await runner.query(`create index ix_engine_task_epoch on engine_task (epoch)`);
    await runner.query(`
      create table search_engine_state (
        engine text not null,
        failing_since timestamptz,
        failure text,
        check_began_at timestamptz,
        check_ended_at timestamptz,
        missing integer not null default 0,
        ghost integer not null default 0,
        stale integer not null default 0,
        constraint pk_search_engine_state primary key (engine),
        constraint ck_search_engine_state_engine check (engine in ('POSTGRES', 'MEILISEARCH'))
      )`);
    await runner.query(`insert into search_engine_state (engine) values ('POSTGRES'), ('MEILISEARCH')`);
    // What is marked for the database's own index is marked for the second engine, from the moment it has an epoch.
    await runner.query(`
      create function search_mark_engine(kinds text[], ids uuid[], bulk boolean) returns void language sql as $$
        insert into engine_dirty (kind, id, priority)
        select kind, id, case when bulk then 1 else 0 end
        from unnest(kinds) as kind
        cross join (select distinct id from unnest(ids) as id where id is not null) as marked
        where kind in ('HEAD', 'TEXT') and exists (select from search_epoch where state in ('BUILDING', 'LIVE'))
        order by kind, id
        on conflict (kind, id) do update set
          version = engine_dirty.version + 1,
          priority = least(engine_dirty.priority, excluded.priority),
          attempts = 0,
          not_before = null,
          batch_limit = null,
          poison = false,
          error = null
      $$`);
    const marks = (fanOutFunctions[0] as string).replace('create function', 'create or replace function');
    await runner.query(marks.replace(/\$\$\s*$/, () => '; select search_mark_engine(kinds, ids, bulk) $$'));
    for (const statement of labelTriggers) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table } of LABELS) await runner.query(`drop function search_follow_${table}() cascade`);
    await runner.query((fanOutFunctions[0] as string).replace('create function', 'create or replace function'));
    await runner.query('drop function search_mark_engine(text[], uuid[], boolean)');
    for (const table of ['search_engine_state', 'engine_task', 'engine_document', 'engine_dirty', 'search_epoch'])
      await runner.query(`drop table ${table}`);
  }
}

/** Names of things, which documents of the second engine carry. */
const LABELS = [
  { table: 'theme_label', kind: 'THEME', column: 'theme_id' },
  { table: 'recommendation_version', kind: 'RECOMMENDATION', column: 'recommendation_id' },
];

const labelTriggers = LABELS.flatMap(({ table, kind, column }) => [
  `create function search_follow_${table}() returns trigger language plpgsql as $$
   declare
     marked uuid[] := array(select distinct ${column} from changed);
   begin
     if cardinality(marked) > 0 then
       perform search_fan_out('${kind}', marked);
     end if;
     return null;
   end $$`,
  ...[
    ['insert', 'new'],
    ['update', 'new'],
    ['delete', 'old'],
  ].map(
    ([event, rows]) => `create trigger search_follows_${event} after ${event} on ${table}
      referencing ${rows} table as changed for each statement execute function search_follow_${table}()`,
  ),
]);
