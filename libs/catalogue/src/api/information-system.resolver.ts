import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Access, type RequestContext } from '#libs/identity';
import { LegalActs } from '../queries/legal-acts.js';
import { Relations } from '../queries/relations.js';
import { Systems } from '../queries/systems.js';
import { InformationSystemType, toInformationSystemType } from './information-system.type.js';
import { LegalActType } from './legal-act.type.js';
import { legalActLoader, relatedLoader } from './loaders.js';

@Resolver(() => InformationSystemType)
export class InformationSystemResolver {
  constructor(
    @Inject(Systems) private readonly queries: Systems,
    @Inject(LegalActs) private readonly acts: LegalActs,
    @Inject(Relations) private readonly relations: Relations,
  ) {}

  @Access('ANYONE')
  @Query(() => [InformationSystemType], { description: 'All information systems, in the order of the catalogue.' })
  async systems(): Promise<InformationSystemType[]> {
    return (await this.queries.all()).map(toInformationSystemType);
  }

  @Access('ANYONE')
  @Query(() => InformationSystemType, {
    nullable: true,
    description: 'An information system by its code; null when there is none.',
  })
  async system(
    @Args('code', { description: 'Its code, in letters of either case.' }) code: string,
  ): Promise<InformationSystemType | null> {
    const row = await this.queries.byCode(code);
    return row ? toInformationSystemType(row) : null;
  }

  @ResolveField(() => [LegalActType], { description: 'Acts that set it up, change it or speak of it.' })
  legalActs(@Parent() parent: InformationSystemType, @Context() context: RequestContext): Promise<LegalActType[]> {
    const relation = (ids: readonly string[]) => this.relations.actsOfSystems(ids);
    return relatedLoader(context, 'legalActsOfSystem', relation, legalActLoader(context, this.acts)).load(parent.uuid);
  }
}
