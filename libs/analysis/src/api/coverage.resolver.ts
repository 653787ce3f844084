import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Recommendations, RecommendationType, recommendationLoader } from '#libs/catalogue';
import { Access, type RequestContext } from '#libs/identity';
import { asOfArgument, checkPast, ErrorCode, globalId, refuse, uuidOf } from '#libs/platform';
import { CoverageDimension } from '../policies/dimension.js';
import { ColumnLabels } from '../queries/column-labels.js';
import { CoverageMatrixQuery, type MatrixRow } from '../queries/coverage-matrix.js';
import { CoverageCriteriaLookup } from '../queries/criteria.js';
import { RecommendationCoverage } from '../queries/recommendation-coverage.js';
import { CoverageFilter } from './coverage.inputs.js';
import { type CoverageColumn, CoverageMatrix, RecommendationCoverageType, toCoverageType } from './coverage.type.js';

const MOST_DIMENSIONS = 3;
const WHAT = 'confirmed links and published revisions of that time, of contributions that you may read today.';

@Resolver(() => RecommendationType)
export class RecommendationCoverageResolver {
  constructor(@Inject(RecommendationCoverage) private readonly coverageQuery: RecommendationCoverage) {}

  @ResolveField(() => RecommendationCoverageType, { description: 'What is said about it, in figures.' })
  async coverage(
    @Parent() recommendation: RecommendationType,
    @Args('asOf', asOfArgument(WHAT, 'In a list of the past, of its instant.')) given: Date | null,
    @Context() context: RequestContext,
  ): Promise<RecommendationCoverageType> {
    checkPast(given);
    const asOf = given ?? recommendation.asOf;
    const figures = await context.loaders
      .get(`recommendation.coverage:${asOf?.toISOString() ?? ''}`, (ids: readonly string[]) =>
        this.coverageQuery.of(context.actor, ids, { asOf }),
      )
      .load(recommendation.uuid);
    return toCoverageType(figures);
  }
}

@Resolver()
export class CoverageResolver {
  constructor(
    @Inject(CoverageMatrixQuery) private readonly matrix: CoverageMatrixQuery,
    @Inject(CoverageCriteriaLookup) private readonly lookup: CoverageCriteriaLookup,
    @Inject(ColumnLabels) private readonly labels: ColumnLabels,
    @Inject(Recommendations) private readonly recommendations: Recommendations,
  ) {}

  @Access('ANYONE')
  @Query(() => CoverageMatrix, {
    description: `Every recommendation by up to ${MOST_DIMENSIONS} further dimensions, from the same links as Recommendation.coverage.`,
  })
  async coverage(
    @Args('by', {
      type: () => [CoverageDimension],
      description: 'The dimensions of the cells, in this order; none gives totals only.',
    })
    by: CoverageDimension[],
    @Args('filter', { type: () => CoverageFilter, nullable: true, description: 'Narrows what is counted.' })
    filter: CoverageFilter | null,
    @Args('gapsFirst', {
      type: () => Boolean,
      nullable: true,
      description: 'True: recommendations about which least is said come first. Else the order of their set.',
    })
    gapsFirst: boolean | null,
    @Args('asOf', asOfArgument(WHAT)) asOf: Date | null,
    @Context() context: RequestContext,
  ): Promise<CoverageMatrix> {
    if (by.length > MOST_DIMENSIONS || new Set(by).size !== by.length) {
      throw refuse(ErrorCode.INVALID, `Give up to ${MOST_DIMENSIONS} different dimensions.`, ['by']);
    }
    checkPast(asOf);
    const { organisations, ...codes } = filter ?? {};
    const criteria = await this.lookup.find({
      ...codes,
      asOf,
      organisationIds: organisations?.map((id, index) =>
        uuidOf('Organisation', id, ['filter', 'organisations', String(index)]),
      ),
    });
    const computedAt = new Date();
    const rows = await this.matrix.rows(context.actor, by, criteria, gapsFirst ?? false);
    const columns = await this.columns(by, rows);
    const loader = recommendationLoader(context, this.recommendations, asOf);
    return {
      computedAt,
      asOf,
      columns,
      rows: await Promise.all(
        rows.map(async (row) => ({
          recommendation: (await loader.load(row.recommendationId)) as RecommendationType,
          get total() {
            return row.total().then(toCoverageType);
          },
          cells: row.cells.map((cell) => ({
            ...cell,
            columns: cell.columns.map((value, index) => toValue(by[index], value)),
          })),
        })),
      ),
    };
  }

  private async columns(by: CoverageDimension[], rows: MatrixRow[]): Promise<CoverageColumn[]> {
    const parts = await Promise.all(
      by.map(async (dimension, index) => {
        const values = [...new Set(rows.flatMap((row) => row.cells.map((cell) => cell.columns[index] ?? '')))].sort();
        const names = await this.labels.of(dimension, values);
        return values.map((value) => ({
          dimension,
          value: toValue(dimension, value),
          label: names.get(value) ?? value,
        }));
      }),
    );
    return parts.flat();
  }
}

/** Organisations are named by their global ids. */
function toValue(dimension: CoverageDimension | undefined, value: string): string {
  return dimension === CoverageDimension.ORGANISATION && value !== '' ? globalId('Organisation', value) : value;
}
