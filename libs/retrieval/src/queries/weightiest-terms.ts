import { bm25Sql, type Corpus } from '../text/bm25.js';
import type { ReadableJoin } from './analyse-words.js';

/** Of whose texts the words are taken: all owners of one subject and share are read as one text, and its words count `share`. */
export interface TermSource {
  subjectId: string;
  ownerId: string;
  share: number;
}

export interface WeightiestTerms {
  sources: readonly TermSource[];
  corpus: Corpus;
  /** How many words of each subject and share are taken, by share. */
  terms: ReadonlyMap<number, number>;
}

// Up to this many texts a paper's words are counted exactly before they are chosen; above, an estimate chooses twice as many
// as are wanted, and only those are counted.
const COUNTED_EXACTLY = 2_000;
const LOOKED_AT = 300;
// Above, too: words in more than this share of texts tell little, and postings read for one subject are bounded, rarest words first.
const COMMON_SHARE = 0.2;
const READ_AT_MOST = 10_000;
// One letter or digit tells nothing of a subject.
const SHORTEST = 2;

/**
 * SQL for the words that tell most about some texts, as common table expressions to stand after "with":
 * `retrieval_weighty(subject_id, lexeme, weight)`, a word's weight being that of its occurrences times its idf, and
 * `retrieval_entry(lexeme, text_id, owner_id, gain)`, where those words stand among what the asker may read, with their BM25 without
 * idf: the sum of weight times gain over a text's words says how much it is about the same. Words are told by their
 * indexed form in whatever language, so that what several languages write alike (names, abbreviations) counts across them. Sources that
 * the asker may not read bring no words, and how rare a word is, is counted on readable texts; in a large corpus an estimate over
 * all texts decides which words are looked at, never what they weigh.
 */
export function weightiestTermsSql(
  { sources, corpus, terms }: WeightiestTerms,
  readable: ReadableJoin,
  parameters: unknown[],
): string {
  const place = (value: unknown, type: string) => {
    parameters.push(value);
    return `$${parameters.length}::${type}`;
  };
  const subjects = place(
    sources.map((source) => source.subjectId),
    'uuid[]',
  );
  const owners = place(
    sources.map((source) => source.ownerId),
    'uuid[]',
  );
  const shares = place(
    sources.map((source) => source.share),
    'float8[]',
  );
  const limitShares = place([...terms.keys()], 'float8[]');
  const limits = place([...terms.values()], 'int[]');
  const texts = place(corpus.texts, 'float8');
  const gain = bm25Sql('entry.tf', 'entry.length', place(Math.max(corpus.meanLength, 1), 'float8'));
  const gate = readable(parameters);
  const isLarge = corpus.texts > COUNTED_EXACTLY;
  const rank = isLarge ? `tf * ${idfSql(texts, 'known.df')} desc` : 'tf desc';
  const looked = isLarge
    ? `nth <= 2 * terms and df <= ${COMMON_SHARE} * ${texts} and postings <= ${READ_AT_MOST}`
    : `nth <= ${LOOKED_AT}`;
  return `
    retrieval_source as materialized (
      select entry.* from unnest(${subjects}, ${owners}, ${shares}) as entry(subject_id, owner_id, share)
      ${gate}
    ),
    retrieval_own as materialized (
      select source.subject_id, source.share, word.lexeme,
        sum((select sum(case weight when 'A' then 3 when 'B' then 2 else 1 end) from unnest(word.weights) as weight))::float8 as tf
      from retrieval_source source
      join indexed_text on indexed_text.owner_id = source.owner_id
      cross join lateral unnest(indexed_text.vector) as word
      where char_length(word.lexeme) >= ${SHORTEST}
      group by source.subject_id, source.share, word.lexeme
    ),
    retrieval_known as materialized (
      with recursive written as (
        select min(language) as language from term
        union all
        select (select min(term.language) from term where term.language > written.language) from written
        where written.language is not null
      )
      select own.lexeme, array_agg(term.id) as term_ids, sum(term.df)::float8 as df
      from (select distinct lexeme from retrieval_own) own
      cross join written
      join term on term.language = written.language and term.lexeme = own.lexeme
      group by own.lexeme
    ),
    retrieval_looked_at as materialized (
      select subject_id, share, lexeme, tf, terms from (
        select own.*, wanted.terms, known.df,
          row_number() over (partition by subject_id, share order by ${rank}, lexeme) as nth,
          sum(known.df) over (partition by subject_id, share order by known.df, lexeme) as postings
        from retrieval_own own
        join retrieval_known known using (lexeme)
        join unnest(${limitShares}, ${limits}) as wanted(share, terms) using (share)
      ) ranked
      where ${looked}
    ),
    retrieval_entry as materialized (
      select word.lexeme, entry.text_id, entry.owner_id, ${gain} as gain
      from (
        select lexeme, unnest(term_ids) as term_id from retrieval_known
        where lexeme in (select lexeme from retrieval_looked_at)
      ) word
      join posting entry on entry.term_id = word.term_id
      ${gate}
    ),
    retrieval_weighty as materialized (
      select subject_id, lexeme, sum(share * weight) as weight from (
        select looked_at.*, weight.weight,
          row_number() over (partition by subject_id, share order by weight.weight desc, lexeme) as nth
        from retrieval_looked_at looked_at
        join (select lexeme, count(*)::float8 as df from retrieval_entry group by lexeme) counted using (lexeme)
        cross join lateral (select looked_at.tf * ${idfSql(texts, 'counted.df')} as weight) weight
      ) ranked
      where nth <= terms group by subject_id, lexeme
    )`;
}

function idfSql(texts: string, df: string): string {
  return `ln(1::float8 + (greatest(${texts}, ${df}) - ${df} + 0.5::float8) / (${df} + 0.5::float8))`;
}
