import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which files a revision has; frozen with it. `file` is made by documents just before. */
export class RevisionFiles1764000003020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table revision_file (
        revision_id uuid not null,
        file_id uuid not null,
        sha256 text not null,
        position integer not null,
        constraint pk_revision_file primary key (revision_id, file_id),
        constraint fk_revision_file_revision foreign key (revision_id) references revision (id) on delete cascade,
        constraint fk_revision_file_file foreign key (file_id) references file (id) deferrable initially deferred
      )`);
    await runner.query(`create index ix_revision_file_file on revision_file (file_id, revision_id)`);
    await runner.query(`
      create trigger revision_file_is_immutable before insert or update or delete on revision_file
      for each row execute function refuse_frozen_part()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table revision_file`);
  }
}
