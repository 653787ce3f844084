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

/** Another way to say a query word, in several words next to each other. */
export interface PhraseVariant {
  words: AnalysedWord[];
  weight: number;
}

/** A query word with all ways to find it. A text has one language, so of one word at most one exact variant is in it. */
export interface AnalysedWord {
  form: string;
  /** The form without accents: what it is compared by with written words. */
  key: string;
  variants: Variant[];
  /** How often the query says it; 1 when absent. */
  times?: number;
  phrases?: PhraseVariant[];
}

/** SQL that joins what the asker may read to the alias `entry` (column owner_id); values are appended to the parameters. */
export type ReadableJoin = (parameters: unknown[]) => string;

/** About how many texts have the word, in all languages. */
export function aboutDf(word: AnalysedWord): number {
  return word.variants.reduce((sum, variant) => sum + variant.df, 0);
}

/** SQL that is true when a text that the asker may read has the term: what only others may read is as good as not there. */
export function isReadableSql(termId: string, readable: string): string {
  return `(select true from posting entry ${readable} where entry.term_id = ${termId} limit 1)`;
}

/**
 * Looks query words up in the vocabulary of what the asker may read, as every language would stem them, or only the one given.
 * Words in their form for the index (see wordsOf). Languages that nobody writes in cost nothing: they have no such words.
 */
export async function analyseWords(
  database: Queryable,
  forms: readonly string[],
  language: string | undefined,
  readable: ReadableJoin,
): Promise<AnalysedWord[]> {
  const parameters: unknown[] = [forms, language ?? null];
  const isReadable = isReadableSql('term.id', readable(parameters));
  const rows = await database.query<
    { no: number; key: string; weight: number } & (Omit<Variant, 'weight'> | { termId: null })
  >(
    `with word as materialized (
       select no::int as no, form, unaccent(form) as key from unnest($1::text[]) with ordinality as word(form, no)
     ),
     found as (
       select word.no, term.id, term.language, term.lexeme, term.df
       from word
       cross join (
         select substr(cfgname, 12) as language, oid::regconfig as configuration
         from pg_catalog.pg_ts_config where cfgname like 'roundtable\\_%' and pg_ts_config_is_visible(oid)
       ) known
       cross join lateral unnest(to_tsvector(known.configuration, word.form)) as stem
       join term on term.language = known.language and term.lexeme = stem.lexeme
       where ($2::text is null or known.language = retrieval_language($2)) and ${isReadable}
     )
     select word.no, word.key, found.id::text as "termId", found.language, found.lexeme, found.df
     from word left join found using (no)
     order by word.no, found.language, found.lexeme`,
    parameters,
    { prepare: true },
  );
  const words = forms.map((form): AnalysedWord => ({ form, key: form, variants: [] }));
  for (const { no, key, ...variant } of rows) {
    const word = words[no - 1] as AnalysedWord;
    word.key = key;
    if (variant.termId !== null) word.variants.push({ ...variant, weight: 1 });
  }
  return words;
}

// By language and form. Stems are the same for good, since dictionaries change by migrations only, which processes are started after.
type KnownLexemes = Map<string, Map<string, string[]>>;
const knownLexemes = new WeakMap<Queryable, { size: number; known: KnownLexemes }>();
const LEXEMES_KEPT = 100_000;

/**
 * The indexed forms of words in one language each: tells which words of a text a query meant. Keys as `wordKey` gives them, forms too.
 * Most words of a page of hits were on an earlier one, and stemming them again would take longer than finding the page.
 */
export async function lexemesOf(
  database: Queryable,
  words: readonly { language: string; form: string }[],
): Promise<Map<string, string[]>> {
  const forms = new Map<string, Set<string>>();
  for (const { language, form } of words) forms.set(language, (forms.get(language) ?? new Set()).add(form));
  const known = await learnLexemes(database, forms);
  return new Map(words.map(({ language, form }) => [wordKey(language, form), known.get(language)?.get(form) ?? []]));
}

/**
 * For each text, which of its words have one of the indexed forms `wanted` (as `wordKey` gives them). A page of hits has ten thousand
 * words: each is looked up once.
 */
export async function wordsMeant(
  database: Queryable,
  texts: readonly { language: string; words: readonly { form: string }[] }[],
  wanted: ReadonlySet<string>,
): Promise<boolean[][]> {
  let known = memoryOf(database).known;
  const fresh = new Map<string, Set<string>>();
  const lexemes = texts.map(({ language, words }) => {
    const ofLanguage = known.get(language);
    return words.map(({ form }) => {
      const found = ofLanguage?.get(form);
      if (!found) fresh.set(language, (fresh.get(language) ?? new Set()).add(form));
      return found;
    });
  });
  if (fresh.size > 0) known = await learnLexemes(database, fresh);
  const isWanted = (lexeme: string) => wanted.has(lexeme);
  return texts.map(({ language, words }, text) =>
    words.map(({ form }, no) => (lexemes[text]?.[no] ?? known.get(language)?.get(form))?.some(isWanted) ?? false),
  );
}

/** What is known by now; begun anew when it has become too much. */
function memoryOf(database: Queryable): { size: number; known: KnownLexemes } {
  const kept = knownLexemes.get(database);
  if (kept && kept.size < LEXEMES_KEPT) return kept;
  const memory = { size: 0, known: new Map<string, Map<string, string[]>>() };
  knownLexemes.set(database, memory);
  return memory;
}

async function learnLexemes(
  database: Queryable,
  forms: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<KnownLexemes> {
  const memory = memoryOf(database);
  const fresh: { language: string; form: string }[] = [];
  for (const [language, some] of forms) {
    const known = memory.known.get(language);
    for (const form of some) if (!known?.has(form)) fresh.push({ language, form });
  }
  if (fresh.length > 0) {
    const rows = await database.query<{ language: string; form: string; key: string; lexemes: string[] }>(
      `select word.language, word.form, retrieval_language(word.language) as key,
         tsvector_to_array(to_tsvector(retrieval_configuration(word.language), word.form)) as lexemes
       from unnest($1::text[], $2::text[]) as word(language, form)`,
      [fresh.map((word) => word.language), fresh.map((word) => word.form)],
    );
    for (const row of rows) {
      const known = memory.known.get(row.language) ?? new Map<string, string[]>();
      memory.known.set(row.language, known);
      known.set(
        row.form,
        row.lexemes.map((lexeme) => wordKey(row.key, lexeme)),
      );
    }
    memory.size += rows.length;
  }
  return memory.known;
}

/** A word in a language, as a key of maps and sets. */
export const wordKey = (language: string, form: string) => `${language} ${form}`;
