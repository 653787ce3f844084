import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Review1764000003500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table review_assignment (
        contribution_id uuid not null,
        account_id uuid not null,
        assigned_by uuid,
        assigned_at timestamptz not null default now(),
        constraint pk_review_assignment primary key (contribution_id),
        constraint fk_review_assignment_contribution foreign key (contribution_id) references contribution (id),
        constraint fk_review_assignment_account foreign key (account_id) references account (id),
        constraint fk_review_assignment_assigned_by foreign key (assigned_by) references account (id)
      )`);
    await runner.query(`create index ix_review_assignment_account on review_assignment (account_id)`);
    await runner.query(`
      create table review_comment (
        id uuid not null,
        contribution_id uuid not null,
        passage_id uuid,
        quote text,
        text text not null,
        made_by uuid not null,
        made_at timestamptz not null default now(),
        sent_at timestamptz,
        constraint pk_review_comment primary key (id),
        constraint fk_review_comment_contribution foreign key (contribution_id) references contribution (id),
        constraint fk_review_comment_passage foreign key (passage_id) references passage (id),
        constraint fk_review_comment_made_by foreign key (made_by) references account (id),
        constraint ck_review_comment_text check (char_length(text) between 1 and 3000),
        constraint ck_review_comment_quote check (quote is null or passage_id is not null)
      )`);
    await runner.query(`create index ix_review_comment_contribution on review_comment (contribution_id, made_at, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table review_comment`);
    await runner.query(`drop table review_assignment`);
  }
}
