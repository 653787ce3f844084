import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an administrator has asked the worker to do with an index. */
export class AskedWork1764000003540 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table search_engine_state
        add column check_asked_at timestamptz,
        add column rebuild_asked_at timestamptz,
        add column rebuild_began_at timestamptz,
        add column rebuild_ended_at timestamptz`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table search_engine_state
        drop column check_asked_at, drop column rebuild_asked_at, drop column rebuild_began_at, drop column rebuild_ended_at`);
  }
}
