import { Inject, Injectable } from '@nestjs/common';
import { type Actor, isAnalyst } from '#libs/identity';
import { Database, ErrorCode, refuse } from '#libs/platform';
import { holdInReview } from '../queries/in-review.js';

export interface Assignment {
  contributionId: string;
  /** UUID of the account of an analyst; null gives it back to all. */
  analystId: string | null;
  /** Who has it as far as the caller has seen; null: nobody. */
  insteadOfId: string | null;
}

/** Gives a contribution on its way to an analyst, so that two don't do the same work. */
@Injectable()
export class AssignReview {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Refuses NOT_ALLOWED, NOT_FOUND (contribution, analyst), WRONG_STATE, VERSION_CONFLICT when somebody else has it by now. */
  execute(actor: Actor, { contributionId, analystId, insteadOfId }: Assignment): Promise<void> {
    if (!isAnalyst(actor)) throw refuse(ErrorCode.NOT_ALLOWED, 'Only analysts share reviews out.');
    return this.database.transaction(async (transaction) => {
      await holdInReview(transaction, actor, contributionId);
      const [held] = await transaction.query<{ id: string; name: string }>(
        `select a.id, a.name from review_assignment r join account a on a.id = r.account_id where r.contribution_id = $1`,
        [contributionId],
      );
      if (held?.id === analystId || (!held && analystId === null)) return;
      if ((held?.id ?? null) !== insteadOfId) {
        throw refuse(
          ErrorCode.VERSION_CONFLICT,
          held ? `Meanwhile ${held.name} has it.` : 'Meanwhile nobody has it any more.',
          ['insteadOf'],
        );
      }
      if (analystId === null) {
        await transaction.query('delete from review_assignment where contribution_id = $1', [contributionId]);
      } else {
        const [analyst] = await transaction.query(
          `select 1 from account where id = $1 and disabled_at is null and roles && array['ANALYST', 'ADMINISTRATOR']`,
          [analystId],
        );
        if (!analyst) throw refuse(ErrorCode.NOT_FOUND, 'There is no such analyst.', ['analyst']);
        await transaction.query(
          `insert into review_assignment (contribution_id, account_id, assigned_by) values ($1, $2, $3)
           on conflict (contribution_id) do update
             set account_id = excluded.account_id, assigned_by = excluded.assigned_by, assigned_at = now()`,
          [contributionId, analystId, actor.accountId],
        );
      }
      await transaction.record(actor, {
        kind: analystId === null ? 'ReviewUnassigned' : 'ReviewAssigned',
        subjectType: 'Contribution',
        subjectId: contributionId,
        payload: { analystId, insteadOfId },
      });
    });
  }
}
