import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Suggestions1764000002210 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table suggestion (
        id uuid not null,
        contribution_id uuid not null,
        revision_id uuid not null,
        kind text not null,
        target_id uuid not null,
        confidence double precision not null,
        method text[] not null,
        passage_id uuid,
        start_offset integer,
        end_offset integer,
        state text not null,
        reason text,
        decided_by uuid,
        decided_at timestamptz,
        constraint pk_suggestion primary key (id),
        constraint fk_suggestion_contribution foreign key (contribution_id) references contribution (id),
        constraint fk_suggestion_revision foreign key (revision_id) references revision (id),
        constraint fk_suggestion_passage foreign key (passage_id) references passage (id) on delete set null,
        constraint fk_suggestion_decided_by foreign key (decided_by) references account (id),
        constraint ck_suggestion_kind check (kind in ('RECOMMENDATION', 'THEME', 'SYSTEM')),
        constraint ck_suggestion_state check (state in ('OPEN', 'ACCEPTED', 'CORRECTED', 'REJECTED')),
        constraint ck_suggestion_confidence check (confidence between 0 and 1),
        constraint ck_suggestion_decided check ((state = 'OPEN') = (decided_at is null)),
        constraint ck_suggestion_rejection check (state <> 'REJECTED' or reason is not null)
      )`);
    await runner.query(`create unique index uq_suggestion_target on suggestion (contribution_id, kind, target_id)`);
    await runner.query(`create index ix_suggestion_revision on suggestion (revision_id)`);
    await runner.query(`create index ix_suggestion_decided_by on suggestion (decided_by)`);
    await runner.query(`create index ix_suggestion_passage on suggestion (passage_id)`);
    await runner.query(`
      create table suggestion_run (
        contribution_id uuid not null,
        revision_id uuid not null,
        taxonomy text not null,
        failure text,
        constraint pk_suggestion_run primary key (contribution_id),
        constraint fk_suggestion_run_contribution foreign key (contribution_id) references contribution (id),
        constraint fk_suggestion_run_revision foreign key (revision_id) references revision (id)
      )`);
    await runner.query(`create index ix_suggestion_run_revision on suggestion_run (revision_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table suggestion_run`);
    await runner.query(`drop table suggestion`);
  }
}
