import { Module } from '@nestjs/common';
import { ContributionsModule } from '#libs/contributions';
import { DocumentsModule } from '#libs/documents';
import { IdentityModule } from '#libs/identity';
import { LinksModule } from '#libs/links';
import { SuggestionsModule } from '#libs/suggestions';
import { ContributionReviewResolver, ReviewCommentResolver, ReviewMutationsResolver } from './api/review.resolver.js';
import { ReviewQueueResolver } from './api/review-queue.resolver.js';
import { AssignReview } from './commands/assign-review.js';
import { CommentReview } from './commands/comment-review.js';
import { FollowLifecycle } from './commands/follow-lifecycle.js';
import { ReviewComments } from './queries/review-comments.js';
import { ReviewQueue } from './queries/review-queue.js';

/** The work of analysts: who has what in hand, and what they ask to have changed. */
@Module({
  imports: [IdentityModule, ContributionsModule, DocumentsModule, LinksModule, SuggestionsModule],
  providers: [
    AssignReview,
    CommentReview,
    FollowLifecycle,
    ReviewComments,
    ReviewQueue,
    ReviewQueueResolver,
    ContributionReviewResolver,
    ReviewCommentResolver,
    ReviewMutationsResolver,
  ],
})
export class ReviewModule {}
