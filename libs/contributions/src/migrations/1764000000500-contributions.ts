import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Contributions1764000000500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table reference_counter (
        year integer not null,
        last integer not null,
        constraint pk_reference_counter primary key (year)
      )`);
    await runner.query(`
      create table contribution (
        id uuid not null,
        kind text not null,
        reference text,
        status text not null,
        version integer not null default 1,
        audience text not null,
        embargo_until timestamptz,
        submitter_id uuid,
        submitter_organisation_id uuid,
        current_revision_id uuid not null,
        pending_revision_id uuid,
        pending_status text,
        created_at timestamptz not null default now(),
        submitted_at timestamptz,
        published_at timestamptz,
        updated_at timestamptz not null default now(),
        sort_at timestamptz not null default now(),
        withdrawn_at timestamptz,
        withdrawal_reason text,
        source_kind text,
        source_date text,
        source_url text,
        import_key text,
        constraint pk_contribution primary key (id),
        constraint fk_contribution_submitter foreign key (submitter_id) references account (id),
        constraint fk_contribution_submitter_organisation foreign key (submitter_organisation_id) references organisation (id),
        constraint ck_contribution_kind check (kind in ('POSITION_PAPER', 'TECHNOLOGY_NOTE', 'IMPLEMENTATION_OPTION')),
        constraint ck_contribution_status check (status in ('DRAFT', 'SUBMITTED', 'IN_REVIEW', 'CHANGES_REQUESTED', 'PUBLISHED', 'DECLINED', 'WITHDRAWN')),
        constraint ck_contribution_audience check (audience in ('PUBLIC', 'AGENCY', 'CONFIDENTIAL')),
        constraint ck_contribution_pending check (
          (pending_revision_id is null) = (pending_status is null)
          and (pending_status is null or (status = 'PUBLISHED' and pending_status in ('DRAFT', 'SUBMITTED', 'IN_REVIEW', 'CHANGES_REQUESTED')))),
        constraint ck_contribution_reference check (status in ('DRAFT', 'WITHDRAWN') or reference is not null),
        constraint ck_contribution_published check (status <> 'PUBLISHED' or published_at is not null),
        constraint ck_contribution_withdrawn check ((status = 'WITHDRAWN') = (withdrawn_at is not null and withdrawal_reason is not null))
      )`);
    await runner.query(`create unique index uq_contribution_reference on contribution (reference)`);
    await runner.query(`create unique index uq_contribution_import_key on contribution (import_key)`);
    await runner.query(`create index ix_contribution_sort on contribution (sort_at, id)`);
    await runner.query(`create index ix_contribution_updated on contribution (updated_at, id)`);
    await runner.query(`create index ix_contribution_submitter on contribution (submitter_id)`);
    await runner.query(`
      create table revision (
        id uuid not null,
        contribution_id uuid not null,
        number integer not null,
        text_version integer not null,
        created_at timestamptz not null default now(),
        frozen_at timestamptz,
        title text not null,
        abstract text not null,
        body text,
        language text not null,
        audience text not null,
        embargo_until timestamptz,
        event_id uuid,
        note text,
        sha256 text,
        constraint pk_revision primary key (id),
        constraint fk_revision_contribution foreign key (contribution_id) references contribution (id),
        constraint fk_revision_event foreign key (event_id) references event (id),
        constraint ck_revision_audience check (audience in ('PUBLIC', 'AGENCY', 'CONFIDENTIAL')),
        constraint ck_revision_title check (char_length(title) <= 300),
        constraint ck_revision_abstract check (char_length(abstract) <= 3000),
        constraint ck_revision_body check (char_length(body) <= 1000000),
        constraint ck_revision_frozen check ((frozen_at is null) = (sha256 is null))
      )`);
    await runner.query(`create unique index uq_revision_number on revision (contribution_id, number)`);
    await runner.query(`create index ix_revision_event on revision (event_id)`);
    await runner.query(`
      alter table contribution
        add constraint fk_contribution_current_revision foreign key (current_revision_id) references revision (id) deferrable initially deferred,
        add constraint fk_contribution_pending_revision foreign key (pending_revision_id) references revision (id) deferrable initially deferred`);
    await runner.query(`
      create table position_paper (
        revision_id uuid not null,
        statement text,
        asks text[] not null,
        constraint pk_position_paper primary key (revision_id),
        constraint fk_position_paper_revision foreign key (revision_id) references revision (id) on delete cascade
      )`);
    await runner.query(`
      create table technology_note (
        revision_id uuid not null,
        technology text,
        maturity smallint,
        standards text[] not null,
        limits text[] not null,
        constraint pk_technology_note primary key (revision_id),
        constraint fk_technology_note_revision foreign key (revision_id) references revision (id) on delete cascade,
        constraint ck_technology_note_maturity check (maturity between 1 and 9)
      )`);
    await runner.query(`
      create table implementation_option (
        revision_id uuid not null,
        architecture text,
        prerequisites text[] not null,
        risks text[] not null,
        cost_low double precision,
        cost_high double precision,
        cost_currency text,
        cost_basis text,
        duration_low_months integer,
        duration_high_months integer,
        constraint pk_implementation_option primary key (revision_id),
        constraint fk_implementation_option_revision foreign key (revision_id) references revision (id) on delete cascade,
        constraint ck_implementation_option_architecture check (architecture in ('CENTRALISED', 'FEDERATED', 'DECENTRALISED', 'HYBRID')),
        constraint ck_implementation_option_cost check (cost_low >= 0 and cost_low <= cost_high and num_nonnulls(cost_low, cost_high, cost_currency) in (0, 3)),
        constraint ck_implementation_option_duration check (duration_low_months >= 0 and duration_low_months <= duration_high_months and num_nonnulls(duration_low_months, duration_high_months) in (0, 2))
      )`);
    for (const [table, column, target, constraint] of [
      ['revision_theme', 'theme_id', 'theme', 'theme'],
      ['revision_system', 'system_id', 'information_system', 'system'],
      ['revision_organisation', 'organisation_id', 'organisation', 'organisation'],
      ['revision_author', 'person_id', 'person', 'person'],
      ['option_dependency', 'option_id', 'contribution', 'option'],
    ]) {
      await runner.query(`
        create table ${table} (
          revision_id uuid not null,
          ${column} uuid not null,
          position integer not null,
          constraint pk_${table} primary key (revision_id, ${column}),
          constraint fk_${table}_revision foreign key (revision_id) references revision (id) on delete cascade,
          constraint fk_${table}_${constraint} foreign key (${column}) references ${target} (id)
        )`);
      await runner.query(`create index ix_${table}_${constraint} on ${table} (${column}, revision_id)`);
    }
    await runner.query(`
      create table publication (
        id uuid not null,
        contribution_id uuid not null,
        revision_id uuid not null,
        valid_from timestamptz not null,
        valid_to timestamptz,
        constraint pk_publication primary key (id),
        constraint fk_publication_contribution foreign key (contribution_id) references contribution (id),
        constraint fk_publication_revision foreign key (revision_id) references revision (id),
        constraint ex_publication_validity exclude using gist (contribution_id with =, tstzrange(valid_from, valid_to) with &&)
      )`);
    await runner.query(`create index ix_publication_revision on publication (revision_id)`);
    await this.protectFrozenRevisions(runner);
  }

  /** What was once submitted or published never changes: the database refuses it, whoever tries. */
  private async protectFrozenRevisions(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function refuse_frozen_revision() returns trigger language plpgsql as $$
      begin
        if old.frozen_at is not null then
          raise exception 'revision % is frozen', old.id using errcode = 'restrict_violation';
        end if;
        return case when tg_op = 'DELETE' then old else new end;
      end $$`);
    await runner.query(`
      create trigger revision_is_immutable before update or delete on revision
      for each row execute function refuse_frozen_revision()`);
    await runner.query(`
      create function refuse_frozen_part() returns trigger language plpgsql as $$
      declare
        part uuid := case when tg_op = 'DELETE' then old.revision_id else new.revision_id end;
      begin
        if exists (select from revision where id = part and frozen_at is not null) then
          raise exception 'revision % is frozen', part using errcode = 'restrict_violation';
        end if;
        return case when tg_op = 'DELETE' then old else new end;
      end $$`);
    for (const table of [
      'position_paper',
      'technology_note',
      'implementation_option',
      'revision_theme',
      'revision_system',
      'revision_organisation',
      'revision_author',
      'option_dependency',
    ]) {
      await runner.query(`
        create trigger ${table}_is_immutable before insert or update or delete on ${table}
        for each row execute function refuse_frozen_part()`);
    }
    await runner.query(`
      create function refuse_publication_rewrite() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and old.valid_to is null and new.valid_to is not null
           and (new.id, new.contribution_id, new.revision_id, new.valid_from) = (old.id, old.contribution_id, old.revision_id, old.valid_from) then
          return new;
        end if;
        raise exception 'a publication is only ever closed' using errcode = 'restrict_violation';
      end $$`);
    await runner.query(`
      create trigger publication_is_kept before update or delete on publication
      for each row execute function refuse_publication_rewrite()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table contribution drop constraint fk_contribution_current_revision, drop constraint fk_contribution_pending_revision`,
    );
    for (const table of [
      'publication',
      'option_dependency',
      'revision_author',
      'revision_organisation',
      'revision_system',
      'revision_theme',
      'implementation_option',
      'technology_note',
      'position_paper',
      'revision',
      'contribution',
      'reference_counter',
    ]) {
      await runner.query(`drop table ${table}`);
    }
    await runner.query(`drop function refuse_publication_rewrite()`);
    await runner.query(`drop function refuse_frozen_part()`);
    await runner.query(`drop function refuse_frozen_revision()`);
  }
}
