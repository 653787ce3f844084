import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Languages beside those of the EU that PostgreSQL has a stemmer for: papers come from neighbours too. */
const STEMMERS = {
  ar: 'arabic',
  ca: 'catalan',
  eu: 'basque',
  hi: 'hindi',
  hy: 'armenian',
  id: 'indonesian',
  ne: 'nepali',
  no: 'norwegian',
  ru: 'russian',
  sr: 'serbian',
  ta: 'tamil',
  tr: 'turkish',
  yi: 'yiddish',
};

// The two ways to write Norwegian have one stemmer.
const ALSO = { nb: 'no', nn: 'no' };

export class MoreStemmers1764000004050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const dictionaries: { dictname: string }[] = await runner.query(`select dictname from pg_catalog.pg_ts_dict`);
    const known = new Set(dictionaries.map((row) => row.dictname));
    for (const [language, stemmer] of Object.entries(STEMMERS)) {
      if (!known.has(`${stemmer}_stem`)) continue;
      await runner.query(
        `create text search dictionary roundtable_${language} (template = pg_catalog.snowball, language = ${stemmer})`,
      );
      await runner.query(`create text search configuration roundtable_${language} (copy = roundtable_simple)`);
      await runner.query(
        `alter text search configuration roundtable_${language} alter mapping replace pg_catalog.simple with roundtable_${language}`,
      );
    }
    await this.nameLanguages(runner, ALSO);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const language of Object.keys(STEMMERS)) {
      await runner.query(`drop text search configuration if exists roundtable_${language}`);
      await runner.query(`drop text search dictionary if exists roundtable_${language}`);
    }
    await this.nameLanguages(runner, {});
  }

  /** Languages are those that have a configuration of ours, all others are taken word by word. */
  private async nameLanguages(runner: QueryRunner, also: Record<string, string>): Promise<void> {
    const rows: { language: string }[] = await runner.query(
      `select substr(cfgname, 12) as language from pg_catalog.pg_ts_config
       where cfgname like 'roundtable\\_%' and cfgname <> 'roundtable_simple' and pg_ts_config_is_visible(oid) order by 1`,
    );
    const own = new Set(rows.map((row) => row.language));
    const others = Object.entries(also).filter(([, language]) => own.has(language));
    await runner.query(`
      create or replace function retrieval_language(tag text) returns text language sql immutable parallel safe as $$
        select case
          when split_part(lower(tag), '-', 1) in (${[...own].map((language) => `'${language}'`).join(', ')})
            then split_part(lower(tag), '-', 1)
          ${others.map(([tag, language]) => `when split_part(lower(tag), '-', 1) = '${tag}' then '${language}'`).join(' ')}
          else 'simple' end
      $$`);
  }
}
