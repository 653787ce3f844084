import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What managing accounts needs: a version against overwriting each other, and whether the password is still the one an administrator gave. */
export class AccountCare1764000003510 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table account
        add column version integer not null default 1,
        add column has_given_password boolean not null default false`);
    await runner.query(`alter table api_token add column last_used_at timestamptz`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table api_token drop column last_used_at`);
    await runner.query(`alter table account drop column version, drop column has_given_password`);
  }
}
