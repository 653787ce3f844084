import { Inject } from '@nestjs/common';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '#libs/identity';
import { Contributions } from '../queries/contributions.js';
import { contributionLoader } from './contribution.loader.js';
import { ContributionType } from './contribution.type.js';
import { RevisionType } from './revision.type.js';

@Resolver(() => RevisionType)
export class RevisionResolver {
  constructor(@Inject(Contributions) private readonly contributions: Contributions) {}

  @ResolveField(() => ContributionType, { description: 'The contribution it is a revision of.' })
  contribution(@Parent() revision: RevisionType, @Context() context: RequestContext): Promise<ContributionType | null> {
    return contributionLoader(context, this.contributions).load(revision.contributionId);
  }
}
