import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Database } from '#libs/platform';
import { CoverageLevel, coverageLevel } from '../policies/coverage-level.js';
import { type CoverageDimension, DIMENSION_SQL } from '../policies/dimension.js';
import { type CoverageCriteria, coverageLinks, OPPOSING, SUPPORTING } from './coverage-links.js';
import { type CoverageFigures, RecommendationCoverage } from './recommendation-coverage.js';
import { SharedQuery } from './shared-query.js';

export interface MatrixCell {
  columns: string[];
  contributions: number;
  level: CoverageLevel;
}

export interface MatrixRow {
  recommendationId: string;
  /** A statement of its own, run when it is first asked for. */
  total: () => Promise<CoverageFigures>;
  cells: MatrixCell[];
}

/** Counts recommendations by one or two further dimensions. */
@Injectable()
export class CoverageMatrixQuery {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SharedQuery) private readonly shared: SharedQuery,
    @Inject(RecommendationCoverage) private readonly coverage: RecommendationCoverage,
  ) {}

  /** A row for every recommendation, in the order of its set; cells only where something is said. */
  async rows(
    actor: Actor,
    by: CoverageDimension[],
    criteria: CoverageCriteria,
    gapsFirst: boolean,
  ): Promise<MatrixRow[]> {
    const ids = await this.recommendationIds(criteria);
    let asked: Promise<CoverageFigures[]> | undefined;
    const totals = () => {
      asked ??= this.coverage.of(actor, ids, criteria);
      return asked;
    };
    const cells = await this.cells(actor, by, criteria);
    const rows = ids.map((recommendationId, index) => ({
      recommendationId,
      total: async () => (await totals())[index] as CoverageFigures,
      cells: cells.get(recommendationId) ?? [],
    }));
    if (!gapsFirst) return rows;
    const figures = await totals();
    // Fewest contributions first, then fewest organisations; the order of the set decides between equals.
    return rows
      .map((row, place) => ({ row, place, total: figures[place] as CoverageFigures }))
      .sort(
        (one, other) =>
          one.total.contributions - other.total.contributions ||
          one.total.organisations - other.total.organisations ||
          one.place - other.place,
      )
      .map(({ row }) => row);
  }

  private async recommendationIds(criteria: CoverageCriteria): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `select n.id from recommendation n join recommendation_set s on s.id = n.set_id
       where ($1::uuid[] is null or n.id = any($1)) and ($2::timestamptz is null or n.created_at is null or n.created_at <= $2)
       order by s.code, n.position, n.id`,
      [criteria.recommendationIds ?? null, criteria.asOf?.toISOString() ?? null],
    );
    return rows.map((row) => row.id);
  }

  private async cells(
    actor: Actor,
    by: CoverageDimension[],
    criteria: CoverageCriteria,
  ): Promise<Map<string, MatrixCell[]>> {
    if (by.length === 0) return new Map();
    const parameters: unknown[] = [];
    const links = coverageLinks(actor, criteria, parameters);
    const dimensions = by.map((dimension) => DIMENSION_SQL[dimension]);
    const values = dimensions.map((dimension, index) => `${dimension.value} as d${index}`).join(', ');
    const keys = dimensions.map((_, index) => `d${index}`).join(', ');
    // Two voices are told apart by the least and the greatest organisation, as numbers: dearer aggregates are not needed for a level.
    const rows = await this.shared.run<
      Record<string, string> & {
        id: string;
        contributions: number;
        organisations: number;
        supporting: boolean;
        opposing: boolean;
      }
    >(
      `with voice as (
         select o.revision_id, min(numbered.number) as first_voice, max(numbered.number) as last_voice
         from revision_organisation o
           join (select id, row_number() over ()::int as number from organisation) numbered on numbered.id = o.organisation_id
         group by 1
       )
       select recommendation_id as id, ${keys}, count(*)::int as contributions,
         case when min(first_voice) is null then 0 when min(first_voice) = max(last_voice) then 1 else 2 end as organisations,
         bool_or(supporting) as supporting, bool_or(opposing) as opposing
       from (
         select x.recommendation_id, ${values}, voice.first_voice, voice.last_voice, ${SUPPORTING} as supporting,
           ${OPPOSING} as opposing
         from (${links} and k.state = 'CONFIRMED') x
           ${dimensions.map((dimension) => dimension.join).join(' ')}
           left join voice on voice.revision_id = x.revision_id
       ) placed
       group by recommendation_id, ${keys} order by ${keys}`,
      parameters,
    );
    const cells = new Map<string, MatrixCell[]>();
    for (const row of rows) {
      const cell: MatrixCell = {
        columns: dimensions.map((_, index) => row[`d${index}`] ?? ''),
        contributions: row.contributions,
        level: coverageLevel({
          links: row.contributions,
          organisations: row.organisations,
          supporting: Number(row.supporting),
          opposing: Number(row.opposing),
        }),
      };
      const list = cells.get(row.id);
      if (list) list.push(cell);
      else cells.set(row.id, [cell]);
    }
    return cells;
  }
}
