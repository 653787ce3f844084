import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Contributions, ContributionType, contributionLoader } from '#libs/contributions';
import { Passages, PassageType, passageLoader } from '#libs/documents';
import { Access, Accounts, ActorType, isAnalyst, type RequestContext } from '#libs/identity';
import { globalId, groupedByKey, inKeyOrder, uuidOf } from '#libs/platform';
import { AssignReview } from '../commands/assign-review.js';
import { CommentReview } from '../commands/comment-review.js';
import { ReviewComments } from '../queries/review-comments.js';
import { ReviewQueue } from '../queries/review-queue.js';
import {
  AddReviewCommentInput,
  AssignReviewInput,
  RemoveReviewCommentInput,
  ReviewCommentType,
  ReviewerType,
  ReviewPayload,
} from './review.type.js';
import { reviewerLoader } from './reviewer.loader.js';

/** Adds to contributions what their review knows. */
@Resolver(() => ContributionType)
export class ContributionReviewResolver {
  constructor(
    @Inject(ReviewQueue) private readonly queue: ReviewQueue,
    @Inject(ReviewComments) private readonly comments: ReviewComments,
    @Inject(Accounts) private readonly accounts: Accounts,
  ) {}

  @ResolveField(() => ReviewerType, { nullable: true, description: 'Which analyst has it in hand; for analysts.' })
  async assignee(
    @Parent() contribution: ContributionType,
    @Context() context: RequestContext,
  ): Promise<ReviewerType | null> {
    if (!isAnalyst(context.actor)) return null;
    const row = await context.loaders
      .get('contribution.assignee', async (ids: readonly string[]) =>
        inKeyOrder(ids, await this.queue.assigneesOf(ids), (assigned) => assigned.contributionId),
      )
      .load(contribution.uuid);
    return row && reviewerLoader(context, this.accounts).load(row.accountId);
  }

  @ResolveField(() => [ReviewCommentType], {
    description: 'What analysts ask to have changed, oldest first: for analysts, and for the submitter what was sent.',
  })
  async reviewComments(
    @Parent() contribution: ContributionType,
    @Context() context: RequestContext,
  ): Promise<ReviewCommentType[]> {
    const rows = await context.loaders
      .get('contribution.reviewComments', async (ids: readonly string[]) =>
        groupedByKey(ids, await this.comments.ofContributions(context.actor, ids), (row) => row.contributionId),
      )
      .load(contribution.uuid);
    return rows.map((row) => Object.assign(new ReviewCommentType(), { ...row, id: globalId('ReviewComment', row.id) }));
  }
}

@Resolver(() => ReviewCommentType)
export class ReviewCommentResolver {
  constructor(
    @Inject(Passages) private readonly passages: Passages,
    @Inject(Accounts) private readonly accounts: Accounts,
  ) {}

  @ResolveField(() => PassageType, { nullable: true, description: 'The passage that is meant; null: the whole.' })
  passage(
    @Parent() comment: ReviewCommentType,
    @Context() context: RequestContext,
  ): Promise<PassageType | null> | null {
    return comment.passageId === null ? null : passageLoader(context, this.passages).load(comment.passageId);
  }

  @ResolveField(() => ActorType, { nullable: true, description: 'Who noted it.' })
  async madeBy(@Parent() comment: ReviewCommentType, @Context() context: RequestContext): Promise<ActorType | null> {
    const reviewer = await reviewerLoader(context, this.accounts).load(comment.madeBy);
    return reviewer && { name: reviewer.name };
  }
}

@Resolver()
export class ReviewMutationsResolver {
  constructor(
    @Inject(AssignReview) private readonly assign: AssignReview,
    @Inject(CommentReview) private readonly comment: CommentReview,
    @Inject(Contributions) private readonly contributions: Contributions,
  ) {}

  @Access('ANALYST')
  @Mutation(() => ReviewPayload, { description: 'Gives a contribution under review to an analyst, or back to all.' })
  async assignReview(
    @Args('input') input: AssignReviewInput,
    @Context() context: RequestContext,
  ): Promise<ReviewPayload> {
    const contributionId = uuidOf('Contribution', input.contribution, ['contribution']);
    await this.assign.execute(context.actor, {
      contributionId,
      analystId: input.analyst ? uuidOf('Account', input.analyst, ['analyst']) : null,
      insteadOfId: input.insteadOf ? uuidOf('Account', input.insteadOf, ['insteadOf']) : null,
    });
    return this.payload(contributionId, context);
  }

  @Access('ANALYST')
  @Mutation(() => ReviewPayload, {
    description: 'Notes what should be changed. It is kept, and goes to the author with requestChanges.',
  })
  async addReviewComment(
    @Args('input') input: AddReviewCommentInput,
    @Context() context: RequestContext,
  ): Promise<ReviewPayload> {
    const contributionId = uuidOf('Contribution', input.contribution, ['contribution']);
    await this.comment.add(context.actor, {
      contributionId,
      passageId: input.passage ? uuidOf('Passage', input.passage, ['passage']) : null,
      quote: input.quote ?? null,
      text: input.text,
    });
    return this.payload(contributionId, context);
  }

  @Access('ANALYST')
  @Mutation(() => ReviewPayload, { description: 'Takes a comment back that was not sent yet.' })
  async removeReviewComment(
    @Args('input') input: RemoveReviewCommentInput,
    @Context() context: RequestContext,
  ): Promise<ReviewPayload> {
    const id = await this.comment.remove(context.actor, uuidOf('ReviewComment', input.id, ['id']));
    return this.payload(id, context);
  }

  private async payload(id: string, context: RequestContext): Promise<ReviewPayload> {
    context.loaders.clear();
    return { contribution: await contributionLoader(context, this.contributions).load(id), errors: [] };
  }
}
