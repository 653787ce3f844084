import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is read from files: how far reading is, and the passages it gave; passages of a revision may come from its files. */
export class Extractions1764000003100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table extraction (
        file_id uuid not null,
        state text not null default 'PENDING',
        page_count integer,
        pages_read integer not null default 0,
        language text,
        notes text[] not null default '{}',
        failure text,
        reader_version integer,
        attempts integer not null default 0,
        queued_at timestamptz not null default now(),
        not_before timestamptz,
        claimed_until timestamptz,
        finished_at timestamptz,
        constraint pk_extraction primary key (file_id),
        constraint fk_extraction_file foreign key (file_id) references file (id) on delete cascade,
        constraint ck_extraction_state check (state in ('PENDING', 'RUNNING', 'DONE', 'FAILED')),
        constraint ck_extraction_failure check ((state = 'FAILED') <= (failure is not null))
      )`);
    await runner.query(
      `create index ix_extraction_due on extraction (queued_at) where state = 'PENDING' or state = 'RUNNING'`,
    );
    await runner.query(`
      create table extracted_passage (
        file_id uuid not null,
        position integer not null,
        page integer,
        heading text,
        text text not null,
        language text,
        constraint pk_extracted_passage primary key (file_id, position),
        constraint fk_extracted_passage_extraction foreign key (file_id) references extraction (file_id) on delete cascade
      )`);
    await runner.query(`
      alter table passage
        add column file_id uuid,
        add column page integer,
        add constraint fk_passage_file foreign key (file_id) references file (id) on delete set null,
        drop constraint ck_passage_part,
        add constraint ck_passage_part check (part in ('ABSTRACT', 'BODY', 'FILE'))`);
    await runner.query(`create index ix_passage_file on passage (file_id) where file_id is not null`);
    // Files that were attached before they were read.
    await runner.query(`insert into extraction (file_id) select id from file`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from passage where part = 'FILE'`);
    await runner.query(`
      alter table passage
        drop constraint ck_passage_part,
        drop column page,
        drop column file_id,
        add constraint ck_passage_part check (part in ('ABSTRACT', 'BODY'))`);
    await runner.query(`drop table extracted_passage`);
    await runner.query(`drop table extraction`);
  }
}
