import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Quotes of files that nobody has read yet: an import gives them, and they become evidence when the file was read. */
export class AwaitedEvidence1764000003900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table awaited_evidence (
        claim_id uuid not null,
        position integer not null,
        quote text not null,
        prefix text not null,
        suffix text not null,
        file_id uuid,
        page integer,
        failure text,
        constraint pk_awaited_evidence primary key (claim_id, position),
        constraint fk_awaited_evidence_claim foreign key (claim_id) references link_claim (id),
        constraint fk_awaited_evidence_file foreign key (file_id) references file (id) on delete set null,
        constraint ck_awaited_evidence_page check (page > 0)
      )`);
    await runner.query(`create index ix_awaited_evidence_file on awaited_evidence (file_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table awaited_evidence`);
  }
}
