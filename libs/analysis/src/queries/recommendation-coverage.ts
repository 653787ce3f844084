import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { CoverageLevel, coverageLevel } from '../policies/coverage-level.js';
import { type CoverageCriteria, coverageLinks, OPPOSING, SUPPORTING } from './coverage-links.js';
import { SharedQuery } from './shared-query.js';

/** What is said about one recommendation. */
export interface CoverageFigures {
  level: CoverageLevel;
  contributions: number;
  organisations: number;
  proposed: number;
  suggested: number;
  suspect: number;
  byKind: Record<string, number>;
  byStance: Record<string, number>;
  byOrganisationKind: Record<string, number>;
}

interface FiguresRow {
  id: string;
  contributions: number;
  organisations: number;
  proposed: number;
  suggested: number;
  suspect: number;
  supporting: number;
  opposing: number;
  kinds: Record<string, number> | null;
  stances: Record<string, number> | null;
  organisationKinds: Record<string, number> | null;
}

const NOTHING: CoverageFigures = {
  level: CoverageLevel.NONE,
  contributions: 0,
  organisations: 0,
  proposed: 0,
  suggested: 0,
  suspect: 0,
  byKind: {},
  byStance: {},
  byOrganisationKind: {},
};

/** Computes coverage of recommendations, many at a time. */
@Injectable()
export class RecommendationCoverage {
  constructor(@Inject(SharedQuery) private readonly shared: SharedQuery) {}

  /** Figures for each id, in the order asked; all zero where nothing is said. */
  async of(
    actor: Actor,
    recommendationIds: readonly string[],
    criteria: CoverageCriteria = {},
  ): Promise<CoverageFigures[]> {
    const parameters: unknown[] = [];
    const links = coverageLinks(actor, { ...criteria, recommendationIds: [...recommendationIds] }, parameters);
    // A pair is linked once, so a recommendation's links are its contributions.
    const rows = await this.shared.run<FiguresRow>(
      `with links as materialized (${links}),
       confirmed as (select * from links where state = 'CONFIRMED'),
       voices as materialized (
         select l.recommendation_id, l.contribution_id, o.organisation_id, g.kind
         from confirmed l join revision_organisation o on o.revision_id = l.revision_id join organisation g on g.id = o.organisation_id)
       select b.recommendation_id as id, b.contributions, b.proposed, b.suggested, b.suspect, b.supporting, b.opposing,
         coalesce(v.organisations, 0) as organisations, kinds.counts as kinds, stances.counts as stances, voiced.counts as "organisationKinds"
       from (
         select recommendation_id,
           count(*) filter (where state = 'CONFIRMED')::int as contributions,
           count(*) filter (where state = 'PROPOSED')::int as proposed,
           count(*) filter (where state = 'SUGGESTED')::int as suggested,
           count(*) filter (where state = 'CONFIRMED' and suspect)::int as suspect,
           count(*) filter (where state = 'CONFIRMED' and ${SUPPORTING})::int as supporting,
           count(*) filter (where state = 'CONFIRMED' and ${OPPOSING})::int as opposing
         from links group by 1) b
       left join (
         select recommendation_id, count(distinct organisation_id)::int as organisations from voices group by 1
       ) v using (recommendation_id)
       left join (
         select recommendation_id, json_object_agg(kind, count) as counts
         from (select recommendation_id, kind, count(*)::int as count from confirmed group by 1, 2) k group by 1
       ) kinds using (recommendation_id)
       left join (
         select recommendation_id, json_object_agg(stance, count) as counts
         from (select recommendation_id, stance, count(*)::int as count from confirmed group by 1, 2) s group by 1
       ) stances using (recommendation_id)
       left join (
         select recommendation_id, json_object_agg(kind, count) as counts
         from (select recommendation_id, kind, count(distinct contribution_id)::int as count from voices group by 1, 2) o group by 1
       ) voiced using (recommendation_id)`,
      parameters,
    );
    const byId = new Map(rows.map((row) => [row.id, toFigures(row)]));
    return recommendationIds.map((id) => byId.get(id) ?? NOTHING);
  }
}

function toFigures(row: FiguresRow): CoverageFigures {
  const { contributions, organisations, proposed, suggested, suspect, supporting, opposing } = row;
  return {
    level: coverageLevel({ links: contributions, organisations, supporting, opposing }),
    contributions,
    organisations,
    proposed,
    suggested,
    suspect,
    byKind: row.kinds ?? {},
    byStance: row.stances ?? {},
    byOrganisationKind: row.organisationKinds ?? {},
  };
}
