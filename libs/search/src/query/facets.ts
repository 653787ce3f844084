import { type Criteria, isFiltered, ownBits } from './criteria.js';
import type { FacetName } from './facet-name.js';

/** Values of a facet at most; more are cut with a note. */
export const FACET_VALUES_MAX = 100;

// What a row of `filtered` has of each facet: a column with one value, or SQL over its list.
const SINGLE: Partial<Record<FacetName, string>> = {
  KIND: 'kind',
  STATUS: 'status',
  EVENT: 'event_slug',
  LANGUAGE: 'language',
  YEAR: 'year',
};
const LISTS: Partial<Record<FacetName, string>> = {
  THEME: 'theme_codes',
  SYSTEM: 'system_codes',
  RECOMMENDATION: 'recommendation_codes',
  STANCE: 'stances',
  ORGANISATION: 'organisation_ids',
  ORGANISATION_KIND: 'organisation_kinds',
};

/** Columns that `filtered` must have for these facets; the others are left out, since every row carries them. */
export function facetColumns(facets: readonly FacetName[]): string[] {
  const columns: Record<FacetName, string> = {
    KIND: 'contribution.kind',
    STATUS: 'contribution.status',
    EVENT: 'head.event_slug',
    LANGUAGE: 'head.language',
    YEAR: `extract(year from contribution.published_at at time zone 'UTC')::int as year`,
    THEME: 'head.theme_codes',
    SYSTEM: 'head.system_codes',
    RECOMMENDATION: 'head.recommendation_codes, head.recommendation_stances',
    STANCE: 'head.stances, head.recommendation_stances',
    ORGANISATION: 'head.organisation_ids',
    ORGANISATION_KIND: 'head.organisation_kinds',
  };
  return [...new Set(facets.flatMap((facet) => columns[facet].split(/, (?=head)/)))];
}

/**
 * SQL that counts the values of the facets over `filtered`: rows (facet, value, count, place). A facet counts what all other
 * filters leave; those of single columns that ignore nothing are counted in one pass of grouping sets.
 */
export function facetsSql(facets: readonly FacetName[], criteria: Criteria, parameters: unknown[]): string {
  const parts = facets.map((facet) => {
    // Said only where something can fail, and so that the planner takes most rows to be left: it would sort thousands else.
    const counted = isFiltered(criteria) ? `where not failed & (~${ownBits(facet)}) > 0` : 'where true';
    const single = SINGLE[facet];
    if (single)
      return `select '${facet}' as facet, ${single}::text as value, count(*) from filtered ${counted} and ${single} is not null group by ${single}`;
    return `select '${facet}' as facet, value::text, count(*) from (${listSql(facet, criteria, counted, parameters)}) item group by value`;
  });
  return `
    select facet, value, count::int, place::int from (
      select *, row_number() over (partition by facet order by count desc, value) as place
      from (${parts.join(' union all ')}) counted
    ) placed where place <= ${FACET_VALUES_MAX + 1}`;
}

/** With stances chosen, the recommendations of links with those stances, and the other way round: one link has both. */
function listSql(facet: FacetName, criteria: Criteria, counted: string, parameters: unknown[]): string {
  const other = facet === 'RECOMMENDATION' ? criteria.stances : facet === 'STANCE' ? criteria.recommendations : [];
  if (other.length === 0) return `select unnest(${LISTS[facet]}) as value from filtered ${counted}`;
  parameters.push(other);
  const [own, others] = facet === 'RECOMMENDATION' ? [1, 2] : [2, 1];
  return `
    select value from filtered cross join lateral (
      select distinct split_part(pair, ' ', ${own}) as value from unnest(recommendation_stances) as pair
      where split_part(pair, ' ', ${others}) = any($${parameters.length}::text[])
    ) link ${counted}`;
}
