import { Inject } from '@nestjs/common';
import { Args, Context, Field, InputType, Mutation, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ArrayMaxSize, Length, MaxLength } from 'class-validator';
import { Recommendations, RecommendationType, recommendationLoader } from '#libs/catalogue';
import { Access, type RequestContext } from '#libs/identity';
import { Payload } from '#libs/platform';
import { SetCues } from '../commands/set-cues.js';
import { Cues } from '../queries/cues.js';

const MOST = 50;
const LONGEST = 100;

@InputType({ description: 'The cues of a recommendation, in place of those it has.' })
export class SetRecommendationCuesInput {
  @Field({ description: 'Code of the recommendation.' })
  @Length(1, 60)
  recommendation: string;

  @Field(() => [String], {
    description: `Phrases in any language, at most ${MOST} of ${LONGEST} characters; found where all their words stand close together.`,
  })
  @ArrayMaxSize(MOST)
  @MaxLength(LONGEST, { each: true })
  cues: string[];
}

@ObjectType({ description: 'The recommendation with its cues as they are now.' })
export class RecommendationCuesPayload extends Payload {
  @Field(() => RecommendationType, { nullable: true, description: 'The recommendation; null on failure.' })
  recommendation: RecommendationType | null;
}

@Resolver(() => RecommendationType)
export class CuesResolver {
  constructor(
    @Inject(Cues) private readonly cueQuery: Cues,
    @Inject(SetCues) private readonly setCues: SetCues,
    @Inject(Recommendations) private readonly recommendations: Recommendations,
  ) {}

  @ResolveField(() => [String], { description: 'Phrases that point to it when a contribution says them.' })
  cues(@Parent() recommendation: RecommendationType, @Context() context: RequestContext): Promise<string[]> {
    return context.loaders
      .get('recommendation.cues', (ids: readonly string[]) => this.cueQuery.of(ids))
      .load(recommendation.uuid);
  }

  @Access('ANALYST')
  @Mutation(() => RecommendationCuesPayload, {
    description: 'Writes the cues of a recommendation; suggestions are then made again.',
  })
  async setRecommendationCues(
    @Args('input') input: SetRecommendationCuesInput,
    @Context() context: RequestContext,
  ): Promise<RecommendationCuesPayload> {
    const id = await this.setCues.execute(context.actor, input);
    context.loaders.clear();
    return { recommendation: await recommendationLoader(context, this.recommendations).load(id), errors: [] };
  }
}
