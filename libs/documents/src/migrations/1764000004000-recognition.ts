import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Text of pages that are pictures is recognised, apart from reading what is text: it takes minutes. */
export class Recognition1764000004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table extraction
        add column for_recognition boolean not null default false,
        add column recognised_pages integer[] not null default '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table extraction drop column recognised_pages, drop column for_recognition`);
  }
}
