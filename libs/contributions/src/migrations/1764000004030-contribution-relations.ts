import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Papers that respond to, supersede, complement or contradict each other. */
export class ContributionRelations1764000004030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table contribution_relation (
        id uuid not null,
        from_id uuid not null,
        to_id uuid not null,
        kind text not null,
        note text,
        origin text not null,
        made_by uuid,
        valid_from timestamptz not null,
        valid_to timestamptz,
        constraint pk_contribution_relation primary key (id),
        constraint fk_contribution_relation_from foreign key (from_id) references contribution (id),
        constraint fk_contribution_relation_to foreign key (to_id) references contribution (id),
        constraint fk_contribution_relation_made_by foreign key (made_by) references account (id),
        constraint ck_contribution_relation_kind check (kind in ('RESPONDS_TO', 'SUPERSEDES', 'COMPLEMENTS', 'CONTRADICTS')),
        constraint ck_contribution_relation_origin check (origin in ('AUTHOR', 'ANALYST')),
        constraint ck_contribution_relation_ends check (from_id <> to_id),
        constraint ex_contribution_relation_pair exclude using gist (
          kind with =, least(from_id, to_id) with =, greatest(from_id, to_id) with =, tstzrange(valid_from, valid_to) with &&)
      )`);
    await runner.query(`create index ix_contribution_relation_from on contribution_relation (from_id)`);
    await runner.query(`create index ix_contribution_relation_to on contribution_relation (to_id)`);
    await runner.query(`
      create function refuse_relation_rewrite() returns trigger language plpgsql as $$
      declare
        closed contribution_relation := new;
      begin
        closed.valid_to := null;
        if tg_op = 'UPDATE' and old.valid_to is null and new.valid_to is not null and closed = old then
          return new;
        end if;
        raise exception 'a relation is only ever closed' using errcode = 'restrict_violation';
      end $$`);
    await runner.query(`
      create trigger contribution_relation_is_kept before update or delete on contribution_relation
      for each row execute function refuse_relation_rewrite()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table contribution_relation`);
    await runner.query(`drop function refuse_relation_rewrite()`);
  }
}
