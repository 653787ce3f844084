import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Accounts1764000000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table account (
        id uuid not null,
        email text not null,
        name text not null,
        roles text[] not null,
        password_hash text not null,
        organisation_id uuid,
        failed_sign_ins integer not null default 0,
        locked_until timestamptz,
        disabled_at timestamptz,
        created_at timestamptz not null default now(),
        constraint pk_account primary key (id),
        constraint ck_account_roles check (roles <@ array['EXPERT', 'ANALYST', 'ADMINISTRATOR'])
      )`);
    await runner.query(`create unique index uq_account_email on account (email)`);
    await runner.query(`
      create table api_token (
        id uuid not null,
        account_id uuid not null,
        name text not null,
        hash bytea not null,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        revoked_at timestamptz,
        constraint pk_api_token primary key (id),
        constraint fk_api_token_account foreign key (account_id) references account (id) on delete cascade
      )`);
    await runner.query(`create unique index uq_api_token_hash on api_token (hash)`);
    await runner.query(`create index ix_api_token_account on api_token (account_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table api_token`);
    await runner.query(`drop table account`);
  }
}
