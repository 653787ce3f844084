import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Languages that PostgreSQL has no stemmer for. Their words come stemmed (see text/stem.ts), and are taken as they come. */
const OWN = ['bg', 'cs', 'hr', 'lv', 'pl', 'sk', 'sl'];

/** Tags that are another language to the index: Norwegian, and Bosnian, which is stemmed as Croatian. */
const ALSO = { nb: 'no', nn: 'no', bs: 'hr' };
const FORMERLY = { nb: 'no', nn: 'no' };

export class OwnStemmers1764000004052 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const language of OWN)
      await runner.query(`create text search configuration roundtable_${language} (copy = roundtable_simple)`);
    await this.nameLanguages(runner, ALSO);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const language of OWN) await runner.query(`drop text search configuration if exists roundtable_${language}`);
    await this.nameLanguages(runner, FORMERLY);
  }

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
