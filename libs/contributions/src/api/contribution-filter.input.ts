import { ArgsType, Field, ID, InputType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, MaxLength, ValidateNested } from 'class-validator';
import { OrganisationKind } from '#libs/directory';
import { DateScalar, LanguageTagScalar, PageArgs, uuidOf } from '#libs/platform';
import { Audience, ContributionKind } from '../policies/content.js';
import { ContributionStatus } from '../policies/lifecycle.js';
import { type ContributionCriteria, ContributionOrder } from '../queries/contribution-list.js';

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

const MANY = 100;

@InputType({
  description: 'Narrows a list of contributions: any value of a field, and all fields together. Absent means any.',
})
export class ContributionFilter {
  @Field(() => [ContributionKind], { nullable: true, description: 'Kinds.' })
  @IsOptional()
  @ArrayMaxSize(MANY)
  kinds?: ContributionKind[] | null;

  @Field(() => [ContributionStatus], { nullable: true, description: 'States.' })
  @IsOptional()
  @ArrayMaxSize(MANY)
  statuses?: ContributionStatus[] | null;

  @Field(() => [Audience], { nullable: true, description: 'Audiences.' })
  @IsOptional()
  @ArrayMaxSize(MANY)
  audiences?: Audience[] | null;

  @Field(() => [LanguageTagScalar], { nullable: true, description: 'Languages, exactly as given.' })
  @IsOptional()
  @ArrayMaxSize(MANY)
  languages?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Codes of themes; their narrower themes are meant too.' })
  @IsOptional()
  @ArrayMaxSize(MANY)
  @MaxLength(60, { each: true })
  themes?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Codes of information systems.' })
  @IsOptional()
  @ArrayMaxSize(MANY)
  @MaxLength(60, { each: true })
  systems?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Ids of organisations that speak.' })
  @IsOptional()
  @ArrayMaxSize(MANY)
  organisations?: string[] | null;

  @Field(() => [OrganisationKind], { nullable: true, description: 'Kinds of organisations that speak.' })
  @IsOptional()
  @ArrayMaxSize(MANY)
  organisationKinds?: OrganisationKind[] | null;

  @Field(() => [String], { nullable: true, description: 'Slugs of events.' })
  @IsOptional()
  @ArrayMaxSize(MANY)
  @MaxLength(100, { each: true })
  events?: string[] | null;

  @Field(() => DateScalar, { nullable: true, description: 'First published on this day (UTC) or later.' })
  @IsOptional()
  publishedFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First published on this day (UTC) or earlier.' })
  @IsOptional()
  publishedTo?: string | null;

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
