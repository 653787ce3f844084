import type { Queryable } from '../text/unit.js';
import { isReadableSql, type ReadableJoin, type Variant } from './analyse-words.js';

/** A word that is still being typed counts this much when it is completed. */
export const PREFIX_WEIGHT = 0.7;
/** Letters that a word needs before it is completed. */
export const PREFIX_LETTERS = 2;
const COMPLETIONS = 20;

/** The commonest words, among those that the asker may read, that begin with what was typed (without accents). */
export async function completeWord(
  database: Queryable,
  key: string,
  language: string | undefined,
  readable: ReadableJoin,
): Promise<Variant[]> {
  const parameters: unknown[] = [key, language ?? null];
  const isReadable = isReadableSql('term.id', readable(parameters));
  // Sorted first, then asked for rights one by one, until there are enough.
  return database.query<Variant>(
    `select id::text as "termId", language, lexeme, df, ${PREFIX_WEIGHT}::float8 as weight
     from (
       select term.id, term.language, term.lexeme, term.df from term
       where term.id in (
         select term_id from word_form
         where form >= $1 and form < $1 || chr(1114111) and ($2::text is null or language = retrieval_language($2))
       )
       order by term.df desc, term.id offset 0
     ) term
     where ${isReadable} limit ${COMPLETIONS}`,
    parameters,
    { plan: 'ONCE' },
  );
}
