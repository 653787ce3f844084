import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Database, Refusal, type Transaction } from '#libs/platform';
import { missingForSubmission } from '../policies/content.js';
import { ContributionAction, ContributionStatus } from '../policies/lifecycle.js';
import { type ChangeOf, closeChange, openForChange } from './open-for-change.js';
import { freezeRevision, readRevision } from './revision-store.js';

/** Hands a contribution in: its revision is frozen, and at the first time it gets its reference. */
@Injectable()
export class SubmitContribution {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Refuses like openForChange, and INVALID with the path of each field that is still missing; imports may leave the kind's own fields open. */
  execute(actor: Actor, change: ChangeOf & { incomplete?: boolean }, joined?: Transaction): Promise<void> {
    return this.database.transaction(async (transaction) => {
      const { contribution } = await openForChange(transaction, actor, ContributionAction.SUBMIT, change);
      const isPending = contribution.pendingRevisionId !== null;
      const revision = await readRevision(
        transaction,
        contribution.pendingRevisionId ?? contribution.currentRevisionId,
      );
      const missing = change.incomplete ? [] : missingForSubmission(contribution.kind, revision.content);
      if (missing.length > 0) throw new Refusal(missing);
      if (!revision.frozen) await freezeRevision(transaction, contribution.kind, revision, change.note ?? null);
      const reference = contribution.reference ?? (await nextReference(transaction));
      await closeChange(
        transaction,
        contribution,
        isPending
          ? { pending_status: ContributionStatus.SUBMITTED }
          : { status: ContributionStatus.SUBMITTED, reference },
      );
      await transaction.query(
        `update contribution set submitted_at = now(), sort_at = now() where id = $1 and submitted_at is null`,
        [contribution.id],
      );
      await transaction.record(actor, {
        kind: 'ContributionSubmitted',
        subjectType: 'Contribution',
        subjectId: contribution.id,
        subjectVersion: contribution.version + 1,
        payload: { reference, revisionNumber: revision.number },
      });
    }, joined);
  }
}

/** The year's next number. The row lock makes submissions queue here, and a rollback gives the number back: no gap, no double. */
async function nextReference(transaction: Transaction): Promise<string> {
  const rows = await transaction.query<{ year: number; last: number }>(
    `with given as (
       insert into reference_counter (year, last) values (extract(year from now() at time zone 'UTC')::int, 1)
       on conflict (year) do update set last = reference_counter.last + 1 returning year, last)
     select year, last from given`,
  );
  const row = rows[0];
  if (!row) throw new Error('No reference could be given.');
  return `RT-${row.year}-${String(row.last).padStart(4, '0')}`;
}
