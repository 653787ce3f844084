import { bm25Sql, type Corpus, idf } from '../text/bm25.js';
import { type AnalysedWord, aboutDf } from './analyse-words.js';

// Below this many texts every word brings candidates; above, words in over a fifth of them only weigh what rarer ones found.
const LARGE_CORPUS = 10_000;
const COMMON_SHARE = 0.2;
// Postings that a query reads for candidates; words beyond, commonest first, only weigh too. It bounds the time of long queries.
const READ_AT_MOST = 30_000;
// How many of the found texts are weighed again with the common words.
const WEIGHED_AGAIN = 300;

/** What a score rests on. Kept in cursors, so that the scores of a later page are those of the first. */
export interface Statistics extends Corpus {
  /** For each word, how many of the readable texts have it. Absent: counted by the statement itself. */
  df?: readonly number[];
}

/**
 * SQL for BM25 over the postings of words, as common table expressions to stand after "with":
 * `retrieval_df(no, df)` and `retrieval_score(text_id, owner_id, score)`. `readable` joins what the asker may read to the
 * alias `entry` (column owner_id); all else, counts of words too, sees only that. Of a word's variants the best counts.
 */
export function scoreTextsSql(
  words: readonly AnalysedWord[],
  statistics: Statistics,
  readable: string,
  parameters: unknown[],
): string {
  const common = commonWords(words, statistics.texts);
  const place = (value: unknown, type: string) => {
    parameters.push(value);
    return `$${parameters.length}::${type}`;
  };
  const rows = words.flatMap((word, no) => word.variants.map((variant) => ({ no, variant })));
  const leading = rows.filter((row) => !common.has(row.no));
  const meanLength = place(Math.max(statistics.meanLength, 1), 'float8');
  const several = words.some((word) => new Set(word.variants.map((v) => v.language)).size < word.variants.length);
  const table = (some: typeof rows) => `unnest(${place(
    some.map((row) => row.no),
    'int[]',
  )},
      ${place(
        some.map((row) => row.variant.termId),
        'bigint[]',
      )}, ${place(
        some.map((row) => row.variant.weight),
        'float8[]',
      )})
      as word(no, term_id, weight)`;
  const df = statistics.df
    ? `select no - 1 as no, df from unnest(${place(statistics.df, 'float8[]')}) with ordinality as given(df, no)`
    : `select no, count(${several ? 'distinct text_id' : '*'})::float8 as df from retrieval_hit group by no`;
  const texts = place(Math.max(statistics.texts, 1), 'float8');
  const summed = several
    ? `select text_id, owner_id, sum(score) as score
       from (select text_id, owner_id, hit.no, max(weight.idf * hit.gain) as score
             from retrieval_hit hit join retrieval_weight weight using (no) group by text_id, owner_id, hit.no) best
       group by text_id, owner_id`
    : `select text_id, owner_id, sum(weight.idf * hit.gain) as score
       from retrieval_hit hit join retrieval_weight weight using (no) group by text_id, owner_id`;
  return `
    retrieval_hit as materialized (
      select word.no, entry.text_id, entry.owner_id, word.weight * ${bm25Sql('entry.tf', 'entry.length', meanLength)} as gain
      from ${table(leading)}
      join posting entry on entry.term_id = word.term_id
      ${readable}
    ),
    retrieval_df as materialized (${df}),
    retrieval_weight as materialized (
      select no, ln(1::float8 + (greatest(${texts}, df) - df + 0.5::float8) / (df + 0.5::float8)) as idf from retrieval_df
    ),
    ${common.size === 0 ? `retrieval_score as materialized (${summed})` : weighAgain(summed, rows, common, words, statistics, place, meanLength)}`;
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
  place: (value: unknown, type: string) => string,
  meanLength: string,
): string {
  const some = rows.filter((row) => common.has(row.no));
  const weights = some.map(
    ({ no, variant }) => variant.weight * idf(statistics.texts, aboutDf(words[no] as AnalysedWord)),
  );
  return `
    retrieval_found as materialized (${summed}),
    retrieval_top as materialized (select * from retrieval_found order by score desc, text_id limit ${WEIGHED_AGAIN}),
    retrieval_score as materialized (
      select text_id, owner_id, score + coalesce((
        select sum(gain) from (
          select max(word.weight * ${bm25Sql('entry.tf', 'entry.length', meanLength)}) as gain
          from unnest(${place(
            some.map((row) => row.no),
            'int[]',
          )}, ${place(
            some.map((row) => row.variant.termId),
            'bigint[]',
          )},
            ${place(weights, 'float8[]')}) as word(no, term_id, weight)
          join posting entry on entry.term_id = word.term_id and entry.text_id = retrieval_top.text_id
          group by word.no
        ) gains), 0) as score
      from retrieval_top
      union all
      select text_id, owner_id, score from retrieval_found
      where not exists (select from retrieval_top where retrieval_top.text_id = retrieval_found.text_id)
    )`;
}
