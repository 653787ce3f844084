import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long the last edit that somebody waited for took to be found by the second engine. */
export class EngineDelay1764000001310 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table search_engine_state add column delay_ms integer');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table search_engine_state drop column delay_ms');
  }
}
