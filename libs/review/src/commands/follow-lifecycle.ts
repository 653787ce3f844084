import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';

/** Keeps comments and assignments in step with what happens to a contribution, inside the transaction that changes it. */
@Injectable()
export class FollowLifecycle {
  constructor(@Inject(Database) database: Database) {
    database.beforeCommit({
      name: 'review',
      stage: 'DERIVE',
      async run(transaction, facts) {
        for (const { kind, subjectId } of facts) {
          if (kind === 'ChangesRequested') {
            await transaction.query(
              'update review_comment set sent_at = now() where contribution_id = $1 and sent_at is null',
              [subjectId],
            );
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
