import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Files as they come: their bytes once (blob), the receipt of each upload, and the files of contributions. Which revision has which file
 * stands in contributions (revision_file). What is read from a file hangs on file.id, in tables of their own.
 */
export class Files1764000003010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table blob (
        sha256 text not null,
        byte_size integer not null,
        media_type text not null,
        stored_at timestamptz not null default now(),
        constraint pk_blob primary key (sha256),
        constraint ck_blob_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
        constraint ck_blob_byte_size check (byte_size > 0)
      )`);
    // No foreign key to blob: a receipt outlives the bytes of what was taken out again.
    await runner.query(`
      create table upload (
        id uuid not null,
        account_id uuid,
        sha256 text not null,
        name text not null,
        media_type text not null,
        byte_size integer not null,
        received_at timestamptz not null default now(),
        idempotency_key text,
        attached_at timestamptz,
        constraint pk_upload primary key (id),
        constraint fk_upload_account foreign key (account_id) references account (id)
      )`);
    await runner.query(`create unique index uq_upload_idempotency_key on upload (account_id, idempotency_key)`);
    await runner.query(`create index ix_upload_sha256 on upload (sha256)`);
    await runner.query(`create index ix_upload_waiting on upload (received_at) where attached_at is null`);
    await runner.query(`
      create table file (
        id uuid not null,
        contribution_id uuid not null,
        sha256 text not null,
        name text not null,
        media_type text not null,
        byte_size integer not null,
        uploaded_by uuid,
        created_at timestamptz not null default now(),
        constraint pk_file primary key (id),
        constraint fk_file_contribution foreign key (contribution_id) references contribution (id),
        constraint fk_file_blob foreign key (sha256) references blob (sha256),
        constraint fk_file_account foreign key (uploaded_by) references account (id)
      )`);
    await runner.query(`create index ix_file_contribution on file (contribution_id)`);
    await runner.query(`create index ix_file_sha256 on file (sha256)`);
    // Frozen revisions name it, so it says the same for ever; it goes only when no revision has it.
    await runner.query(`
      create trigger file_is_immutable before update on file for each row execute function refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table file`);
    await runner.query(`drop table upload`);
    await runner.query(`drop table blob`);
  }
}
