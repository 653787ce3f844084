import type { MigrationInterface, QueryRunner } from 'typeorm';

const ORGANISATION_KINDS = `'INDUSTRY', 'INDUSTRY_ASSOCIATION', 'EU_BODY', 'MEMBER_STATE_BODY', 'INTERNATIONAL_BODY', 'ACADEMIA', 'CIVIL_SOCIETY', 'STANDARDS_BODY', 'OTHER'`;
const ATTESTATIONS = `'PRIMARY', 'OFFICIAL_RESTATEMENT', 'OFFICIAL_FOLLOW_UP', 'QUOTED_BY_THIRD_PARTY', 'REPORTED_BY_THIRD_PARTY'`;

export class Directory1764000000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.organisations(runner);
    await this.persons(runner);
    await this.events(runner);
    await this.calls(runner);
  }

  private async organisations(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table organisation (
        id uuid not null,
        name text not null,
        name_key text not null,
        kind text not null,
        country text,
        ror_id text,
        transparency_register_id text,
        created_at timestamptz not null default now(),
        constraint pk_organisation primary key (id),
        constraint ck_organisation_kind check (kind in (${ORGANISATION_KINDS})),
        constraint ck_organisation_country check (country ~ '^[A-Z]{2}$')
      )`);
    await runner.query(`create unique index uq_organisation_name_key on organisation (name_key)`);
    await runner.query(`create unique index uq_organisation_ror_id on organisation (ror_id)`);
    await runner.query(`create index ix_organisation_name_key_trgm on organisation using gin (name_key gin_trgm_ops)`);
    await runner.query(`
      alter table account add constraint fk_account_organisation foreign key (organisation_id) references organisation (id)`);
  }

  private async persons(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table person (
        id uuid not null,
        name text not null,
        name_key text not null,
        affiliation_id uuid,
        orcid text,
        created_at timestamptz not null default now(),
        constraint pk_person primary key (id),
        constraint fk_person_affiliation foreign key (affiliation_id) references organisation (id)
      )`);
    await runner.query(`create unique index uq_person_orcid on person (orcid)`);
    await runner.query(`create index ix_person_name_key on person (name_key)`);
    await runner.query(`create index ix_person_affiliation on person (affiliation_id)`);
  }

  private async events(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table event (
        id uuid not null,
        slug text not null,
        kind text not null,
        ordinal integer,
        titles text[] not null,
        subject text,
        starts_on text not null,
        ends_on text,
        sort_date date not null,
        place text,
        facts text[] not null,
        source_document text,
        source_urls text[] not null,
        attestation text,
        note text,
        confidence text not null,
        content_hash text,
        constraint pk_event primary key (id),
        constraint ck_event_titles check (cardinality(titles) > 0),
        constraint ck_event_attestation check (attestation in (${ATTESTATIONS})),
        constraint ck_event_source check ((source_document is null) = (attestation is null)),
        constraint ck_event_confidence check (confidence in ('VERIFIED', 'SECONDARY', 'BACKGROUND'))
      )`);
    await runner.query(`create unique index uq_event_slug on event (slug)`);
    await runner.query(`create index ix_event_sort_date on event (sort_date, id)`);
    await runner.query(`
      create table event_theme (
        event_id uuid not null,
        theme_id uuid not null,
        position integer not null,
        constraint pk_event_theme primary key (event_id, theme_id),
        constraint fk_event_theme_event foreign key (event_id) references event (id) on delete cascade,
        constraint fk_event_theme_theme foreign key (theme_id) references theme (id)
      )`);
    await runner.query(`create index ix_event_theme_theme on event_theme (theme_id)`);
  }

  private async calls(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table call (
        event_id uuid not null,
        text text not null,
        opens_at timestamptz not null,
        closes_at timestamptz not null,
        questions text[] not null,
        constraint pk_call primary key (event_id),
        constraint fk_call_event foreign key (event_id) references event (id) on delete cascade,
        constraint ck_call_closes_at check (closes_at > opens_at)
      )`);
    await runner.query(`
      create table call_theme (
        event_id uuid not null,
        theme_id uuid not null,
        position integer not null,
        constraint pk_call_theme primary key (event_id, theme_id),
        constraint fk_call_theme_call foreign key (event_id) references call (event_id) on delete cascade,
        constraint fk_call_theme_theme foreign key (theme_id) references theme (id)
      )`);
    await runner.query(`create index ix_call_theme_theme on call_theme (theme_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table account drop constraint fk_account_organisation`);
    await runner.query(`drop table call_theme, call, event_theme, event, person, organisation`);
  }
}
