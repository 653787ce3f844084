import { Inject } from '@nestjs/common';
import { Args, Context, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Contributions, ContributionType, contributionLoader } from '#libs/contributions';
import { Access, Accounts, type RequestContext } from '#libs/identity';
import { LinkState, Links } from '#libs/links';
import { checkPage, globalId, toConnection } from '#libs/platform';
import { Suggestions } from '#libs/suggestions';
import { ReviewOrder, ReviewQueue } from '../queries/review-queue.js';
import {
  ReviewCountsType,
  ReviewerType,
  ReviewItemConnection,
  ReviewItemType,
  ReviewQueueArgs,
} from './review.type.js';
import { reviewerLoader } from './reviewer.loader.js';

@Resolver(() => ReviewItemType)
export class ReviewQueueResolver {
  constructor(
    @Inject(ReviewQueue) private readonly queue: ReviewQueue,
    @Inject(Contributions) private readonly contributions: Contributions,
    @Inject(Suggestions) private readonly suggestions: Suggestions,
    @Inject(Links) private readonly links: Links,
    @Inject(Accounts) private readonly accounts: Accounts,
  ) {}

  @Access('ANALYST')
  @Query(() => ReviewItemConnection, { description: 'What waits to be judged, of what you may read. For analysts.' })
  async reviewQueue(@Args() args: ReviewQueueArgs, @Context() { actor }: RequestContext) {
    const page = checkPage(args);
    const criteria = args.filter ?? {};
    const rows = await this.queue.page(actor, criteria, args.orderBy ?? ReviewOrder.LONGEST, page);
    return toConnection(
      rows,
      page,
      (row) => Object.assign(new ReviewItemType(), row),
      () => this.queue.count(actor, criteria),
    );
  }

  @Access('ANALYST')
  @Query(() => ReviewCountsType, { description: 'How much there is to judge. For analysts.' })
  reviewCounts(@Context() { actor }: RequestContext): Promise<ReviewCountsType> {
    return this.queue.counts(actor);
  }

  @Access('ANALYST')
  @Query(() => [ReviewerType], { description: 'Who can be given something to judge, by name. For analysts.' })
  async reviewers(): Promise<ReviewerType[]> {
    return (await this.queue.analysts()).map(({ id, name }) => ({ id: globalId('Account', id), name }));
  }

  @ResolveField(() => ContributionType, { nullable: true, description: 'The contribution.' })
  contribution(@Parent() item: ReviewItemType, @Context() context: RequestContext): Promise<ContributionType | null> {
    return contributionLoader(context, this.contributions).load(item.contributionId);
  }

  @ResolveField(() => ReviewerType, { nullable: true, description: 'Who has it in hand; null: nobody.' })
  assignee(@Parent() item: ReviewItemType, @Context() context: RequestContext): Promise<ReviewerType | null> | null {
    return item.assigneeId === null ? null : reviewerLoader(context, this.accounts).load(item.assigneeId);
  }

  @ResolveField(() => Int, { description: 'Suggestions on it that nobody has decided on.' })
  openSuggestions(@Parent() item: ReviewItemType, @Context() context: RequestContext): Promise<number> {
    return context.loaders
      .get('review.openSuggestions', (ids: readonly string[]) => this.suggestions.openCounts(context.actor, ids))
      .load(item.contributionId);
  }

  @ResolveField(() => Int, { description: 'Links of its author that nobody has decided on.' })
  proposedLinks(@Parent() item: ReviewItemType, @Context() context: RequestContext): Promise<number> {
    return context.loaders
      .get('review.proposedLinks', (ids: readonly string[]) =>
        this.links.counts(context.actor, 'contribution', ids, { states: [LinkState.PROPOSED] }),
      )
      .load(item.contributionId);
  }

  @ResolveField(() => Int, { description: 'Its links to look at again.' })
  suspectLinks(@Parent() item: ReviewItemType, @Context() context: RequestContext): Promise<number> {
    return context.loaders
      .get('review.suspectLinks', (ids: readonly string[]) =>
        this.links.counts(context.actor, 'contribution', ids, {
          states: [LinkState.CONFIRMED, LinkState.PROPOSED],
          suspect: true,
        }),
      )
      .load(item.contributionId);
  }
}
