import { readableOnceForThem, type SubjectIds } from '#libs/contributions';
import type { Actor } from '#libs/identity';
import { LINK_TABLES, linkTablesAt, readableLinks, SUSPECT } from '#libs/links';

import { OPPOSING_STANCES, SUPPORTING_STANCES } from '../policies/coverage-level.js';

/** What coverage is narrowed to; within a field any value may match, and all fields together must. */
export interface CoverageCriteria extends SubjectIds {
  /** UUIDs; an empty list means none. */
  recommendationIds?: string[];
  kinds?: string[] | null;
  languages?: string[] | null;
  stances?: string[] | null;
  organisationKinds?: string[] | null;
  /** UUIDs. */
  organisationIds?: string[] | null;
  publishedFrom?: string | null;
  publishedTo?: string | null;
  /** As it stood at this instant, of what the actor may read now; now when absent. */
  asOf?: Date | null;
}

/**
 * The one computation behind every figure of coverage: the links of published contributions that the actor may read, one
 * row a link, with its open claim. Levels, totals, cells and counts are all aggregates of this.
 */
export function coverageLinks(actor: Actor, criteria: CoverageCriteria, parameters: unknown[]): string {
  const { asOf } = criteria;
  if (asOf) parameters.push(asOf.toISOString());
  const tables = asOf ? linkTablesAt(`$${parameters.length}::timestamptz`) : LINK_TABLES;
  // What was published once and is withdrawn since was public record then.
  const published = asOf ? `c.status in ('PUBLISHED', 'WITHDRAWN')` : `c.status = 'PUBLISHED'`;
  const revision = asOf ? 'p.revision_id' : 'c.current_revision_id';
  const conditions = [published, `k.state <> 'REJECTED'`, readableLinks(actor, parameters)];
  if (asOf) conditions.push(readableOnceForThem(actor, parameters, { contribution: 'c', revision: 'r' }));
  const add = (value: unknown, condition: (place: string) => string) => {
    if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return;
    parameters.push(value);
    conditions.push(condition(`$${parameters.length}`));
  };
  const named = (table: string, column: string) => (place: string) =>
    `exists (select from ${table} named where named.revision_id = ${revision} and named.${column} = any(${place}::uuid[]))`;
  if (criteria.recommendationIds) {
    parameters.push(criteria.recommendationIds);
    conditions.push(`l.recommendation_id = any($${parameters.length}::uuid[])`);
  }
  add(criteria.kinds, (place) => `c.kind = any(${place}::text[])`);
  add(criteria.languages, (place) => `r.language = any(${place}::text[])`);
  add(criteria.stances, (place) => `k.stance = any(${place}::text[])`);
  add(criteria.publishedFrom, (place) => `c.published_at >= (${place}::date::timestamp at time zone 'UTC')`);
  add(
    criteria.publishedTo,
    (place) => `c.published_at < (${place}::date::timestamp at time zone 'UTC') + interval '1 day'`,
  );
  add(criteria.eventIds, (place) => `r.event_id = any(${place}::uuid[])`);
  add(criteria.themeIds, named('revision_theme', 'theme_id'));
  add(criteria.systemIds, named('revision_system', 'system_id'));
  add(criteria.organisationIds, named('revision_organisation', 'organisation_id'));
  add(
    criteria.organisationKinds,
    (place) =>
      `exists (select from revision_organisation o join organisation g on g.id = o.organisation_id where o.revision_id = ${revision} and g.kind = any(${place}::text[]))`,
  );
  return `select l.id, l.recommendation_id, l.contribution_id, ${revision} as revision_id, r.event_id, c.kind, c.published_at,
      k.stance, k.state, ${SUSPECT} as suspect
    from ${tables}
    where ${conditions.join(' and ')}`;
}

const oneOf = (stances: readonly string[]) => `stance in (${stances.map((stance) => `'${stance}'`).join(', ')})`;
export const SUPPORTING = oneOf(SUPPORTING_STANCES);
export const OPPOSING = oneOf(OPPOSING_STANCES);
