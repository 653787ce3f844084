import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ChangeLog1764000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Trusted extensions: the owner of the database may create them. btree_gist carries the exclusion of overlapping validity.
    await runner.query(`create extension if not exists unaccent`);
    await runner.query(`create extension if not exists pg_trgm`);
    await runner.query(`create extension if not exists btree_gist`);
    await runner.query(`
      create table change_log (
        id bigint generated always as identity,
        transaction_id bigint not null,
        at timestamptz not null default now(),
        account_id uuid,
        kind text not null,
        subject_type text not null,
        subject_id uuid not null,
        subject_version integer,
        payload jsonb not null,
        constraint pk_change_log primary key (id)
      )`);
    await runner.query(`create index ix_change_log_subject on change_log (subject_type, subject_id, id)`);
    // One function for every table whose rows must never change once written.
    await runner.query(`
      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception 'rows of % are never changed or deleted', tg_table_name using errcode = 'restrict_violation';
      end $$`);
    await runner.query(`
      create trigger change_log_is_append_only before update or delete on change_log
      for each row execute function refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table change_log`);
    await runner.query(`drop function refuse_change()`);
  }
}
