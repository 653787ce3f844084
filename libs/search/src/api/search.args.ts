import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsOptional, MaxLength, ValidateNested } from 'class-validator';
import { ContributionKind, ContributionStatus } from '#libs/contributions';
import { OrganisationKind } from '#libs/directory';
import { Stance } from '#libs/links';
import { DateScalar, ForwardPageArgs, LanguageTagScalar } from '#libs/platform';
import { FacetName } from '../query/facet-name.js';
import { SearchOrder } from '../query/hits-statement.js';
import { QUERY_CHARACTERS_MAX, QUERY_WORDS_MAX } from '../query/parse-query.js';
import './search.enums.js';

const MANY = 100;

@InputType({ description: 'Narrows hits: any value of a field, and all fields together. Absent or empty means any.' })
export class SearchFilter {
  @Field(() => [ContributionKind], { nullable: true, description: 'Kinds.' })
  @IsOptional()
  @ArrayMaxSize(MANY)
  kinds?: ContributionKind[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Codes of themes, in any case; their narrower themes are meant too.',
  })
  @IsOptional()
  @ArrayMaxSize(MANY)
  @MaxLength(60, { each: true })
  themes?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Codes of information systems, in any case.' })
  @IsOptional()
  @ArrayMaxSize(MANY)
  @MaxLength(60, { each: true })
  systems?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Codes of recommendations that confirmed links lead to, in any case. With stances: links that have both.',
  })
  @IsOptional()
  @ArrayMaxSize(MANY)
  @MaxLength(60, { each: true })
  recommendations?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Ids of organisations that speak.' })
  @IsOptional()
  @ArrayMaxSize(MANY)
  @MaxLength(60, { each: true })
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

  @Field(() => [LanguageTagScalar], { nullable: true, description: 'Languages, exactly as given.' })
  @IsOptional()
  @ArrayMaxSize(MANY)
  languages?: string[] | null;

  @Field(() => [Stance], { nullable: true, description: 'Stances of confirmed links.' })
  @IsOptional()
  @ArrayMaxSize(MANY)
  stances?: Stance[] | null;

  @Field(() => [ContributionStatus], { nullable: true, description: 'States.' })
  @IsOptional()
  @ArrayMaxSize(MANY)
  statuses?: ContributionStatus[] | null;

  @Field(() => DateScalar, { nullable: true, description: 'First published on this day (UTC) or later.' })
  @IsOptional()
  publishedFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First published on this day (UTC) or earlier.' })
  @IsOptional()
  publishedTo?: string | null;
}

@ArgsType()
export class SearchArgs extends ForwardPageArgs {
  @Field({
    description:
      `What to look for: words, "phrases", -exclusions. Empty: browse by filters. Up to ${QUERY_CHARACTERS_MAX} characters and ` +
      `${QUERY_WORDS_MAX} words count; the rest is ignored, with a note.`,
  })
  query: string;

  @Field(() => SearchFilter, { nullable: true, description: 'Narrows the hits.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => SearchFilter)
  filter?: SearchFilter | null;

  @Field(() => [FacetName], { nullable: true, description: 'What to count the hits by; each once.' })
  @IsOptional()
  @ArrayUnique()
  facets?: FacetName[] | null;

  @Field(() => SearchOrder, { nullable: true, description: 'RELEVANCE when absent.' })
  @IsOptional()
  orderBy?: SearchOrder | null;

  @Field(() => LanguageTagScalar, {
    nullable: true,
    description: 'Language of the query and of labels. Absent: words are tried in every language, labels are English.',
  })
  @IsOptional()
  language?: string | null;
}
