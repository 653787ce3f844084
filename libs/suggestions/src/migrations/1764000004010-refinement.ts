import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Suggestions are there by words at once; from when on their order may be refined by meaning is kept beside them. */
export class Refinement1764000004010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table suggestion_run add column refine_after timestamptz`);
    await runner.query(
      `create index ix_suggestion_run_refine on suggestion_run (refine_after) where refine_after is not null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table suggestion_run drop column refine_after`);
  }
}
