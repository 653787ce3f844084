import { Inject } from '@nestjs/common';
import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ContributionRelations, ContributionRelationType, ContributionType, toRelationType } from '#libs/contributions';
import { Accounts, ActorType, type RequestContext } from '#libs/identity';
import { type ConnectionValue, checkPage, ForwardPageArgs, toConnection } from '#libs/platform';
import { History } from '../queries/history.js';
import { Links } from '../queries/links.js';
import { HistoryConnection, HistoryEntryType, toHistoryEntry } from './history.type.js';
import { RecommendationLinkType, toLinkType } from './link.type.js';
import { whoIs } from './who.js';

@Resolver(() => ContributionType)
export class ContributionHistoryResolver {
  constructor(@Inject(History) private readonly facts: History) {}

  @ResolveField(() => HistoryConnection, {
    description:
      'What became of it, newest first: when it was first handed in, published, tagged and withdrawn, when its links were ' +
      'confirmed, and what it is to others. Analysts and the submitter read every step of the review too.',
  })
  async history(
    @Parent() { uuid, asOf }: ContributionType,
    @Args() args: ForwardPageArgs,
    @Context() { actor, loaders }: RequestContext,
  ): Promise<ConnectionValue<HistoryEntryType>> {
    const page = checkPage(args);
    const rows = await loaders
      .get(`contribution.history:${JSON.stringify([page, asOf])}`, (ids: readonly string[]) =>
        this.facts.pages(actor, ids, page, asOf),
      )
      .load(uuid);
    return toConnection(rows, page, toHistoryEntry, () =>
      loaders
        .get(`contribution.history:count:${asOf?.toISOString() ?? ''}`, (ids: readonly string[]) =>
          this.facts.counts(actor, ids, asOf),
        )
        .load(uuid),
    );
  }
}

@Resolver(() => HistoryEntryType)
export class HistoryEntryResolver {
  constructor(
    @Inject(Links) private readonly links: Links,
    @Inject(ContributionRelations) private readonly relations: ContributionRelations,
    @Inject(Accounts) private readonly accounts: Accounts,
  ) {}

  @ResolveField(() => RecommendationLinkType, { nullable: true, description: 'The link, as it is now.' })
  async link(
    @Parent() { linkId }: HistoryEntryType,
    @Context() { actor, loaders }: RequestContext,
  ): Promise<RecommendationLinkType | null> {
    if (!linkId) return null;
    const row = await loaders.get('link', (ids: readonly string[]) => this.links.byIds(actor, ids)).load(linkId);
    return row && toLinkType(row, actor);
  }

  @ResolveField(() => ContributionRelationType, {
    nullable: true,
    description: 'What it is to another contribution, as that is now.',
  })
  async relation(
    @Parent() { relationId }: HistoryEntryType,
    @Context() { actor, loaders }: RequestContext,
  ): Promise<ContributionRelationType | null> {
    if (!relationId) return null;
    const row = await loaders
      .get('contribution.relation', (ids: readonly string[]) => this.relations.byIds(actor, ids))
      .load(relationId);
    return row && toRelationType(row, actor);
  }

  @ResolveField(() => ActorType, {
    nullable: true,
    description: 'Who did it; for analysts and the submitter. Of what was said of two contributions, that of `from`.',
  })
  by(@Parent() { doer }: HistoryEntryType, @Context() context: RequestContext): Promise<ActorType | null> {
    return whoIs(doer, context, this.accounts);
  }
}
