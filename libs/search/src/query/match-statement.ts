import {
  commonWords,
  phraseOwnersSql,
  type Statistics,
  scoreTextsSql,
  togetherSql,
  wordOwnersSql,
} from '#libs/retrieval';
import { PROSE_WORDS } from './parse-query.js';
import type { AnalysedQuery } from './understand.js';

export interface Matching {
  query: AnalysedQuery;
  statistics: Statistics;
  /** The best score, when it is known from an earlier page. */
  best?: number;
  /** Contributions that another engine found with every word, and that were seen to have them. */
  candidates: readonly string[];
  /** Contributions that the query names by their reference: they match, before all others. */
  named: readonly string[];
}

/** More than any other contribution can score. */
const NAMED_SCORE = 3;
/** A contribution matches when its score is at least this share of the best one's. */
export const MATCH_LINE = 0.3;
// In prose the best gathers many words in passing, so that what is meant lies further below it.
const MATCH_LINE_OF_PROSE = 0.15;
// Of the second and third best text of a contribution, this share counts beside the best.
const FURTHER_SHARE = 0.1;
// So many of the best are looked at for words that stand together.
const LOOKED_AT = 200;

/**
 * SQL (common table expressions) for what matches among what `gate` lets through: `matched(contribution_id, score)`,
 * `top(best)`, and the scores of texts (see scoreTextsSql). The gate is asked of `contribution` itself, before anything is counted or compared.
 */
export function matchSql(matching: Matching, gate: string, parameters: unknown[]): string {
  const { query, statistics, best, named } = matching;
  const candidates = [...matching.candidates, ...named];
  const strict = strictSql(query, parameters);
  if (query.words.length === 0) {
    return `
      retrieval_df as (select 0 as no, 0::float8 as df where false),
      retrieval_score as (select null::bigint as text_id, null::uuid as owner_id, 0::float8 as score where false),
      top as (select null::float8 as best),
      matched as (
        select contribution.id as contribution_id, 0::float8 as score
        from contribution where ${gate} and ${strict('contribution.id')}
      )`;
  }
  const place = (value: unknown, type: string) => {
    parameters.push(value);
    return `$${parameters.length}::${type}`;
  };
  const readable = `join contribution on contribution.id = entry.owner_id and ${gate}`;
  const scores = scoreTextsSql(query.words, statistics, readable, parameters);
  const known = place(best ?? null, 'float8');
  const line = place(lineOf(query), 'float8');
  const leading = query.words.length - commonWords(query.words, statistics.texts).size;
  const owners = `select owner_id from collapsed order by score desc, owner_id limit ${LOOKED_AT}`;
  const together = togetherSql(query.words, leading, owners, parameters);
  const brought = candidates.length > 0 ? place(candidates, 'uuid[]') : '';
  const found = brought && `or owner_id = any(${brought})`;
  const names = named.length > 0 ? place(named, 'uuid[]') : '';
  const isNamed = (id: string) =>
    names ? `case when ${id} = any(${names}) then ${NAMED_SCORE}::float8 else 0::float8 end` : '0::float8';
  const others =
    found &&
    `
      union all
      select contribution.id, ${isNamed('contribution.id')} from contribution
      where contribution.id = any(${brought}) and ${gate} and ${strict('contribution.id')}
        and not exists (select from collapsed where collapsed.owner_id = contribution.id)`;
  // A contribution's best text and the mean of the others say between which bounds its score lies, which spares most from being
  // looked at further; and of up to three texts all count, so that only longer papers need their texts ranked.
  return `
    ${scores},
    owner_best as materialized (
      select owner_id, texts, best + ${FURTHER_SHARE}::float8 * (total - best) as every,
        best + ${FURTHER_SHARE}::float8 * least(2::float8 * best, total - best) as most,
        best + ${FURTHER_SHARE}::float8 * least(2::float8, texts - 1) * (total - best) / greatest(texts - 1, 1)::float8 as least
      from (
        select owner_id, max(score) as best, sum(score) as total, count(*) as texts
        from retrieval_score where ${strict('owner_id')} group by owner_id
      ) owner
    ),
    kept as materialized (
      select * from owner_best
      where most >= ${line} * (select coalesce(${known}, max(least)) from owner_best) ${found}
    ),
    collapsed as materialized (
      select owner_id, every as score from kept where texts <= 3
      union all
      select owner_id, sum(case when place = 1 then score else score * ${FURTHER_SHARE}::float8 end)
      from (
        select owner_id, score, row_number() over (partition by owner_id order by score desc) as place
        from retrieval_score join kept using (owner_id) where kept.texts > 3
      ) ranked
      where place <= 3 group by owner_id
    ),
    top as materialized (select coalesce(${known}, max(score)) as best from collapsed),
    ${together},
    scored as (
      select owner_id, round((score / best + coalesce(bonus, 0) + ${isNamed('owner_id')})::numeric, 9)::float8 as score
      from collapsed left join retrieval_together using (owner_id) cross join top
      where score >= ${line} * best ${found}
      ${others}
    ),
    matched as (
      select matched.* from (select array_agg(owner_id) as ids, array_agg(score) as scores from scored) everything
      cross join lateral search_matches(everything.ids, everything.scores) as matched
    )`;
}

function lineOf({ words, onlyPhrases }: AnalysedQuery): number {
  if (onlyPhrases) return 0;
  return words.length > PROSE_WORDS ? MATCH_LINE_OF_PROSE : MATCH_LINE;
}

/** Phrases and exclusions: they hold for a contribution as a whole, in any of its texts. */
function strictSql(query: AnalysedQuery, parameters: unknown[]): (id: string) => string {
  const sets = [
    ...query.phrases.map((words) => ({ words, negated: false })),
    ...query.exclusions.map((words) => ({ words, negated: true })),
  ].map(({ words, negated }) => {
    const [only] = words;
    const owners = words.length === 1 && only ? wordOwnersSql(only, parameters) : phraseOwnersSql(words, parameters);
    return { owners, negated };
  });
  return (id) =>
    sets.map(({ owners, negated }) => `${id} ${negated ? 'not in' : 'in'} (${owners})`).join(' and ') || 'true';
}
