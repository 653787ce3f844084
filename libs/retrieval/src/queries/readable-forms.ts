import type { Queryable } from '../text/unit.js';
import { isReadableSql, type ReadableJoin } from './analyse-words.js';

/** Which of these written words stand in a text that the asker may read. */
export async function readableForms(
  database: Queryable,
  forms: readonly string[],
  readable: ReadableJoin,
): Promise<Set<string>> {
  if (forms.length === 0) return new Set();
  const parameters: unknown[] = [forms];
  const isReadable = isReadableSql('written.term_id', readable(parameters));
  const rows = await database.query<{ form: string }>(
    `select given.form from unnest($1::text[]) as given(form)
     where exists (select from word_form written where written.form = unaccent(given.form) and ${isReadable})`,
    parameters,
    { plan: 'ONCE' },
  );
  return new Set(rows.map((row) => row.form));
}
