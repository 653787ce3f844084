import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a revision names follows a merge of two records of one body, also when it is frozen: that one change is let through, and the record
 * that was named is kept beside it.
 */
export class MergedSpeakers1764000004034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table merged_speaker (
        revision_id uuid not null,
        organisation_id uuid not null,
        position integer not null,
        merged_at timestamptz not null default now(),
        constraint pk_merged_speaker primary key (revision_id, organisation_id),
        constraint fk_merged_speaker_revision foreign key (revision_id) references revision (id) on delete cascade,
        constraint fk_merged_speaker_organisation foreign key (organisation_id) references organisation (id)
      )`);
    await runner.query(`
      create function refuse_frozen_speaker() returns trigger language plpgsql as $$
      declare
        part uuid := case when tg_op = 'DELETE' then old.revision_id else new.revision_id end;
      begin
        if tg_op = 'UPDATE' and new.revision_id = old.revision_id and new.position = old.position and exists (
          select from organisation where id = old.organisation_id and merged_into_id = new.organisation_id) then
          return new;
        end if;
        if tg_op = 'DELETE' and exists (
          select from organisation o join revision_organisation named on named.revision_id = old.revision_id and named.organisation_id = o.merged_into_id
          where o.id = old.organisation_id) then
          return old;
        end if;
        if exists (select from revision where id = part and frozen_at is not null) then
          raise exception 'revision % is frozen', part using errcode = 'restrict_violation';
        end if;
        return case when tg_op = 'DELETE' then old else new end;
      end $$`);
    await runner.query(`drop trigger revision_organisation_is_immutable on revision_organisation`);
    await runner.query(`
      create trigger revision_organisation_is_immutable before insert or update or delete on revision_organisation
      for each row execute function refuse_frozen_speaker()`);
    for (const [table, column] of [
      ['revision_organisation', 'organisation_id'],
      ['contribution', 'submitter_organisation_id'],
    ]) {
      await runner.query(`
        create function ${table}_follow_merge() returns trigger language plpgsql as $$
        begin
          if new.${column} is not null then
            new.${column} := coalesce(follow_merge(new.${column}), new.${column});
          end if;
          return new;
        end $$`);
      await runner.query(`
        create trigger ${table}_follows_merge before insert or update of ${column} on ${table}
        for each row execute function ${table}_follow_merge()`);
    }
    await runner.query(
      `create index ix_contribution_submitter_organisation on contribution (submitter_organisation_id)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index ix_contribution_submitter_organisation`);
    for (const table of ['contribution', 'revision_organisation'])
      await runner.query(`drop function ${table}_follow_merge() cascade`);
    await runner.query(`drop trigger revision_organisation_is_immutable on revision_organisation`);
    await runner.query(`
      create trigger revision_organisation_is_immutable before insert or update or delete on revision_organisation
      for each row execute function refuse_frozen_part()`);
    await runner.query(`drop function refuse_frozen_speaker()`);
    await runner.query(`drop table merged_speaker`);
  }
}
