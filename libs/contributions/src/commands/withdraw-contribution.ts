import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Database, type Transaction } from '#libs/platform';
import { ContributionAction, ContributionStatus } from '../policies/lifecycle.js';
import { type ChangeOf, closeChange, openForChange } from './open-for-change.js';
import { closePublication } from './publication-store.js';

/** Takes a contribution back. A tombstone stays: reference, title, links and the reason; its text is not shown to anybody again. */
@Injectable()
export class WithdrawContribution {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Refuses like openForChange; a note with the reason is required, and shown to whoever could read the contribution. */
  execute(actor: Actor, change: ChangeOf, joined?: Transaction): Promise<void> {
    return this.database.transaction(async (transaction) => {
      const { contribution } = await openForChange(transaction, actor, ContributionAction.WITHDRAW, change);
      await closePublication(transaction, contribution.id);
      await closeChange(transaction, contribution, {
        status: ContributionStatus.WITHDRAWN,
        pending_revision_id: null,
        pending_status: null,
        withdrawn_at: new Date(),
        withdrawal_reason: change.note?.trim(),
      });
      await transaction.record(actor, {
        kind: 'ContributionWithdrawn',
        subjectType: 'Contribution',
        subjectId: contribution.id,
        subjectVersion: contribution.version + 1,
        payload: { from: contribution.status },
      });
    }, joined);
  }
}
