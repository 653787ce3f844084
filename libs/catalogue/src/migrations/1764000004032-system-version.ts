import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For optimistic locking of what administrators change. */
export class SystemVersion1764000004032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table information_system add column version integer not null default 1`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table information_system drop column version`);
  }
}
