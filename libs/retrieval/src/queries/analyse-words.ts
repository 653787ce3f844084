import { FormTable } from '../text/form-table.js';
import { STEMMED_HERE, stemOf } from '../text/stem.js';
import type { Queryable } from '../text/unit.js';
import { wordsOf } from '../text/words.js';

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
  const parameters: unknown[] = [forms, language ?? null, forms.map(stemsOf)];
  const isReadable = isReadableSql('term.id', readable(parameters));
  const rows = await database.query<
    { no: number; key: string; weight: number } & (Omit<Variant, 'weight'> | { termId: null })
  >(
    `with word as materialized (
       select no::int as no, form, unaccent(form) as key, stems
       from unnest($1::text[], $3::jsonb[]) with ordinality as word(form, stems, no)
     ),
     found as (
       select word.no, term.id, term.language, term.lexeme, term.df
       from word
       cross join (
         select substr(cfgname, 12) as language, oid::regconfig as configuration
         from pg_catalog.pg_ts_config where cfgname like 'roundtable\\_%' and pg_ts_config_is_visible(oid)
           and exists (select from term where term.language = substr(cfgname, 12))
       ) known
       cross join lateral unnest(to_tsvector(known.configuration, coalesce(word.stems ->> known.language, word.form))) as stem
       join term on term.language = known.language and term.lexeme = stem.lexeme
       where ($2::text is null or known.language = retrieval_language($2)) and ${isReadable}
     )
     select word.no, word.key, found.id::text as "termId", found.language, found.lexeme, found.df
     from word left join found using (no)
     order by word.no, found.language, found.lexeme`,
    parameters,
    { plan: 'ONCE' },
  );
  const words = forms.map((form): AnalysedWord => ({ form, key: form, variants: [] }));
  for (const { no, key, ...variant } of rows) {
    const word = words[no - 1] as AnalysedWord;
    word.key = key;
    if (variant.termId !== null) word.variants.push({ ...variant, weight: 1 });
  }
  return words;
}

/** A word's stems, as JSON, in the languages that are stemmed here. */
function stemsOf(form: string): string {
  const stems = STEMMED_HERE.map((language) => [language, stemOf(language, form)] as const);
  return JSON.stringify(Object.fromEntries(stems.filter(([, stem]) => stem !== form)));
}

// By language. Stems are the same for good, since dictionaries and endings change with a migration only, which processes are started after.
type KnownWords = Map<string, FormTable>;
const knownWords = new WeakMap<Queryable, KnownWords>();
const WORDS_KEPT = 100_000;

/**
 * The indexed forms of words in one language each: tells which words of a text a query meant. Keys as `wordKey` gives them, forms too.
 * Most words of a page of hits were on an earlier one, and stemming them again would take longer than finding the page.
 */
export async function lexemesOf(
  database: Queryable,
  words: readonly { language: string; form: string }[],
): Promise<Map<string, readonly string[]>> {
  const known = memoryOf(database);
  const fresh = new Map<string, Set<string>>();
  for (const { language, form } of words)
    if (!known.get(language)?.lexemesOf(form)) fresh.set(language, (fresh.get(language) ?? new Set()).add(form));
  await learn(database, known, fresh);
  return new Map(
    words.map(({ language, form }) => [wordKey(language, form), known.get(language)?.lexemesOf(form) ?? []]),
  );
}

/** For each text, which of its words (see wordsOf) have one of the indexed forms `wanted` (as `wordKey` gives them); undefined where none has. */
export async function wordsMeant(
  database: Queryable,
  texts: readonly { language: string; text: string }[],
  wanted: ReadonlySet<string>,
): Promise<(boolean[] | undefined)[]> {
  const known = memoryOf(database);
  const read = texts.map(({ language, text }) => tableOf(known, language).read(text));
  const fresh = new Map<string, Set<string>>();
  read.forEach((numbers, no) => {
    if (!numbers.includes(-1)) return;
    const { language, text } = texts[no] as { language: string; text: string };
    const unknown = fresh.get(language) ?? new Set<string>();
    fresh.set(language, unknown);
    for (const [place, { form }] of wordsOf(text).entries()) if (numbers[place] === -1) unknown.add(form);
  });
  await learn(database, known, fresh);
  const flags = new Map([...known].map(([language, table]) => [language, table.having(wanted)]));
  return texts.map(({ language, text }, no) => {
    const numbers = read[no]?.includes(-1) ? tableOf(known, language).read(text) : (read[no] ?? []);
    const meant = numbers.map((number) => flags.get(language)?.[number] === 1);
    return meant.includes(true) ? meant : undefined;
  });
}

/** What is known by now; begun anew when it has become too much. */
function memoryOf(database: Queryable): KnownWords {
  const kept = knownWords.get(database);
  const size = [...(kept?.values() ?? [])].reduce((sum, table) => sum + table.size, 0);
  if (kept && size < WORDS_KEPT) return kept;
  const memory: KnownWords = new Map();
  knownWords.set(database, memory);
  return memory;
}

function tableOf(known: KnownWords, language: string): FormTable {
  const table = known.get(language) ?? new FormTable();
  known.set(language, table);
  return table;
}

async function learn(
  database: Queryable,
  known: KnownWords,
  fresh: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<void> {
  const words = [...fresh].flatMap(([language, forms]) => [...forms].map((form) => ({ language, form })));
  if (words.length === 0) return;
  const rows = await database.query<{ language: string; form: string; key: string; lexemes: string[] }>(
    `select word.language, word.form, retrieval_language(word.language) as key,
       tsvector_to_array(to_tsvector(retrieval_configuration(word.language), word.stem)) as lexemes
     from unnest($1::text[], $2::text[], $3::text[]) as word(language, form, stem)`,
    [
      words.map((word) => word.language),
      words.map((word) => word.form),
      words.map((word) => stemOf(word.language, word.form)),
    ],
    { plan: 'ONCE' },
  );
  for (const { language, form, key, lexemes } of rows)
    tableOf(known, language).add(
      form,
      lexemes.map((lexeme) => wordKey(key, lexeme)),
    );
}

/** A word in a language, as a key of maps and sets. */
export const wordKey = (language: string, form: string) => `${language} ${form}`;
