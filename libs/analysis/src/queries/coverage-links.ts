import type { Actor } from '#libs/identity';
import { LINK_TABLES, readableLinks, SUSPECT } from '#libs/links';

/** What coverage is narrowed to; within a field any value may match, and all fields together must. */
export interface CoverageCriteria {
  /** UUIDs. */
  recommendationIds?: string[] | null;
  /** UUIDs, narrower ones included by the caller. */
  themeIds?: string[] | null;
  kinds?: string[] | null;
  stances?: string[] | null;
  organisationKinds?: string[] | null;
  /** UUIDs. */
  organisationIds?: string[] | null;
  /** Slugs. */
  events?: string[] | null;
  publishedFrom?: string | null;
  publishedTo?: string | null;
}

/**
 * The one computation behind every figure of coverage: the links of published contributions that the actor may read, one
 * row a link, with its open claim. Levels, totals, cells and counts are all aggregates of this.
 */
export function coverageLinks(actor: Actor, criteria: CoverageCriteria, parameters: unknown[]): string {
  const conditions = [`c.status = 'PUBLISHED'`, `k.state <> 'REJECTED'`, readableLinks(actor, parameters)];
  const add = (value: unknown, condition: (place: string) => string) => {
    if (value === undefined || value === null) return;
    parameters.push(value);
    conditions.push(condition(`$${parameters.length}`));
  };
  add(criteria.recommendationIds, (place) => `l.recommendation_id = any(${place}::uuid[])`);
  add(criteria.kinds, (place) => `c.kind = any(${place}::text[])`);
  add(criteria.stances, (place) => `k.stance = any(${place}::text[])`);
  add(criteria.publishedFrom, (place) => `c.published_at >= ${place}::date`);
  add(criteria.publishedTo, (place) => `c.published_at < ${place}::date + 1`);
  add(criteria.events, (place) => `r.event_id in (select id from event where slug = any(${place}::text[]))`);
  add(
    criteria.themeIds,
    (place) =>
      `exists (select from revision_theme t where t.revision_id = r.id and t.theme_id = any(${place}::uuid[]))`,
  );
  add(
    criteria.organisationIds,
    (place) =>
      `exists (select from revision_organisation o where o.revision_id = r.id and o.organisation_id = any(${place}::uuid[]))`,
  );
  add(
    criteria.organisationKinds,
    (place) =>
      `exists (select from revision_organisation o join organisation g on g.id = o.organisation_id where o.revision_id = r.id and g.kind = any(${place}::text[]))`,
  );
  return `select l.id, l.recommendation_id, l.contribution_id, r.id as revision_id, r.event_id, c.kind, c.published_at,
      k.stance, k.state, ${SUSPECT} as suspect
    from ${LINK_TABLES}
    where ${conditions.join(' and ')}`;
}

export const SUPPORTING = `stance in ('SUPPORTS', 'SUPPORTS_WITH_CHANGES')`;
export const OPPOSING = `stance in ('OPPOSES', 'OFFERS_ALTERNATIVE')`;
