import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who has a file in hand is told by a number of its own for each time that it is taken: tries are counted anew, so they tell it not. */
export class ExtractionClaims1764000004070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table extraction add column claim uuid`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table extraction drop column claim`);
  }
}
