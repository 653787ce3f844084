import { bm25Sql, type Corpus, idf } from '../text/bm25.js';
import { type AnalysedWord, aboutDf } from './analyse-words.js';
import { phraseHitsSql } from './phrase.js';

// Below this many texts every word brings candidates; above, words in over a fifth of them only weigh what rarer ones found.
const LARGE_CORPUS = 5_000;
const COMMON_SHARE = 0.2;
// Postings that a query reads for candidates; words beyond, commonest first, only weigh too. It bounds the time of long queries.
const READ_AT_MOST = 16_000;
// How many of the found texts are weighed again with the common words.
const WEIGHED_AGAIN = 300;

/** What a score rests on. Kept in cursors, so that the scores of a later page are those of the first. */
export interface Statistics extends Corpus {
  /** For each word, how many of the readable texts have it. Absent: counted by the statement itself. */
  df?: readonly number[];
}

type Place = (value: unknown, type: string) => string;

/**
 * SQL for BM25 over the postings of words, as common table expressions to stand after "with":
 * `retrieval_hit(no, text_id, owner_id, …)`, `retrieval_df(no, df)` and `retrieval_score(text_id, owner_id, score)`. `readable` joins
 * what the asker may read to the alias `entry` (column owner_id); all else, counts of words too, sees only that. Of a word's
 * variants the best counts, and all weigh as rare as the word itself is (when it is nowhere, as the commonest of them): else
 * a misspelt or half-typed word would find the rarest things best.
 */
export function scoreTextsSql(
  words: readonly AnalysedWord[],
  statistics: Statistics,
  readable: string,
  parameters: unknown[],
): string {
  const common = commonWords(words, statistics.texts);
  const place: Place = (value, type) => {
    parameters.push(value);
    return `$${parameters.length}::${type}`;
  };
  const rows = words.flatMap((word, no) => word.variants.map((variant) => ({ no, variant })));
  const meanLength = place(Math.max(statistics.meanLength, 1), 'float8');
  const gain = bm25Sql('entry.tf', 'entry.length', meanLength);
  const leading = rows.filter((row) => !common.has(row.no));
  const hits = [
    `select word.no, word.term_id as variant, word.weight = 1 as exact, entry.text_id, entry.owner_id, word.weight * ${gain} as gain
      from ${wordTable(leading, place)}
      join posting entry on entry.term_id = word.term_id
      ${readable}`,
    ...words.flatMap((word, no) =>
      common.has(no)
        ? []
        : (word.phrases ?? []).map((phrase, nth) => phraseHitsSql(phrase, no, -1 - nth, gain, readable, parameters)),
    ),
  ];
  const texts = place(Math.max(statistics.texts, 1), 'float8');
  const times = place(
    words.map((word) => word.times ?? 1),
    'float8[]',
  );
  const summed = summedSql(words, place);
  return `
    retrieval_hit as materialized (${hits.join(' union all ')}),
    retrieval_df as materialized (${dfSql(statistics, place)}),
    retrieval_weight as materialized (
      select array_agg(coalesce(times * ln(1::float8 + (greatest(${texts}, df) - df + 0.5::float8) / (df + 0.5::float8)), 0) order by nth) as idfs
      from unnest(${times}) with ordinality as said(times, nth) left join retrieval_df on nth = no + 1
    ),
    ${common.size === 0 ? `retrieval_score as materialized (${summed})` : weighAgain(summed, rows, common, words, statistics, place, meanLength)}`;
}

/**
 * Of a word's variants the best counts; where no text can have two of them, there is nothing to choose. Which words those are is a value, so that
 * questions of all words are the same statement.
 */
function summedSql(words: readonly AnalysedWord[], place: Place): string {
  const several = words.flatMap((word, no) =>
    word.phrases?.length || new Set(word.variants.map((v) => v.language)).size < word.variants.length ? [no] : [],
  );
  const weighed = '(select idfs from retrieval_weight)[hit.no + 1] * hit.gain';
  const chosen = place(several, 'int[]');
  return `
      select text_id, owner_id, sum(score) as score
      from (
        select text_id, owner_id, ${weighed} as score from retrieval_hit hit where not hit.no = any(${chosen})
        union all
        select text_id, owner_id, max(${weighed}) from retrieval_hit hit where hit.no = any(${chosen})
        group by text_id, owner_id, hit.no
      ) best
      group by text_id, owner_id`;
}

function wordTable(some: readonly { no: number; variant: AnalysedWord['variants'][number] }[], place: Place): string {
  const nos = place(
    some.map((row) => row.no),
    'int[]',
  );
  const terms = place(
    some.map((row) => row.variant.termId),
    'bigint[]',
  );
  const weights = place(
    some.map((row) => row.variant.weight),
    'float8[]',
  );
  return `unnest(${nos}, ${terms}, ${weights}) as word(no, term_id, weight)`;
}

function dfSql(statistics: Statistics, place: Place): string {
  if (statistics.df)
    return `select no - 1 as no, df from unnest(${place(statistics.df, 'float8[]')}) with ordinality as given(df, no)`;
  // A text has one language, so that of exact variants each counts other texts.
  return `select no, coalesce(sum(df) filter (where exact), max(df))::float8 as df
      from (select no, exact, count(*) as df from retrieval_hit group by no, variant, exact) counted group by no`;
}

/**
 * In a large corpus: words that bring no candidates, since they are so common that they tell little, or since rarer words bring
 * enough already. The rarest always does.
 */
export function commonWords(words: readonly AnalysedWord[], texts: number): Set<number> {
  const common = new Set<number>();
  if (texts < LARGE_CORPUS) return common;
  const byRarity = words.flatMap((word, no) => (word.variants.length > 0 ? [{ no, df: aboutDf(word) }] : []));
  let read = 0;
  for (const { no, df } of byRarity.sort((one, other) => one.df - other.df)) {
    if (read > 0 && (df > texts * COMMON_SHARE || read + df > READ_AT_MOST)) common.add(no);
    else read += Math.max(df, 1);
  }
  return common;
}

function weighAgain(
  summed: string,
  rows: { no: number; variant: AnalysedWord['variants'][number] }[],
  common: ReadonlySet<number>,
  words: readonly AnalysedWord[],
  statistics: Statistics,
  place: Place,
  meanLength: string,
): string {
  const some = rows
    .filter((row) => common.has(row.no))
    .map(({ no, variant }) => {
      const weight =
        variant.weight * (words[no]?.times ?? 1) * idf(statistics.texts, aboutDf(words[no] as AnalysedWord));
      return { no, variant: { ...variant, weight } };
    });
  return `
    retrieval_found as materialized (${summed}),
    retrieval_top as materialized (select text_id from retrieval_found order by score desc, text_id limit ${WEIGHED_AGAIN}),
    retrieval_more as materialized (
      select text_id, sum(gain) as more from (
        select retrieval_top.text_id, max(word.weight * ${bm25Sql('entry.tf', 'entry.length', meanLength)}) as gain
        from retrieval_top
        cross join ${wordTable(some, place)}
        cross join lateral (
          select tf, length from posting where term_id = word.term_id and text_id = retrieval_top.text_id offset 0
        ) entry
        group by retrieval_top.text_id, word.no
      ) gains
      group by text_id
    ),
    retrieval_score as not materialized (
      select found.text_id, found.owner_id, found.score + coalesce(again.more, 0) as score
      from retrieval_found found left join retrieval_more again using (text_id)
    )`;
}
