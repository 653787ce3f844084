import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Versions of organisations and events, so that two who change one at the same time don't overwrite each other. */
export class DirectoryVersions1764000003530 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table organisation add column version integer not null default 1');
    await runner.query('alter table event add column version integer not null default 1');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table event drop column version');
    await runner.query('alter table organisation drop column version');
  }
}
