import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Has the worker look at every text once more, so that the words of what was indexed before are known in their written forms too. */
export class ProjectAgain1764000001250 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`select search_mark(array['HEAD', 'TEXT'], array(select id from contribution), true)`);
  }

  async down(): Promise<void> {
    // What was marked is cleared by the worker.
  }
}
