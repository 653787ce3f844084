import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Database, type Transaction } from '#libs/platform';
import { ContributionAction, ContributionStatus } from '../policies/lifecycle.js';
import { type ChangeOf, closeChange, openForChange } from './open-for-change.js';

/** An analyst sends what is in review back to its author, saying what to change. */
@Injectable()
export class RequestChanges {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Refuses like openForChange. */
  execute(actor: Actor, change: ChangeOf, joined?: Transaction): Promise<void> {
    return this.database.transaction(async (transaction) => {
      const { contribution } = await openForChange(transaction, actor, ContributionAction.REQUEST_CHANGES, change);
      const column = contribution.pendingRevisionId === null ? 'status' : 'pending_status';
      await closeChange(transaction, contribution, { [column]: ContributionStatus.CHANGES_REQUESTED });
      await transaction.record(actor, {
        kind: 'ChangesRequested',
        subjectType: 'Contribution',
        subjectId: contribution.id,
        subjectVersion: contribution.version + 1,
        payload: { note: change.note ?? null },
      });
    }, joined);
  }
}
