import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Has the worker look once more at texts that were taken word by word: those in languages which are stemmed now have other words. */
export class StemmedHere1764000004053 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.markTexts(runner, ['simple']);
  }

  /** Their words are looked up as they are written again. */
  async down(runner: QueryRunner): Promise<void> {
    await this.markTexts(runner, ['bg', 'cs', 'hr', 'lv', 'pl', 'sk', 'sl']);
  }

  private async markTexts(runner: QueryRunner, languages: readonly string[]): Promise<void> {
    await runner.query(
      `select search_mark(array['HEAD', 'TEXT'], array(select distinct owner_id from indexed_text where language = any($1::text[])), true)`,
      [languages],
    );
  }
}
