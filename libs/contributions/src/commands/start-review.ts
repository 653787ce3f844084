import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Database, type Transaction } from '#libs/platform';
import { ContributionAction, ContributionStatus } from '../policies/lifecycle.js';
import { type ChangeOf, closeChange, openForChange } from './open-for-change.js';

/** An analyst takes a submitted contribution, or a submitted next revision, into review. */
@Injectable()
export class StartReview {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Refuses like openForChange. */
  execute(actor: Actor, change: ChangeOf, joined?: Transaction): Promise<void> {
    return this.database.transaction(async (transaction) => {
      const { contribution } = await openForChange(transaction, actor, ContributionAction.START_REVIEW, change);
      const column = contribution.pendingRevisionId === null ? 'status' : 'pending_status';
      await closeChange(transaction, contribution, { [column]: ContributionStatus.IN_REVIEW });
      await transaction.record(actor, {
        kind: 'ReviewStarted',
        subjectType: 'Contribution',
        subjectId: contribution.id,
        subjectVersion: contribution.version + 1,
        payload: { note: change.note ?? null },
      });
    }, joined);
  }
}
