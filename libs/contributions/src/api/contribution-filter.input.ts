import { ArgsType, Field, InputType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, ValidateNested } from 'class-validator';
import { ErrorCode, PageArgs, refuse, uuidOf } from '#libs/platform';
import { Audience } from '../policies/content.js';
import { ContributionStatus } from '../policies/lifecycle.js';
import { type ContributionCriteria, ContributionOrder } from '../queries/contribution-list.js';
import { FILTER_VALUES_MAX, SubjectFilter } from './subject-filter.input.js';

registerEnumType(ContributionOrder, {
  name: 'ContributionOrder',
  description: 'Order of a list of contributions; each ends in the id.',
  valuesMap: {
    NEWEST: { description: 'Latest published, else submitted, else created, first. The default.' },
    OLDEST: { description: 'The reverse.' },
    UPDATED: { description: 'Latest changed first.' },
    TITLE: { description: 'By title, in code point order.' },
  },
});

@InputType({
  description:
    'Narrows a list of contributions: any value of a field, and all fields together. Absent or empty means any.',
})
export class ContributionFilter extends SubjectFilter {
  @Field(() => [ContributionStatus], { nullable: true, description: 'States.' })
  @IsOptional()
  @ArrayMaxSize(FILTER_VALUES_MAX)
  statuses?: ContributionStatus[] | null;

  @Field(() => [Audience], { nullable: true, description: 'Audiences.' })
  @IsOptional()
  @ArrayMaxSize(FILTER_VALUES_MAX)
  audiences?: Audience[] | null;

  @Field(() => Boolean, { nullable: true, description: 'True: only what you handed in yourself, drafts too.' })
  @IsOptional()
  mine?: boolean | null;
}

@ArgsType()
export class ContributionListArgs extends PageArgs {
  @Field(() => ContributionFilter, { nullable: true, description: 'Narrows the list.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ContributionFilter)
  filter?: ContributionFilter | null;

  @Field(() => ContributionOrder, { nullable: true, description: 'NEWEST when absent.' })
  @IsOptional()
  orderBy?: ContributionOrder | null;
}

/** Of the past, what was published is known; that something was a draft or in review then is nobody's affair. */
export function checkPastFilter(filter: ContributionFilter | null | undefined): void {
  if (filter?.statuses?.some((status) => status !== ContributionStatus.PUBLISHED))
    throw refuse(
      ErrorCode.INVALID,
      'With asOf a list holds what was published then. Ask for PUBLISHED, or leave statuses out.',
      ['filter', 'statuses'],
    );
}

export function toCriteria(filter: ContributionFilter | null | undefined): ContributionCriteria {
  if (!filter) return {};
  const { organisations, ...rest } = filter;
  return {
    ...rest,
    organisationIds: organisations?.map((id, index) =>
      uuidOf('Organisation', id, ['filter', 'organisations', String(index)]),
    ),
  };
}
