import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Database, type Transaction } from '#libs/platform';
import { ContributionAction, ContributionStatus } from '../policies/lifecycle.js';
import { type ChangeOf, closeChange, openForChange } from './open-for-change.js';

/** An analyst declines what is in review. A declined next revision is dropped, and the published one stays. */
@Injectable()
export class DeclineContribution {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Refuses like openForChange; a note with the reason is required. */
  execute(actor: Actor, change: ChangeOf, joined?: Transaction): Promise<void> {
    return this.database.transaction(async (transaction) => {
      const { contribution } = await openForChange(transaction, actor, ContributionAction.DECLINE, change);
      const columns =
        contribution.pendingRevisionId === null
          ? { status: ContributionStatus.DECLINED }
          : { pending_revision_id: null, pending_status: null };
      await closeChange(transaction, contribution, columns);
      await transaction.record(actor, {
        kind: 'ContributionDeclined',
        subjectType: 'Contribution',
        subjectId: contribution.id,
        subjectVersion: contribution.version + 1,
        payload: { note: change.note ?? null, revisionId: contribution.pendingRevisionId },
      });
    }, joined);
  }
}
