import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Access, type RequestContext } from '#libs/identity';
import { asOfArgument, checkPage, checkPast, ForwardPageArgs, toConnection } from '#libs/platform';
import { RecommendationSets } from '../queries/recommendation-sets.js';
import { Recommendations } from '../queries/recommendations.js';
import { Relations } from '../queries/relations.js';
import { Systems } from '../queries/systems.js';
import { Themes } from '../queries/themes.js';
import { InformationSystemType } from './information-system.type.js';
import { recommendationSetLoader, relatedLoader, systemLoader, themeLoader } from './loaders.js';
import { RecommendationConnection, RecommendationType, toRecommendationType } from './recommendation.type.js';
import { RecommendationFilter, RecommendationOrder } from './recommendation-filter.input.js';
import { RecommendationSetType } from './recommendation-set.type.js';
import { ThemeType } from './theme.type.js';

@Resolver(() => RecommendationType)
export class RecommendationResolver {
  constructor(
    @Inject(Recommendations) private readonly items: Recommendations,
    @Inject(RecommendationSets) private readonly sets: RecommendationSets,
    @Inject(Themes) private readonly themeQueries: Themes,
    @Inject(Systems) private readonly systemQueries: Systems,
    @Inject(Relations) private readonly relations: Relations,
  ) {}

  @Access('ANYONE')
  @Query(() => RecommendationType, {
    nullable: true,
    description: 'A recommendation by its code; null when there is none.',
  })
  async recommendation(
    @Args('code', { description: 'Its code, in letters of either case.' }) code: string,
  ): Promise<RecommendationType | null> {
    const row = await this.items.byCode(code);
    return row ? toRecommendationType(row) : null;
  }

  @Access('ANYONE')
  @Query(() => RecommendationConnection, {
    description: 'Recommendations, in the order of their sets unless asked otherwise.',
  })
  async recommendations(
    @Args() pageArgs: ForwardPageArgs,
    @Args('filter', { type: () => RecommendationFilter, nullable: true, description: 'Which ones; all when absent.' })
    filter?: RecommendationFilter,
    @Args('orderBy', { type: () => RecommendationOrder, nullable: true, description: 'In which order.' })
    orderBy?: RecommendationOrder | null,
    @Args(
      'asOf',
      asOfArgument(
        'the version that held, with its themes and systems; filters ask for that. Links and coverage are of that time too.',
      ),
    )
    asOf: Date | null = null,
  ) {
    checkPast(asOf);
    const page = checkPage(pageArgs);
    const rows = await this.items.page(page, filter ?? {}, orderBy ?? 'SET', asOf);
    return toConnection(
      rows,
      page,
      (row) => toRecommendationType(row, asOf),
      () => this.items.count(filter ?? {}, asOf),
    );
  }

  @ResolveField(() => RecommendationSetType, { description: 'The set it belongs to.' })
  set(@Parent() parent: RecommendationType, @Context() context: RequestContext) {
    return recommendationSetLoader(context, this.sets).load(parent.setUuid);
  }

  @ResolveField(() => [ThemeType], { description: 'Themes it is about; our assignment.' })
  themes(@Parent() parent: RecommendationType, @Context() context: RequestContext): Promise<ThemeType[]> {
    const things = themeLoader(context, this.themeQueries);
    const relation = (ids: readonly string[]) => this.relations.of('themesOfVersion', ids);
    return relatedLoader(context, 'themesOfRecommendationVersion', relation, things).load(parent.versionUuid);
  }

  @ResolveField(() => [InformationSystemType], { description: 'Information systems it speaks of; our assignment.' })
  systems(@Parent() parent: RecommendationType, @Context() context: RequestContext): Promise<InformationSystemType[]> {
    const things = systemLoader(context, this.systemQueries);
    const relation = (ids: readonly string[]) => this.relations.of('systemsOfVersion', ids);
    return relatedLoader(context, 'systemsOfRecommendationVersion', relation, things).load(parent.versionUuid);
  }
}
