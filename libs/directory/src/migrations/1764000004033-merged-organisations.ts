import type { MigrationInterface, QueryRunner } from 'typeorm';

const FOLLOWING = { account: 'organisation_id', person: 'affiliation_id' } as const;

/**
 * Two records of one body become one: the record that goes stays as a signpost to the other. Whoever writes a merged record's id writes the
 * other's, also when the merge is committed between reading and writing.
 */
export class MergedOrganisations1764000004033 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table organisation
        add column merged_into_id uuid,
        add column merged_at timestamptz,
        add constraint fk_organisation_merged_into foreign key (merged_into_id) references organisation (id),
        add constraint ck_organisation_merged check ((merged_into_id is null) = (merged_at is null) and merged_into_id <> id)`);
    await runner.query(`create index ix_organisation_merged_into on organisation (merged_into_id)`);
    await runner.query(`
      create function follow_merge(given uuid) returns uuid language sql as $$
        select coalesce(merged_into_id, id) from organisation where id = given for key share
      $$`);
    for (const [table, column] of Object.entries(FOLLOWING)) {
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
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(FOLLOWING)) await runner.query(`drop function ${table}_follow_merge() cascade`);
    await runner.query(`drop function follow_merge(uuid)`);
    await runner.query(`alter table organisation drop column merged_into_id, drop column merged_at`);
  }
}
