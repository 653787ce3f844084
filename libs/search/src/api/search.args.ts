import { ArgsType, Field, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsOptional, MaxLength, ValidateNested } from 'class-validator';
import { ContributionStatus, FILTER_VALUES_MAX, SubjectFilter } from '#libs/contributions';
import { Stance } from '#libs/links';
import { ForwardPageArgs, LanguageTagScalar } from '#libs/platform';
import { FacetName } from '../query/facet-name.js';
import { SearchOrder } from '../query/hits-statement.js';
import { QUERY_CHARACTERS_MAX, QUERY_WORDS_MAX } from '../query/parse-query.js';
import './search.enums.js';

@InputType({ description: 'Narrows hits: any value of a field, and all fields together. Absent or empty means any.' })
export class SearchFilter extends SubjectFilter {
  @Field(() => [String], {
    nullable: true,
    description:
      'Codes of recommendations that confirmed links lead to, in any case. With stances: links that have both.',
  })
  @IsOptional()
  @ArrayMaxSize(FILTER_VALUES_MAX)
  @MaxLength(60, { each: true })
  recommendations?: string[] | null;

  @Field(() => [Stance], { nullable: true, description: 'Stances of confirmed links.' })
  @IsOptional()
  @ArrayMaxSize(FILTER_VALUES_MAX)
  stances?: Stance[] | null;

  @Field(() => [ContributionStatus], { nullable: true, description: 'States.' })
  @IsOptional()
  @ArrayMaxSize(FILTER_VALUES_MAX)
  statuses?: ContributionStatus[] | null;
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
