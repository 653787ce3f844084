import { Inject } from '@nestjs/common';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '#libs/identity';
import { ContributionRelations } from '../queries/contribution-relations.js';
import { Contributions } from '../queries/contributions.js';
import { contributionLoader } from './contribution.loader.js';
import { ContributionType } from './contribution.type.js';
import { ContributionRelationType, toRelationType } from './relation.type.js';

@Resolver(() => ContributionType)
export class ContributionRelationsResolver {
  constructor(@Inject(ContributionRelations) private readonly relationQuery: ContributionRelations) {}

  @ResolveField(() => [ContributionRelationType], {
    description:
      'What it is to other contributions and they to it, of those that you may read, in the order it was said. It may be `from` or `to`.',
  })
  async relations(
    @Parent() { uuid, asOf }: ContributionType,
    @Context() { actor, loaders }: RequestContext,
  ): Promise<ContributionRelationType[]> {
    const rows = await loaders
      .get(`contribution.relations:${asOf?.toISOString() ?? ''}`, (ids: readonly string[]) =>
        this.relationQuery.ofContributions(actor, ids, asOf),
      )
      .load(uuid);
    return rows.map((row) => toRelationType(row, actor, asOf));
  }
}

@Resolver(() => ContributionRelationType)
export class RelationEndsResolver {
  constructor(@Inject(Contributions) private readonly contributions: Contributions) {}

  @ResolveField(() => ContributionType, { description: 'The one that responds, supersedes, complements, contradicts.' })
  from(
    @Parent() { fromId }: ContributionRelationType,
    @Context() context: RequestContext,
  ): Promise<ContributionType | null> {
    return contributionLoader(context, this.contributions).load(fromId);
  }

  @ResolveField(() => ContributionType, { description: 'The other one.' })
  to(
    @Parent() { toId }: ContributionRelationType,
    @Context() context: RequestContext,
  ): Promise<ContributionType | null> {
    return contributionLoader(context, this.contributions).load(toId);
  }
}
