import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = `'RECOMMENDATION', 'CONCLUSION', 'FINDING', 'PRINCIPLE', 'MANDATE', 'ANNEXED_POSITION', 'FOLLOW_UP', 'INPUT'`;
const ATTESTATIONS = `'PRIMARY', 'OFFICIAL_RESTATEMENT', 'OFFICIAL_FOLLOW_UP', 'QUOTED_BY_THIRD_PARTY', 'REPORTED_BY_THIRD_PARTY'`;
const CONFIDENCES = `'VERIFIED', 'SECONDARY', 'BACKGROUND'`;

export class Catalogue1764000000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.taxonomy(runner);
    await this.systemsAndActs(runner);
    await this.recommendations(runner);
    await this.versions(runner);
  }

  private async taxonomy(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table theme (
        id uuid not null,
        code text not null,
        definition text not null,
        broader_id uuid,
        position integer not null,
        synonyms text[] not null,
        content_hash text not null,
        constraint pk_theme primary key (id),
        constraint fk_theme_broader foreign key (broader_id) references theme (id),
        constraint ck_theme_broader check (broader_id <> id)
      )`);
    await runner.query(`create unique index uq_theme_code on theme (code)`);
    await runner.query(`create index ix_theme_broader on theme (broader_id)`);
    await runner.query(`
      create table theme_label (
        theme_id uuid not null,
        language text not null,
        label text not null,
        constraint pk_theme_label primary key (theme_id, language),
        constraint fk_theme_label_theme foreign key (theme_id) references theme (id) on delete cascade
      )`);
  }

  private async systemsAndActs(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table information_system (
        id uuid not null,
        code text not null,
        name text not null,
        synonyms text[] not null,
        kind text,
        operator text,
        purpose text,
        data_subjects text,
        biometrics text,
        status_note text,
        source text not null,
        confidence text not null,
        position integer not null,
        content_hash text not null,
        constraint pk_information_system primary key (id),
        constraint ck_information_system_confidence check (confidence in (${CONFIDENCES}))
      )`);
    await runner.query(`create unique index uq_information_system_code on information_system (code)`);
    await runner.query(`
      create table legal_act (
        id uuid not null,
        celex text,
        eli text,
        type text not null,
        number text not null,
        short_title text not null,
        date text not null,
        oj text,
        note text,
        source text not null,
        attestation text,
        confidence text not null,
        position integer not null,
        content_hash text not null,
        constraint pk_legal_act primary key (id),
        constraint ck_legal_act_attestation check (attestation in (${ATTESTATIONS})),
        constraint ck_legal_act_confidence check (confidence in (${CONFIDENCES}))
      )`);
    await runner.query(`create unique index uq_legal_act_celex on legal_act (celex)`);
    await runner.query(`create unique index uq_legal_act_number on legal_act (number)`);
    await runner.query(`create index ix_legal_act_position on legal_act (position, id)`);
    for (const [other, table] of [
      ['system', 'information_system'],
      ['theme', 'theme'],
    ]) {
      await runner.query(`
        create table legal_act_${other} (
          legal_act_id uuid not null,
          ${other}_id uuid not null,
          position integer not null,
          constraint pk_legal_act_${other} primary key (legal_act_id, ${other}_id),
          constraint fk_legal_act_${other}_legal_act foreign key (legal_act_id) references legal_act (id) on delete cascade,
          constraint fk_legal_act_${other}_${other} foreign key (${other}_id) references ${table} (id)
        )`);
      await runner.query(`create index ix_legal_act_${other}_${other} on legal_act_${other} (${other}_id)`);
    }
  }

  private async recommendations(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table recommendation_set (
        id uuid not null,
        code text not null,
        title text not null,
        issuer text not null,
        adopted_on date,
        position integer not null,
        source_document text not null,
        source_url text,
        source_section text,
        source_page text,
        source_stage text,
        attestation text not null,
        note text,
        content_hash text not null,
        constraint pk_recommendation_set primary key (id),
        constraint ck_recommendation_set_attestation check (attestation in (${ATTESTATIONS}))
      )`);
    await runner.query(`create unique index uq_recommendation_set_code on recommendation_set (code)`);
    await runner.query(`
      create table recommendation (
        id uuid not null,
        set_id uuid not null,
        code text not null,
        position integer not null,
        version integer not null,
        constraint pk_recommendation primary key (id),
        constraint fk_recommendation_set foreign key (set_id) references recommendation_set (id)
      )`);
    await runner.query(`create unique index uq_recommendation_code on recommendation (code)`);
    await runner.query(`create index ix_recommendation_set on recommendation (set_id, position, id)`);
  }

  private async versions(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table recommendation_version (
        id uuid not null,
        recommendation_id uuid not null,
        number integer not null,
        kind text not null,
        chapter text not null,
        title text not null,
        summary text not null,
        addressees text[] not null,
        addressees_inferred text[] not null,
        source_document text not null,
        source_url text,
        source_section text,
        source_page text,
        source_stage text,
        attestation text not null,
        note text,
        content_hash text not null,
        valid_from timestamptz not null,
        valid_to timestamptz,
        constraint pk_recommendation_version primary key (id),
        constraint fk_recommendation_version_recommendation foreign key (recommendation_id) references recommendation (id),
        constraint ck_recommendation_version_kind check (kind in (${KINDS})),
        constraint ck_recommendation_version_attestation check (attestation in (${ATTESTATIONS})),
        constraint ck_recommendation_version_validity check (valid_to >= valid_from),
        constraint ex_recommendation_version_validity
          exclude using gist (recommendation_id with =, tstzrange(valid_from, valid_to) with &&)
      )`);
    await runner.query(
      `create unique index uq_recommendation_version_number on recommendation_version (recommendation_id, number)`,
    );
    await runner.query(
      `create unique index uq_recommendation_version_current on recommendation_version (recommendation_id) where valid_to is null`,
    );
    for (const [other, table] of [
      ['theme', 'theme'],
      ['system', 'information_system'],
    ]) {
      await runner.query(`
        create table recommendation_version_${other} (
          version_id uuid not null,
          ${other}_id uuid not null,
          position integer not null,
          constraint pk_recommendation_version_${other} primary key (version_id, ${other}_id),
          constraint fk_recommendation_version_${other}_version
            foreign key (version_id) references recommendation_version (id),
          constraint fk_recommendation_version_${other}_${other} foreign key (${other}_id) references ${table} (id)
        )`);
      await runner.query(
        `create index ix_recommendation_version_${other}_${other} on recommendation_version_${other} (${other}_id)`,
      );
      await runner.query(`
        create trigger recommendation_version_${other}_is_append_only before update or delete
        on recommendation_version_${other} for each row execute function refuse_change()`);
    }
    // A version may be closed, once; nothing else of it ever changes.
    await runner.query(`
      create function refuse_version_change() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and old.valid_to is null and new.valid_to is not null
          and to_jsonb(new) - 'valid_to' = to_jsonb(old) - 'valid_to' then
          return new;
        end if;
        raise exception 'rows of % are only ever closed', tg_table_name using errcode = 'restrict_violation';
      end $$`);
    await runner.query(`
      create trigger recommendation_version_is_only_closed before update or delete on recommendation_version
      for each row execute function refuse_version_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `drop table recommendation_version_theme, recommendation_version_system, recommendation_version`,
    );
    await runner.query(`drop table recommendation, recommendation_set`);
    await runner.query(
      `drop table legal_act_system, legal_act_theme, legal_act, information_system, theme_label, theme`,
    );
    await runner.query(`drop function refuse_version_change()`);
  }
}
