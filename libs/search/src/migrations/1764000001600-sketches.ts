import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Hashes of what papers say, five words at a time: by them near-duplicates are found. Written by the worker. */
export class Sketches1764000001600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table text_sketch (
        contribution_id uuid not null,
        revision_id uuid not null,
        modulus integer not null,
        size integer not null,
        constraint pk_text_sketch primary key (contribution_id),
        constraint fk_text_sketch_contribution foreign key (contribution_id) references contribution (id) on delete cascade,
        constraint ck_text_sketch_modulus check (modulus in (1, 8, 64))
      )`);
    await runner.query(`
      create table sketch_hash (
        hash bigint not null,
        contribution_id uuid not null,
        constraint pk_sketch_hash primary key (hash, contribution_id),
        constraint fk_sketch_hash_text_sketch foreign key (contribution_id) references text_sketch (contribution_id) on delete cascade
      )`);
    await runner.query('create index ix_sketch_hash_contribution_id on sketch_hash (contribution_id)');
    await runner.query(`select search_mark(array['TEXT'], array(select id from contribution), true)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table sketch_hash');
    await runner.query('drop table text_sketch');
  }
}
