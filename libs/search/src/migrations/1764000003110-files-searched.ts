import type { MigrationInterface, QueryRunner } from 'typeorm';

const follow = (which: string) => `
  create or replace function search_follow_passage() returns trigger language plpgsql as $$
  declare
    marked uuid[] := array(select distinct contribution_id from changed where ${which});
  begin
    if cardinality(marked) > 0 then
      perform search_mark(array['TEXT'], marked, cardinality(marked) > 50);
    end if;
    return null;
  end $$`;

/** Passages of files are found as those of bodies are. However many passages of one contribution changed, it is one and no bulk. */
export class FilesSearched1764000003110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(follow(`part <> 'ABSTRACT'`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(follow(`part = 'BODY'`));
  }
}
