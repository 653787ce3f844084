import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Passages1764000000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table passage (
        id uuid not null,
        contribution_id uuid not null,
        revision_id uuid not null,
        part text not null,
        position integer not null,
        heading text,
        text text not null,
        language text not null,
        current boolean not null,
        kept boolean not null default false,
        constraint pk_passage primary key (id),
        constraint fk_passage_contribution foreign key (contribution_id) references contribution (id),
        constraint fk_passage_revision foreign key (revision_id) references revision (id),
        constraint ck_passage_part check (part in ('ABSTRACT', 'BODY'))
      )`);
    await runner.query(`create index ix_passage_contribution on passage (contribution_id, part, position)`);
    await runner.query(`create index ix_passage_revision on passage (revision_id, part, position)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table passage`);
  }
}
