import { Inject, Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Database } from '#libs/platform';
import { ReviewComment } from '../entities/review-comment.entity.js';

/** Keeps comments and assignments in step with what happens to a contribution, inside the transaction that changes it. */
@Injectable()
export class FollowLifecycle {
  constructor(@Inject(Database) database: Database) {
    database.beforeCommit({
      name: 'review',
      stage: 'DERIVE',
      async run(transaction, facts) {
        for (const { kind, subjectId, accountId, payload } of facts) {
          if (kind === 'ChangesRequested') {
            await transaction.query(
              'update review_comment set sent_at = now() where contribution_id = $1 and sent_at is null',
              [subjectId],
            );
            // The note is what is asked of the whole: its author reads it beside the comments.
            if (typeof payload?.note === 'string' && accountId !== null) {
              await transaction.manager.insert(ReviewComment, {
                id: v7(),
                contributionId: subjectId,
                text: payload.note,
                madeBy: accountId,
                sentAt: () => 'now()',
              });
            }
          }
          // Judged: what was noted and never sent has had its use, and nobody has it in hand any more.
          if (kind === 'ContributionPublished' || kind === 'ContributionDeclined' || kind === 'ContributionWithdrawn') {
            await transaction.query('delete from review_comment where contribution_id = $1 and sent_at is null', [
              subjectId,
            ]);
            await transaction.query('delete from review_assignment where contribution_id = $1', [subjectId]);
          }
        }
      },
    });
  }
}
