import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For lists by title, and for what asks of many revisions without their texts. */
export class ContributionReading1764000001100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index ix_revision_title on revision (title, id)`);
    await runner.query(`create index ix_revision_text on revision (id, text_version, event_id)`);
    await runner.query(`create index ix_contribution_current_revision on contribution (current_revision_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index ix_contribution_current_revision`);
    await runner.query(`drop index ix_revision_text`);
    await runner.query(`drop index ix_revision_title`);
  }
}
