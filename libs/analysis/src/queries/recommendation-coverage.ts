import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { CoverageLevel, coverageLevel, OPPOSING_STANCES, SUPPORTING_STANCES } from '../policies/coverage-level.js';
import { type CoverageCriteria, coverageLinks } from './coverage-links.js';
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

/** One count of a recommendation's links, organisations, or contributions by kind of organisation. */
interface CountRow {
  id: string;
  what: 'LINKS' | 'ORGANISATIONS' | 'ORGANISATION_KIND';
  state: string | null;
  /** Of contribution, or of organisation. */
  kind: string | null;
  stance: string | null;
  suspect: boolean | null;
  count: number;
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
    // A pair is linked once, so a recommendation's links are its contributions. The links are read once and counted in small
    // groups, which are added up here; sorting them for each figure would take longer than finding them.
    const rows = await this.shared.run<CountRow>(
      `with links as materialized (${links}),
       spoken as (
         select distinct l.recommendation_id, o.organisation_id
         from links l join revision_organisation o on o.revision_id = l.revision_id where l.state = 'CONFIRMED'),
       voices as (
         select distinct o.revision_id, g.kind from revision_organisation o join organisation g on g.id = o.organisation_id)
       select recommendation_id as id, 'LINKS' as what, state, kind, stance, suspect, count(*)::int as count
       from links group by recommendation_id, state, kind, stance, suspect
       union all
       select recommendation_id, 'ORGANISATIONS', null, null, null, null, count(*)::int from spoken group by recommendation_id
       union all
       select l.recommendation_id, 'ORGANISATION_KIND', null, v.kind, null, null, count(*)::int
       from links l join voices v on v.revision_id = l.revision_id where l.state = 'CONFIRMED' group by l.recommendation_id, v.kind`,
      parameters,
    );
    const byId = new Map<string, CountRow[]>();
    for (const row of rows) {
      const known = byId.get(row.id);
      if (known) known.push(row);
      else byId.set(row.id, [row]);
    }
    return recommendationIds.map((id) => toFigures(byId.get(id) ?? []));
  }
}

function toFigures(rows: CountRow[]): CoverageFigures {
  if (rows.length === 0) return NOTHING;
  const sum = (of: (row: CountRow) => boolean) => rows.reduce((total, row) => (of(row) ? total + row.count : total), 0);
  const counts = (some: CountRow[], key: 'kind' | 'stance') => {
    const record: Record<string, number> = {};
    for (const row of some) record[row[key] ?? ''] = (record[row[key] ?? ''] ?? 0) + row.count;
    return record;
  };
  const confirmed = rows.filter((row) => row.what === 'LINKS' && row.state === 'CONFIRMED');
  const contributions = confirmed.reduce((total, row) => total + row.count, 0);
  const organisations = sum((row) => row.what === 'ORGANISATIONS');
  const isConfirmed = (row: CountRow) => row.state === 'CONFIRMED';
  const supporting = sum((row) => isConfirmed(row) && SUPPORTING_STANCES.includes(row.stance ?? ''));
  const opposing = sum((row) => isConfirmed(row) && OPPOSING_STANCES.includes(row.stance ?? ''));
  return {
    level: coverageLevel({ links: contributions, organisations, supporting, opposing }),
    contributions,
    organisations,
    proposed: sum((row) => row.state === 'PROPOSED'),
    suggested: sum((row) => row.state === 'SUGGESTED'),
    suspect: sum((row) => isConfirmed(row) && row.suspect === true),
    byKind: counts(confirmed, 'kind'),
    byStance: counts(confirmed, 'stance'),
    byOrganisationKind: counts(
      rows.filter((row) => row.what === 'ORGANISATION_KIND'),
      'kind',
    ),
  };
}
