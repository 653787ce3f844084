import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when a recommendation is there that did not come with the files. */
export class RecommendationCreated1764000004031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table recommendation add column created_at timestamptz`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table recommendation drop column created_at`);
  }
}
