import { Inject, Module } from '@nestjs/common';
import type { RequestContext } from '#libs/identity';
import { NodeRegistry } from '#libs/platform';
import { CatalogueMutationsResolver, ThemeLabelsResolver } from './api/catalogue.mutations.js';
import { CreateRecommendationResolver } from './api/create-recommendation.mutation.js';
import { InformationSystemResolver } from './api/information-system.resolver.js';
import { LegalActResolver } from './api/legal-act.resolver.js';
import {
  type ByUuid,
  legalActLoader,
  recommendationLoader,
  recommendationSetLoader,
  systemLoader,
  themeLoader,
} from './api/loaders.js';
import { RecommendationResolver } from './api/recommendation.resolver.js';
import { RecommendationSetResolver } from './api/recommendation-set.resolver.js';
import { SystemMutationsResolver } from './api/system.mutations.js';
import { ThemeResolver } from './api/theme.resolver.js';
import { CreateRecommendation } from './commands/create-recommendation.js';
import { LoadCatalogue } from './commands/load-catalogue.js';
import { ReviseRecommendation } from './commands/revise-recommendation.js';
import { SaveSystem } from './commands/save-system.js';
import { SaveTheme } from './commands/save-theme.js';
import { LegalActs } from './queries/legal-acts.js';
import { RecommendationSets } from './queries/recommendation-sets.js';
import { Recommendations } from './queries/recommendations.js';
import { Relations } from './queries/relations.js';
import { Systems } from './queries/systems.js';
import { Themes } from './queries/themes.js';

/** Recommendation sets, recommendations, themes, systems and legal acts. All of it is public. */
@Module({
  providers: [
    LegalActs,
    LoadCatalogue,
    Recommendations,
    RecommendationSets,
    Relations,
    Systems,
    Themes,
    InformationSystemResolver,
    LegalActResolver,
    RecommendationResolver,
    RecommendationSetResolver,
    ThemeResolver,
    ThemeLabelsResolver,
    CatalogueMutationsResolver,
    CreateRecommendationResolver,
    SystemMutationsResolver,
    CreateRecommendation,
    ReviseRecommendation,
    SaveSystem,
    SaveTheme,
  ],
  exports: [LoadCatalogue, Recommendations, Systems, Themes],
})
export class CatalogueModule {
  constructor(
    @Inject(NodeRegistry) nodes: NodeRegistry,
    @Inject(LegalActs) acts: LegalActs,
    @Inject(Recommendations) recommendations: Recommendations,
    @Inject(RecommendationSets) sets: RecommendationSets,
    @Inject(Systems) systems: Systems,
    @Inject(Themes) themes: Themes,
  ) {
    const all = <Type extends object>(loader: ByUuid<Type>, uuids: readonly string[]) =>
      Promise.all(uuids.map((uuid) => loader.load(uuid)));
    nodes.register('LegalAct', (uuids, context: RequestContext) => all(legalActLoader(context, acts), uuids));
    nodes.register('Recommendation', (uuids, context: RequestContext) =>
      all(recommendationLoader(context, recommendations), uuids),
    );
    nodes.register('RecommendationSet', (uuids, context: RequestContext) =>
      all(recommendationSetLoader(context, sets), uuids),
    );
    nodes.register('InformationSystem', (uuids, context: RequestContext) => all(systemLoader(context, systems), uuids));
    nodes.register('Theme', (uuids, context: RequestContext) => all(themeLoader(context, themes), uuids));
  }
}
