import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Searches that people want to find again. They go with the account. */
export class SavedSearches1764000003800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table saved_search (
        id uuid not null,
        account_id uuid not null,
        name text not null,
        address text not null,
        created_at timestamptz not null default now(),
        constraint pk_saved_search primary key (id),
        constraint fk_saved_search_account foreign key (account_id) references account (id) on delete cascade,
        constraint ck_saved_search_name check (char_length(name) between 1 and 100),
        constraint ck_saved_search_address check (char_length(address) between 1 and 2000)
      )`);
    await runner.query(`create unique index uq_saved_search_name on saved_search (account_id, name)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table saved_search`);
  }
}
