import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A version of themes, so that two who change one at the same time don't overwrite each other. */
export class ThemeVersion1764000003520 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table theme add column version integer not null default 1');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table theme drop column version');
  }
}
