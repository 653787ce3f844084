import { keyset, type Page, type SortKey } from '#libs/platform';
import { type Criteria, criteriaSql, isFiltered } from './criteria.js';
import type { FacetName } from './facet-name.js';
import { facetColumns, facetsSql } from './facets.js';
import { type Matching, matchSql } from './match-statement.js';

export enum SearchOrder {
  RELEVANCE = 'RELEVANCE',
  NEWEST = 'NEWEST',
  OLDEST = 'OLDEST',
  TITLE = 'TITLE',
}

const ORDERS: Record<SearchOrder, { column: string; key: SortKey; id: 'asc' | 'desc' }> = {
  RELEVANCE: {
    column: 'matched.score as ranking',
    key: { sql: 'ranking', type: 'float8', direction: 'desc' },
    id: 'asc',
  },
  NEWEST: {
    column: 'contribution.sort_at',
    key: { sql: 'sort_at', type: 'timestamptz', direction: 'desc' },
    id: 'desc',
  },
  OLDEST: { column: 'contribution.sort_at', key: { sql: 'sort_at', type: 'timestamptz', direction: 'asc' }, id: 'asc' },
  TITLE: { column: 'head.title_key', key: { sql: 'title_key', type: 'text', direction: 'asc' }, id: 'asc' },
};

const MATCHES_TOLD = 200;
// So many matches are looked up one by one; for more, the tables are read whole.
const LOOKED_UP = 1_000;

export interface HitRow {
  id: string;
  score: number;
  /** Ids of its best indexed texts, best first; null when browsing. */
  texts: string[] | null;
  cursor: string;
}

export interface HitsAnswer {
  total: number;
  /** How many match before filters. */
  matched: number;
  /** Ids of some of them; of all, unless they are many. */
  matches: string[] | null;
  best: number | null;
  /** By number of the word: how many readable texts have it. */
  df: Record<string, number> | null;
  hits: HitRow[] | null;
  facets: { facet: FacetName; value: string; count: number; place: number }[] | null;
  /** Since when the index is behind; now, when it is not. As of the same moment as the answer, so that it never says too much. */
  freshAsOf: Date;
  /** The moment of the answer, by the same clock. */
  answeredAt: Date;
}

export interface HitsQuestion {
  matching: Matching;
  criteria: Criteria;
  facets: readonly FacetName[];
  order: SearchOrder;
  page: Page;
}

/** The one statement of a search: what matches and may be read, filtered, counted, sorted, a page of it, and the facets. */
export function hitsStatement(
  question: HitsQuestion,
  gate: (parameters: unknown[]) => string,
): { sql: string; parameters: unknown[] } {
  const parameters: unknown[] = [];
  const matched = matchSql(question.matching, gate(parameters), parameters);
  const { failed, where } = criteriaSql(question.criteria, parameters);
  const passed = isFiltered(question.criteria) ? 'failed = 0' : 'true';
  const { column, key, id } = ORDERS[question.order];
  const keys: SortKey[] = [key, { sql: 'contribution_id', type: 'uuid', direction: id }];
  const slice = keyset(keys, question.page, parameters);
  const facets = question.facets.length > 0 ? facetsSql(question.facets, question.criteria, parameters) : '';
  const columns = [column, ...facetColumns(question.facets)];
  const filtered = filteredSql({ columns, failed, where });
  const sql = `
    with ${matched},
    filtered as materialized (${filtered}),
    page as materialized (
      select contribution_id as id, score, ${slice.cursor} as cursor, row_number() over (order by ${slice.orderBy}) as place
      from (select * from filtered where ${passed} and ${slice.where} order by ${slice.orderBy} limit ${slice.limit}) sliced
    ),
    page_text as materialized (
      select owner_id, array_agg(text_id::text order by nth) as texts
      from (
        select owner_id, text_id, row_number() over (partition by owner_id order by retrieval_score.score desc, text_id) as nth
        from retrieval_score where owner_id in (select id from page)
      ) ranked
      where nth <= 3 group by owner_id
    )
    select (select count(*)::int from filtered where ${passed}) as total,
      (select count(*)::int from matched) as matched,
      (select array_agg(contribution_id::text) from (select contribution_id from matched limit ${MATCHES_TOLD}) few) as matches,
      (select best from top) as best,
      (select jsonb_object_agg(no, df) from retrieval_df) as df,
      (select jsonb_agg(jsonb_build_object('id', id, 'score', score, 'cursor', cursor, 'texts', texts) order by place)
        from page left join page_text on page_text.owner_id = page.id) as hits,
      (select coalesce(min(first_dirty_at), now()) from search_dirty) as "freshAsOf",
      now() as "answeredAt",
      ${facets ? `(select jsonb_agg(to_jsonb(counted)) from (${facets}) counted)` : 'null'} as facets`;
  return { sql, parameters };
}

/** The matches that pass, with these columns. A table that no column or condition asks for is not read: for a plain search the matches are all there is. */
function filteredSql({
  columns,
  failed,
  where,
}: {
  columns: readonly string[];
  failed: string;
  where: string;
}): string {
  const asked = [...columns, failed, where].join(' ');
  const tables = [
    { name: 'contribution', alias: 'contribution', key: 'id' },
    { name: 'search_head', alias: 'head', key: 'contribution_id' },
  ].filter(({ alias }) => new RegExp(`\\b${alias}\\.`).test(asked));
  const select = (joins: readonly string[], count: string) => `
      select matched.contribution_id, matched.score, ${columns.join(', ')}, ${failed} as failed
      from matched ${joins.join(' ')} where ${where} ${count}`;
  if (tables.length === 0) return select([], '');
  const each = tables.map(
    ({ name, alias, key }) =>
      `cross join lateral (select * from ${name} where ${key} = matched.contribution_id offset 0) ${alias}`,
  );
  const whole = tables.map(
    ({ name, alias, key }) => `join ${name} ${alias} on ${alias}.${key} = matched.contribution_id`,
  );
  const count = '(select count(*) from matched)';
  return `${select(each, `and ${count} <= ${LOOKED_UP}`)} union all ${select(whole, `and ${count} > ${LOOKED_UP}`)}`;
}
