import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Sessions1764000003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table session (
        id uuid not null,
        account_id uuid not null,
        hash bytea not null,
        created_at timestamptz not null default now(),
        last_seen_at timestamptz not null default now(),
        ended_at timestamptz,
        constraint pk_session primary key (id),
        constraint fk_session_account foreign key (account_id) references account (id) on delete cascade
      )`);
    await runner.query(`create unique index uq_session_hash on session (hash)`);
    await runner.query(`create index ix_session_account on session (account_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table session`);
  }
}
