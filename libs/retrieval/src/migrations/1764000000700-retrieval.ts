import type { MigrationInterface, QueryRunner } from 'typeorm';

/** EU languages with a stemmer in PostgreSQL 16 or later; the others (and unknown ones) are taken word by word. */
const STEMMERS = {
  da: 'danish',
  de: 'german',
  el: 'greek',
  en: 'english',
  es: 'spanish',
  et: 'estonian',
  fi: 'finnish',
  fr: 'french',
  ga: 'irish',
  hu: 'hungarian',
  it: 'italian',
  lt: 'lithuanian',
  nl: 'dutch',
  pt: 'portuguese',
  ro: 'romanian',
  sv: 'swedish',
};

const TOKENS = `asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart,
  email, protocol, url, host, url_path, file, sfloat, float, int, uint, version, tag, entity`;

export class Retrieval1764000000700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.makeConfigurations(runner);
    await runner.query(`
      create table term (
        id bigint generated always as identity,
        language text not null,
        lexeme text not null,
        df integer not null default 0,
        constraint pk_term primary key (id)
      )`);
    await runner.query(`create unique index uq_term_lexeme on term (language, lexeme)`);
    await runner.query(`
      create table indexed_text (
        id bigint generated always as identity,
        owner_id uuid not null,
        unit_id uuid,
        field text not null,
        language text not null,
        length integer not null,
        vector tsvector not null,
        constraint pk_indexed_text primary key (id),
        constraint ck_indexed_text_field check (field in ('HEAD', 'BODY')),
        constraint ck_indexed_text_unit check ((field = 'HEAD') = (unit_id is null))
      )`);
    await runner.query(
      `create unique index uq_indexed_text_unit on indexed_text (owner_id, field, unit_id) nulls not distinct`,
    );
    // Everything a score needs stands in the index, so that reading a word's postings never touches the table.
    await runner.query(`
      create table posting (
        term_id bigint not null,
        text_id bigint not null,
        owner_id uuid not null,
        tf smallint not null,
        length integer not null,
        constraint pk_posting primary key (term_id, text_id) include (owner_id, tf, length)
      )`);
    // Index-only scans need the visibility map, so insertions alone must bring the vacuum often.
    await runner.query(
      `alter table posting set (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.02)`,
    );
  }

  /** Per language: accents off, then the stemmer, without a stop list; common words are weighed down by their frequency. */
  private async makeConfigurations(runner: QueryRunner): Promise<void> {
    const rows: { dictname: string }[] = await runner.query(`select dictname from pg_catalog.pg_ts_dict`);
    const known = new Set(rows.map((row) => row.dictname));
    const languages = Object.entries(STEMMERS).filter(([, stemmer]) => known.has(`${stemmer}_stem`));
    for (const [language, stemmer] of languages) {
      await runner.query(
        `create text search dictionary roundtable_${language} (template = pg_catalog.snowball, language = ${stemmer})`,
      );
    }
    const all: [string, string][] = [
      ...languages.map(([language]): [string, string] => [language, `roundtable_${language}`]),
      ['simple', 'pg_catalog.simple'],
    ];
    for (const [language, dictionary] of all) {
      await runner.query(`create text search configuration roundtable_${language} (parser = pg_catalog."default")`);
      await runner.query(
        `alter text search configuration roundtable_${language} add mapping for ${TOKENS} with unaccent, ${dictionary}`,
      );
    }
    await runner.query(`
      create function retrieval_language(tag text) returns text language sql immutable parallel safe as $$
        select case when split_part(lower(tag), '-', 1) in (${languages.map(([language]) => `'${language}'`).join(', ')})
          then split_part(lower(tag), '-', 1) else 'simple' end
      $$`);
    await runner.query(`
      create function retrieval_configuration(tag text) returns regconfig language sql stable parallel safe as $$
        select ('roundtable_' || retrieval_language(tag))::regconfig
      $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table posting`);
    await runner.query(`drop table indexed_text`);
    await runner.query(`drop table term`);
    await runner.query(`drop function retrieval_configuration(text)`);
    await runner.query(`drop function retrieval_language(text)`);
    for (const language of [...Object.keys(STEMMERS), 'simple']) {
      await runner.query(`drop text search configuration if exists roundtable_${language}`);
      await runner.query(`drop text search dictionary if exists roundtable_${language}`);
    }
  }
}
