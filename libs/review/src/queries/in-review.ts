import { readableContributions } from '#libs/contributions';
import type { Actor } from '#libs/identity';
import { ErrorCode, refuse, type Transaction } from '#libs/platform';

/** What there is to judge: SQL over contribution `c`; of a published one it is the next revision. */
export const JUDGED_STATUS = 'coalesce(c.pending_status, c.status)';
export const JUDGED = ['SUBMITTED', 'IN_REVIEW', 'CHANGES_REQUESTED'];

/** A contribution on its way, locked until the transaction ends. Refuses NOT_FOUND, WRONG_STATE. */
export async function holdInReview(
  transaction: Transaction,
  actor: Actor,
  id: string,
): Promise<{ id: string; status: string }> {
  const parameters: unknown[] = [id];
  const [row] = await transaction.query<{ id: string; status: string }>(
    `select c.id, ${JUDGED_STATUS} as status from contribution c
     where c.id = $1 and ${readableContributions(actor, parameters, 'c')} for update of c`,
    parameters,
  );
  if (!row) throw refuse(ErrorCode.NOT_FOUND, 'There is no such contribution.', ['contribution']);
  if (!JUDGED.includes(row.status)) {
    const state = row.status.toLowerCase().replace('_', ' ');
    throw refuse(ErrorCode.WRONG_STATE, `A contribution that is ${state} is not under review.`);
  }
  return row;
}
