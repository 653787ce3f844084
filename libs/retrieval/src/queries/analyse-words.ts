import type { Queryable } from '../text/unit.js';

/** One way to find a query word: an indexed word, and how much a find counts (1: the word itself). */
export interface Variant {
  termId: string;
  language: string;
  lexeme: string;
  /** About how many texts have it; see Term. */
  df: number;
  weight: number;
}

/** A query word with all ways to find it. A text has one language, so of one word at most one exact variant is in it. */
export interface AnalysedWord {
  form: string;
  variants: Variant[];
}

/** About how many texts have the word, in all languages. */
export function aboutDf(word: AnalysedWord): number {
  return word.variants.reduce((sum, variant) => sum + variant.df, 0);
}

/**
 * Looks query words up in the vocabulary, as every language would stem them, or only the one given. Words in their form
 * for the index (see wordsOf). Languages that nobody writes in cost nothing: they have no such words.
 */
export async function analyseWords(
  database: Queryable,
  forms: readonly string[],
  language?: string,
): Promise<AnalysedWord[]> {
  const rows = await database.query<Omit<Variant, 'weight'> & { no: number }>(
    `select word.no::int as no, term.id::text as "termId", term.language, term.lexeme, term.df
     from unnest($1::text[]) with ordinality as word(form, no)
     cross join (
       select substr(cfgname, 12) as language, oid::regconfig as configuration
       from pg_catalog.pg_ts_config where cfgname like 'roundtable\\_%' and pg_ts_config_is_visible(oid)
     ) known
     cross join lateral unnest(to_tsvector(known.configuration, word.form)) as stem
     join term on term.language = known.language and term.lexeme = stem.lexeme
     where $2::text is null or known.language = retrieval_language($2)
     order by word.no, term.language, term.lexeme`,
    [forms, language ?? null],
  );
  return forms.map((form, index) => ({
    form,
    variants: rows.filter((row) => row.no === index + 1).map(({ no: _, ...row }) => ({ ...row, weight: 1 })),
  }));
}

/** The indexed forms of words in one language each: tells which words of a text a query meant. Keys as `wordKey` gives them, forms too. */
export async function lexemesOf(
  database: Queryable,
  words: readonly { language: string; form: string }[],
): Promise<Map<string, string[]>> {
  const rows = await database.query<{ language: string; form: string; key: string; lexemes: string[] }>(
    `select word.language, word.form, retrieval_language(word.language) as key,
       tsvector_to_array(to_tsvector(retrieval_configuration(word.language), word.form)) as lexemes
     from unnest($1::text[], $2::text[]) as word(language, form)`,
    [words.map((word) => word.language), words.map((word) => word.form)],
  );
  return new Map(
    rows.map((row) => [wordKey(row.language, row.form), row.lexemes.map((lexeme) => wordKey(row.key, lexeme))]),
  );
}

/** A word in a language, as a key of maps and sets. */
export const wordKey = (language: string, form: string) => `${language} ${form}`;
