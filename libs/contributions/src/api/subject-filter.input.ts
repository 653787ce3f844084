import { Field, ID, InputType } from '@nestjs/graphql';
import { ArrayMaxSize, IsOptional, MaxLength } from 'class-validator';
import { OrganisationKind } from '#libs/directory';
import { DateScalar, LanguageTagScalar } from '#libs/platform';
import { ContributionKind } from '../policies/content.js';

/** Entries of one field of a filter, at most. */
export const FILTER_VALUES_MAX = 100;

/** What every filter over contributions can ask of them; lists, search and coverage add their own. */
@InputType({ isAbstract: true })
export abstract class SubjectFilter {
  @Field(() => [ContributionKind], { nullable: true, description: 'Kinds of contribution.' })
  @IsOptional()
  @ArrayMaxSize(FILTER_VALUES_MAX)
  kinds?: ContributionKind[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Codes of themes, in any case; their narrower themes are meant too.',
  })
  @IsOptional()
  @ArrayMaxSize(FILTER_VALUES_MAX)
  @MaxLength(60, { each: true })
  themes?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Codes of information systems, in any case.' })
  @IsOptional()
  @ArrayMaxSize(FILTER_VALUES_MAX)
  @MaxLength(60, { each: true })
  systems?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Ids of organisations that speak.' })
  @IsOptional()
  @ArrayMaxSize(FILTER_VALUES_MAX)
  @MaxLength(60, { each: true })
  organisations?: string[] | null;

  @Field(() => [OrganisationKind], { nullable: true, description: 'Kinds of organisations that speak.' })
  @IsOptional()
  @ArrayMaxSize(FILTER_VALUES_MAX)
  organisationKinds?: OrganisationKind[] | null;

  @Field(() => [String], { nullable: true, description: 'Slugs of events, in any case.' })
  @IsOptional()
  @ArrayMaxSize(FILTER_VALUES_MAX)
  @MaxLength(100, { each: true })
  events?: string[] | null;

  @Field(() => [LanguageTagScalar], { nullable: true, description: 'Languages, exactly as given.' })
  @IsOptional()
  @ArrayMaxSize(FILTER_VALUES_MAX)
  languages?: string[] | null;

  @Field(() => DateScalar, { nullable: true, description: 'First published on this day (UTC) or later.' })
  @IsOptional()
  publishedFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First published on this day (UTC) or earlier.' })
  @IsOptional()
  publishedTo?: string | null;
}
