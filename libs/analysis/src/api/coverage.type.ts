import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { RecommendationType } from '#libs/catalogue';
import { ContributionKind } from '#libs/contributions';
import { OrganisationKind } from '#libs/directory';
import { Stance } from '#libs/links';
import { DateTimeScalar } from '#libs/platform';
import { CoverageLevel } from '../policies/coverage-level.js';
import { CoverageDimension } from '../policies/dimension.js';
import type { CoverageFigures } from '../queries/recommendation-coverage.js';

registerEnumType(CoverageLevel, {
  name: 'CoverageLevel',
  description: 'How much has been said, by whom, and whether they agree; from confirmed links.',
  valuesMap: {
    NONE: { description: 'No link: nobody has spoken.' },
    ONE_VOICE: { description: 'Links of one organisation, or of none named.' },
    CONVERGING: { description: 'Two or more organisations, not contested.' },
    CONTESTED: {
      description: 'Some support (SUPPORTS, SUPPORTS_WITH_CHANGES) and some do not (OPPOSES, OFFERS_ALTERNATIVE).',
    },
  },
});
registerEnumType(CoverageDimension, {
  name: 'CoverageDimension',
  description: 'What coverage can be told apart by.',
  valuesMap: {
    THEME: { description: 'Themes of the contribution; one can count under several.' },
    KIND: { description: 'Kind of contribution.' },
    STANCE: { description: 'Stance of the link.' },
    ORGANISATION_KIND: {
      description: 'Kinds of the organisations that speak; one contribution can count under several.',
    },
    ORGANISATION: { description: 'The organisations that speak; one contribution can count under several.' },
    EVENT: { description: 'The event that the contribution answers.' },
    YEAR: { description: 'Year of first publication, UTC.' },
  },
});

@ObjectType({ description: 'A count for a kind of contribution.' })
export class KindCount {
  @Field(() => ContributionKind, { description: 'The kind.' })
  kind: ContributionKind;

  @Field(() => Int, { description: 'Contributions of that kind.' })
  count: number;
}

@ObjectType({ description: 'A count for a stance.' })
export class StanceCount {
  @Field(() => Stance, { description: 'The stance.' })
  stance: Stance;

  @Field(() => Int, { description: 'Contributions with that stance.' })
  count: number;
}

@ObjectType({ description: 'A count for a kind of organisation.' })
export class OrganisationKindCount {
  @Field(() => OrganisationKind, { description: 'The kind of organisation.' })
  kind: OrganisationKind;

  @Field(() => Int, { description: 'Contributions for which such an organisation speaks.' })
  count: number;
}

@ObjectType('RecommendationCoverage', {
  description:
    'What is said about one recommendation: its confirmed links from published contributions that the caller may read. Proposed and suggested links are reported apart.',
})
export class RecommendationCoverageType {
  @Field(() => CoverageLevel, { description: 'The figures in a word.' })
  level: CoverageLevel;

  @Field(() => Int, { description: 'Contributions with a confirmed link.' })
  contributions: number;

  @Field(() => Int, { description: 'Organisations that speak in them, each once.' })
  organisations: number;

  @Field(() => Int, { description: 'Links proposed and not yet decided on; not in the other figures.' })
  proposed: number;

  @Field(() => Int, { description: 'Suggested links that the caller may read; not in the other figures.' })
  suggested: number;

  @Field(() => Int, {
    description: 'Confirmed links whose ends have changed since, or whose evidence is lost: look again.',
  })
  suspect: number;

  @Field(() => [KindCount], { description: 'By kind of contribution, largest first.' })
  byKind: KindCount[];

  @Field(() => [StanceCount], { description: 'By stance, largest first.' })
  byStance: StanceCount[];

  @Field(() => [OrganisationKindCount], {
    description: 'By kind of organisation, largest first; one contribution can count under several.',
  })
  byOrganisationKind: OrganisationKindCount[];
}

@ObjectType({ description: 'One value of a dimension that occurs in the cells.' })
export class CoverageColumn {
  @Field(() => CoverageDimension, { description: 'The dimension.' })
  dimension: CoverageDimension;

  @Field({
    description: 'The value as the cells give it: a code, an enum value, an id or a year; empty where there is none.',
  })
  value: string;

  @Field({ description: 'What it is called.' })
  label: string;
}

@ObjectType({
  description:
    'What is said about a recommendation under one combination of values. Combinations about which nothing is said have no cell.',
})
export class CoverageCell {
  @Field(() => [String], { description: 'One value for each dimension asked for, in the order asked.' })
  columns: string[];

  @Field(() => Int, { description: 'Contributions with a confirmed link.' })
  contributions: number;

  @Field(() => CoverageLevel, { description: 'The figures in a word.' })
  level: CoverageLevel;
}

@ObjectType({ description: 'One recommendation in the matrix.' })
export class CoverageRow {
  @Field(() => RecommendationType, { description: 'The recommendation.' })
  recommendation: RecommendationType;

  @Field(() => RecommendationCoverageType, { description: 'All that is said about it, within the filter.' })
  /** A getter: computed only when asked for. */
  readonly total: Promise<RecommendationCoverageType>;

  @Field(() => [CoverageCell], { description: 'The cells in which something is said.' })
  cells: CoverageCell[];
}

@ObjectType({ description: 'Recommendations by further dimensions.' })
export class CoverageMatrix {
  @Field(() => [CoverageRow], {
    description: 'Every recommendation within the filter, also those about which nothing is said.',
  })
  rows: CoverageRow[];

  @Field(() => [CoverageColumn], { description: 'The values that occur in the cells.' })
  columns: CoverageColumn[];

  @Field(() => DateTimeScalar, { description: 'When the figures were computed.' })
  computedAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'The instant asked for; null when it is now.' })
  asOf: Date | null;
}

export function toCoverageType(figures: CoverageFigures): RecommendationCoverageType {
  const counts = (record: Record<string, number>) =>
    Object.entries(record).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return Object.assign(new RecommendationCoverageType(), {
    ...figures,
    byKind: counts(figures.byKind).map(([kind, count]) => ({ kind, count })),
    byStance: counts(figures.byStance).map(([stance, count]) => ({ stance, count })),
    byOrganisationKind: counts(figures.byOrganisationKind).map(([kind, count]) => ({ kind, count })),
  });
}
