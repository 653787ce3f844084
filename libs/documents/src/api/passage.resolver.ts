import { Inject } from '@nestjs/common';
import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Contributions, ContributionType, contributionLoader } from '#libs/contributions';
import type { RequestContext } from '#libs/identity';
import { type ConnectionValue, checkPage, ForwardPageArgs, toConnection } from '#libs/platform';
import { Passages } from '../queries/passages.js';
import { PassageConnection, PassageType, toPassageType } from './passage.type.js';

@Resolver(() => PassageType)
export class PassageResolver {
  constructor(@Inject(Contributions) private readonly contributions: Contributions) {}

  @ResolveField(() => ContributionType, { description: 'The contribution that says it.' })
  contribution(@Parent() passage: PassageType, @Context() context: RequestContext): Promise<ContributionType | null> {
    return contributionLoader(context, this.contributions).load(passage.contributionId);
  }
}

@Resolver(() => ContributionType)
export class ContributionPassagesResolver {
  constructor(@Inject(Passages) private readonly passageQuery: Passages) {}

  @ResolveField(() => PassageConnection, {
    description: 'What it says, cut into passages: the abstract, then the body.',
  })
  async passages(
    @Parent() contribution: ContributionType,
    @Args() args: ForwardPageArgs,
    @Context() { actor }: RequestContext,
  ): Promise<ConnectionValue<PassageType>> {
    const page = checkPage(args);
    const rows = await this.passageQuery.page(actor, contribution.uuid, page);
    return toConnection(rows, page, toPassageType, () => this.passageQuery.count(actor, contribution.uuid));
  }
}
