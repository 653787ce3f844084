import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts changes of what contributions say, whoever makes them: passages of files come when a file has been read, long after the revision. */
export class SuggestionTexts1764000003200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table suggestion_text (
        contribution_id uuid not null,
        changes bigint not null,
        constraint pk_suggestion_text primary key (contribution_id),
        constraint fk_suggestion_text_contribution foreign key (contribution_id) references contribution (id) on delete cascade
      )`);
    await runner.query(`alter table suggestion_run add column changes bigint not null default 0`);
    await runner.query(`
      create function suggestion_text_changed() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then
          insert into suggestion_text as known (contribution_id, changes)
          select distinct contribution_id, 1 from fresh order by contribution_id
          on conflict (contribution_id) do update set changes = known.changes + 1;
        elsif tg_op = 'DELETE' then
          insert into suggestion_text as known (contribution_id, changes)
          select distinct contribution_id, 1 from stale where current order by contribution_id
          on conflict (contribution_id) do update set changes = known.changes + 1;
        else
          insert into suggestion_text as known (contribution_id, changes)
          select distinct fresh.contribution_id, 1 from fresh join stale on stale.id = fresh.id
          where (stale.current, stale.heading, stale.position, stale.language) is distinct from (fresh.current, fresh.heading, fresh.position, fresh.language)
          order by fresh.contribution_id
          on conflict (contribution_id) do update set changes = known.changes + 1;
        end if;
        return null;
      end $$`);
    await runner.query(`
      create trigger suggestion_text_added after insert on passage referencing new table as fresh
        for each statement execute function suggestion_text_changed()`);
    await runner.query(`
      create trigger suggestion_text_edited after update on passage referencing old table as stale new table as fresh
        for each statement execute function suggestion_text_changed()`);
    await runner.query(`
      create trigger suggestion_text_removed after delete on passage referencing old table as stale
        for each statement execute function suggestion_text_changed()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop trigger suggestion_text_removed on passage`);
    await runner.query(`drop trigger suggestion_text_edited on passage`);
    await runner.query(`drop trigger suggestion_text_added on passage`);
    await runner.query(`drop function suggestion_text_changed()`);
    await runner.query(`alter table suggestion_run drop column changes`);
    await runner.query(`drop table suggestion_text`);
  }
}
