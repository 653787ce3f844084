import type { FacetName } from './facet-name.js';

/** Filters as checked values; an empty list means "any". */
export interface Criteria {
  kinds: readonly string[];
  statuses: readonly string[];
  themes: readonly string[];
  systems: readonly string[];
  recommendations: readonly string[];
  stances: readonly string[];
  /** UUIDs. */
  organisations: readonly string[];
  organisationKinds: readonly string[];
  events: readonly string[];
  languages: readonly string[];
  publishedFrom?: string;
  publishedTo?: string;
}

interface Dimension {
  facet: FacetName;
  bit: number;
  chosen: (criteria: Criteria) => readonly string[];
  /** SQL that is true when a row has one of the values, or there are none (null); `head` and `contribution` are its rows. */
  holds: (place: string) => string;
}

const isOne = (column: string) => (place: string) => `${place}::text[] is null or ${column} = any(${place}::text[])`;
const hasOne =
  (column: string, type = 'text') =>
  (place: string) =>
    `${place}::${type}[] is null or ${column} && ${place}::${type}[]`;

export const DIMENSIONS: Dimension[] = [
  { facet: 'KIND', bit: 1, chosen: (c) => c.kinds, holds: isOne('contribution.kind') },
  { facet: 'STATUS', bit: 2, chosen: (c) => c.statuses, holds: isOne('contribution.status') },
  { facet: 'THEME', bit: 4, chosen: (c) => c.themes, holds: hasOne('head.theme_codes') },
  { facet: 'SYSTEM', bit: 8, chosen: (c) => c.systems, holds: hasOne('head.system_codes') },
  { facet: 'RECOMMENDATION', bit: 16, chosen: (c) => c.recommendations, holds: hasOne('head.recommendation_codes') },
  { facet: 'STANCE', bit: 32, chosen: (c) => c.stances, holds: hasOne('head.stances') },
  { facet: 'ORGANISATION', bit: 64, chosen: (c) => c.organisations, holds: hasOne('head.organisation_ids', 'uuid') },
  {
    facet: 'ORGANISATION_KIND',
    bit: 128,
    chosen: (c) => c.organisationKinds,
    holds: hasOne('head.organisation_kinds'),
  },
  { facet: 'EVENT', bit: 256, chosen: (c) => c.events, holds: isOne('head.event_slug') },
  { facet: 'LANGUAGE', bit: 512, chosen: (c) => c.languages, holds: isOne('head.language') },
];

/** A recommendation and a stance chosen together mean one link that has both. */
const PAIR_BIT = 1024;

/** Bits that a facet's own choice can fail: they don't count when its values are counted. */
export function ownBits(facet: FacetName): number {
  const bit = DIMENSIONS.find((dimension) => dimension.facet === facet)?.bit ?? 0;
  return facet === 'RECOMMENDATION' || facet === 'STANCE' ? bit | PAIR_BIT : bit;
}

/** Whether anything is filtered by. */
export const isFiltered = (criteria: Criteria): boolean =>
  DIMENSIONS.some(({ chosen }) => chosen(criteria).length > 0) ||
  Boolean(criteria.publishedFrom ?? criteria.publishedTo);

/**
 * SQL for the filters: `failed` is an integer with one bit for each dimension that a row fails, so that one pass serves the hits
 * (nothing failed) and every facet (nothing failed but its own); `where` holds what no facet widens. Whatever is chosen, the SQL is
 * the same; only nothing at all is less.
 */
export function criteriaSql(criteria: Criteria, parameters: unknown[]): { failed: string; where: string } {
  if (!isFiltered(criteria)) return { failed: '0', where: 'true' };
  const place = (value: unknown) => `$${parameters.push(value)}`;
  const some = (values: readonly string[]) => place(values.length > 0 ? values : null);
  const { recommendations, stances, publishedFrom, publishedTo } = criteria;
  const pairs = recommendations.flatMap((code) => stances.map((stance) => `${code} ${stance}`));
  const failed = [
    ...DIMENSIONS.map(({ bit, chosen, holds }) => `case when ${holds(some(chosen(criteria)))} then 0 else ${bit} end`),
    `case when ${hasOne('head.recommendation_stances')(some(pairs))} then 0 else ${PAIR_BIT} end`,
  ];
  const day = `(contribution.published_at at time zone 'UTC')::date`;
  const [from, to] = [place(publishedFrom ?? null), place(publishedTo ?? null)];
  return {
    failed: failed.join(' + '),
    where: `(${from}::date is null or ${day} >= ${from}::date) and (${to}::date is null or ${day} <= ${to}::date)`,
  };
}
