import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Has the worker look once more at texts in languages that had no stemmer, or that are written without blanks: their words are others now. */
export class StemmedAgain1764000004051 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      select search_mark(array['HEAD', 'TEXT'], array(select distinct owner_id from indexed_text where language = 'simple'), true)`);
  }

  async down(): Promise<void> {
    // What was marked is cleared by the worker.
  }
}
