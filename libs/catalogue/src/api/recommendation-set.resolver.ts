import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Access, type RequestContext } from '#libs/identity';
import { checkPage, ForwardPageArgs, groupedByKey, listConnection } from '#libs/platform';
import { RecommendationSets } from '../queries/recommendation-sets.js';
import { Recommendations } from '../queries/recommendations.js';
import { RecommendationConnection, toRecommendationType } from './recommendation.type.js';
import { RecommendationSetType, toRecommendationSetType } from './recommendation-set.type.js';

@Resolver(() => RecommendationSetType)
export class RecommendationSetResolver {
  constructor(
    @Inject(RecommendationSets) private readonly sets: RecommendationSets,
    @Inject(Recommendations) private readonly items: Recommendations,
  ) {}

  @Access('ANYONE')
  @Query(() => [RecommendationSetType], { description: 'All bodies of recommendations.' })
  async recommendationSets(): Promise<RecommendationSetType[]> {
    return (await this.sets.all()).map(toRecommendationSetType);
  }

  // A set holds some dozens: all sets of a request are read in one statement, and paged in memory.
  @ResolveField(() => RecommendationConnection, { description: 'Its items, in the order of the set.' })
  async recommendations(
    @Parent() parent: RecommendationSetType,
    @Args() pageArgs: ForwardPageArgs,
    @Context() context: RequestContext,
  ) {
    const page = checkPage(pageArgs);
    const loader = context.loaders.get('recommendationsOfSet', async (setIds: readonly string[]) =>
      groupedByKey(setIds, await this.items.bySets(setIds), (row) => row.setId),
    );
    return listConnection(
      (await loader.load(parent.uuid)).map((row) => toRecommendationType(row)),
      page,
    );
  }
}
