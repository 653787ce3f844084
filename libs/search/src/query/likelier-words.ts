import {
  type AnalysedWord,
  CORRECTED_WEIGHT,
  correctWord,
  type Queryable,
  type ReadableJoin,
  type Variant,
} from '#libs/retrieval';
import { correctedWords } from './corrected-words.js';
import type { AnalysedQuery } from './understand.js';

/** A word in more texts is meant as it is. */
const RARE_TEXTS = 5;
/** A word in so many times as many texts is likelier meant. */
const LIKELIER_TIMES = 10;
/** So many words of a query are looked at, the first: each is a statement of its own. */
const WORDS_MOST = 5;

/**
 * Of words that few texts have, those of the same language that are one slip away and at least ten times as common, as they are written: a
 * misspelling that somebody once wrote is known, and finds only itself. Both are counted in what the asker may read. By number of the word.
 */
export async function likelierWords(
  database: Queryable,
  { words, phrases }: AnalysedQuery,
  df: readonly number[],
  language: string | undefined,
  readable: ReadableJoin,
): Promise<Map<number, string>> {
  const quoted = new Set(phrases.flat().map((word) => word.form));
  const rare = words.flatMap((word, no) => {
    const texts = df[no] ?? 0;
    return texts > 0 && texts <= RARE_TEXTS && !quoted.has(word.form) && !word.phrases?.length
      ? [{ no, word, texts }]
      : [];
  });
  const near = await Promise.all(
    rare.slice(0, WORDS_MOST).map(async ({ no, word, texts }) =>
      (await nearWords(database, word, language, readable)).map((variant) => ({
        no,
        variant,
        least: LIKELIER_TIMES * texts,
      })),
    ),
  );
  const likelier = await commonEnough(database, near.flat(), readable);
  const instead = new Map(
    likelier.map(({ no, variant }) => [no, { ...(words[no] as AnalysedWord), variants: [variant] }]),
  );
  return correctedWords(
    database,
    words.map((word, no) => instead.get(no) ?? word),
    [...instead.keys()],
    readable,
  );
}

/** Words one slip away, in a language that the word itself is found in. */
async function nearWords(
  database: Queryable,
  word: AnalysedWord,
  language: string | undefined,
  readable: ReadableJoin,
): Promise<Variant[]> {
  const own = word.variants.filter((variant) => variant.weight === 1);
  const near = await correctWord(database, word.key, { language, unfinished: false }, readable);
  return near.filter(
    ({ weight, language: spoken, termId }) =>
      weight >= CORRECTED_WEIGHT &&
      own.some((variant) => variant.language === spoken) &&
      own.every((variant) => variant.termId !== termId),
  );
}

/** For each word the commonest of what is near it, if at least so many texts have it that the asker may read. */
async function commonEnough<Near extends { no: number; variant: Variant; least: number }>(
  database: Queryable,
  near: readonly Near[],
  readable: ReadableJoin,
): Promise<Near[]> {
  if (near.length === 0) return [];
  const parameters: unknown[] = [near.map(({ variant }) => variant.termId), near.map(({ least }) => least)];
  const counted = await database.query<{ nth: number }>(
    `select nth::int from unnest($1::bigint[], $2::int[]) with ordinality as wanted(term_id, least, nth)
     where (
       select count(*) from (select from posting entry ${readable(parameters)} where entry.term_id = wanted.term_id limit wanted.least) found
     ) >= wanted.least`,
    parameters,
  );
  const enough = counted
    .map(({ nth }) => near[nth - 1] as Near)
    .sort((one, other) => other.variant.df - one.variant.df);
  return enough.filter(({ no }, at) => enough.findIndex((other) => other.no === no) === at);
}
