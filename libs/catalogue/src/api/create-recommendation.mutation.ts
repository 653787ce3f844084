import { Inject } from '@nestjs/common';
import { Args, Context, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, Length, MaxLength, ValidateNested } from 'class-validator';
import { Access, type RequestContext } from '#libs/identity';
import { UrlScalar } from '#libs/platform';
import { CreateRecommendation } from '../commands/create-recommendation.js';
import { Attestation, RecommendationKind } from '../policies/terms.js';
import { Recommendations } from '../queries/recommendations.js';
import { RecommendationPayload } from './catalogue.mutations.js';
import { toRecommendationType } from './recommendation.type.js';
import { RecommendationWordsInput } from './recommendation-words.input.js';
import './terms.js';

@InputType({ description: 'Where a recommendation is known from, and how well that attests it.' })
export class SourceInput {
  @Field({ description: 'The document, by name; at most 500 characters.' })
  @Length(1, 500)
  document: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Address where it was found.' })
  @IsOptional()
  @MaxLength(2_000)
  url?: string | null;

  @Field(() => String, { nullable: true, description: 'Section or article in the document.' })
  @IsOptional()
  @MaxLength(200)
  section?: string | null;

  @Field(() => String, { nullable: true, description: 'Page or paragraph in the document.' })
  @IsOptional()
  @MaxLength(200)
  page?: string | null;

  @Field(() => String, { nullable: true, description: 'Stage of the work it belongs to: interim, final, follow-up …' })
  @IsOptional()
  @MaxLength(200)
  stage?: string | null;

  @Field(() => Attestation, { description: 'How well the document attests what is said.' })
  attestation: Attestation;

  @Field(() => String, { nullable: true, description: 'What to bear in mind about it.' })
  @IsOptional()
  @MaxLength(2_000)
  note?: string | null;
}

@InputType({ description: 'A new recommendation, at the end of its set.' })
export class CreateRecommendationInput extends RecommendationWordsInput {
  @Field({
    description: 'Short name in capital letters, digits and hyphens, e.g. HLEG-ESP-01; stays the same for ever.',
  })
  @Length(1, 60)
  code: string;

  @Field({ description: 'Code of the set it belongs to.' })
  @Length(1, 60)
  set: string;

  @Field(() => RecommendationKind, { description: 'What it is.' })
  kind: RecommendationKind;

  @Field(() => [String], { description: 'Whom it is addressed to, as stated; at most 50.' })
  @ArrayMaxSize(50)
  @MaxLength(200, { each: true })
  addressees: string[];

  @Field(() => SourceInput, { description: 'Where it is known from.' })
  @ValidateNested()
  @Type(() => SourceInput)
  source: SourceInput;
}

@Resolver()
export class CreateRecommendationResolver {
  constructor(
    @Inject(CreateRecommendation) private readonly create: CreateRecommendation,
    @Inject(Recommendations) private readonly recommendations: Recommendations,
  ) {}

  @Access('ADMINISTRATOR')
  @Mutation(() => RecommendationPayload, {
    description:
      'Adds a recommendation, in its first version. Nothing is said about it yet: coverage shows it as NONE.',
  })
  async createRecommendation(
    @Args('input') input: CreateRecommendationInput,
    @Context() context: RequestContext,
  ): Promise<RecommendationPayload> {
    await this.create.execute(context.actor, input);
    context.loaders.clear();
    const row = await this.recommendations.byCode(input.code);
    return { recommendation: row ? toRecommendationType(row) : null, errors: [] };
  }
}
