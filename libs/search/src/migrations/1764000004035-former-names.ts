import type { MigrationInterface, QueryRunner } from 'typeorm';
import { nameTriggers } from './name-triggers.js';
import { SOURCES } from './names.js';

const again = (sql: string) => sql.replace('create function', 'create or replace function');
const OWN = `select 'ORGANISATION', id, 1, name, false from organisation where id = any(ids)`;
const FORMER = `select 'ORGANISATION', id, 1, name, false from organisation where id = any(ids) and merged_into_id is null
    union all
    select 'ORGANISATION', merged_into_id, 1000 + row_number() over (partition by merged_into_id order by merged_at, id)::int, name, false
    from organisation where merged_into_id = any(ids)`;

/** An organisation is found by the names of records that were merged into it, and a merged record no more. */
export class FormerNames1764000004035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    if (!SOURCES.includes(OWN))
      throw new Error('The names of organisations are not where this migration looks for them.');
    await runner.query(again(SOURCES.replace(OWN, FORMER)));
    await runner.query(`
      create or replace function name_follow_organisation() returns trigger language plpgsql as $$
      declare
        named uuid[];
      begin
        if tg_op = 'UPDATE' then
          named := array(
            select unnest(array[changed.id, changed.merged_into_id, former.merged_into_id])
            from changed join former on former.id = changed.id
            where (changed.name, changed.merged_into_id) is distinct from (former.name, former.merged_into_id));
        else
          named := array(select unnest(array[id, merged_into_id]) from changed);
        end if;
        named := array(select distinct id from unnest(named) as id where id is not null);
        if cardinality(named) > 0 then
          perform name_words_refill('ORGANISATION', named);
        end if;
        return null;
      end $$`);
    await runner.query(`select name_words_refill('ORGANISATION', array(select id from organisation))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(again(SOURCES));
    const before = nameTriggers.find((statement) => statement.includes('create function name_follow_organisation()'));
    if (!before) throw new Error('What followed the names of organisations before is not there.');
    await runner.query(again(before));
    await runner.query(`select name_words_refill('ORGANISATION', array(select id from organisation))`);
  }
}
