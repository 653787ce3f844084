import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Access, type RequestContext } from '#libs/identity';
import { checkPage, ForwardPageArgs, toConnection } from '#libs/platform';
import { LegalActs } from '../queries/legal-acts.js';
import { Relations } from '../queries/relations.js';
import { Systems } from '../queries/systems.js';
import { Themes } from '../queries/themes.js';
import { InformationSystemType } from './information-system.type.js';
import { LegalActConnection, LegalActType, toLegalActType } from './legal-act.type.js';
import { relatedLoader, systemLoader, themeLoader } from './loaders.js';
import { ThemeType } from './theme.type.js';

@Resolver(() => LegalActType)
export class LegalActResolver {
  constructor(
    @Inject(LegalActs) private readonly queries: LegalActs,
    @Inject(Themes) private readonly themeQueries: Themes,
    @Inject(Systems) private readonly systemQueries: Systems,
    @Inject(Relations) private readonly relations: Relations,
  ) {}

  @Access('ANYONE')
  @Query(() => LegalActConnection, { description: 'Legal acts, in the order of the catalogue.' })
  async legalActs(@Args() pageArgs: ForwardPageArgs) {
    const page = checkPage(pageArgs);
    return toConnection(await this.queries.page(page), page, toLegalActType, () => this.queries.count());
  }

  @Access('ANYONE')
  @Query(() => LegalActType, {
    nullable: true,
    description: 'A legal act by its CELEX number; null when there is none.',
  })
  async legalAct(
    @Args('celex', {
      description: 'CELEX number, in letters of either case; for a document without one, its own number.',
    })
    celex: string,
  ): Promise<LegalActType | null> {
    const row = await this.queries.byCelex(celex);
    return row ? toLegalActType(row) : null;
  }

  @ResolveField(() => [InformationSystemType], { description: 'Information systems it sets up, changes or speaks of.' })
  systems(@Parent() parent: LegalActType, @Context() context: RequestContext): Promise<InformationSystemType[]> {
    const things = systemLoader(context, this.systemQueries);
    const relation = (ids: readonly string[]) => this.relations.of('systemsOfAct', ids);
    return relatedLoader(context, 'systemsOfLegalAct', relation, things).load(parent.uuid);
  }

  @ResolveField(() => [ThemeType], { description: 'Themes it is about.' })
  themes(@Parent() parent: LegalActType, @Context() context: RequestContext): Promise<ThemeType[]> {
    const things = themeLoader(context, this.themeQueries);
    const relation = (ids: readonly string[]) => this.relations.of('themesOfAct', ids);
    return relatedLoader(context, 'themesOfLegalAct', relation, things).load(parent.uuid);
  }
}
