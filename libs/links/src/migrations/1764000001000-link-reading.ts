import type { MigrationInterface, QueryRunner } from 'typeorm';

/** All that counts and coverage ask of a link stands in indexes, so that they read no table with long texts. */
export class LinkReading1764000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index ix_link_claim_open on link_claim (link_id, state, stance, text_version, recommendation_version)
      where valid_to is null`);
    await runner.query(`drop index ix_recommendation_link_recommendation`);
    await runner.query(
      `create index ix_recommendation_link_recommendation on recommendation_link (recommendation_id, id, contribution_id)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index ix_recommendation_link_recommendation`);
    await runner.query(
      `create index ix_recommendation_link_recommendation on recommendation_link (recommendation_id, id)`,
    );
    await runner.query(`drop index ix_link_claim_open`);
  }
}
