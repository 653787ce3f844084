import type { QueryRunner } from 'typeorm';

/**
 * Tells what language a tag is to the index: those that have a configuration of ours, and `also` some other tags by these; all others are taken
 * word by word.
 */
export async function nameLanguages(runner: QueryRunner, also: Readonly<Record<string, string>>): Promise<void> {
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
