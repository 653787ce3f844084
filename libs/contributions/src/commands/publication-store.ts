import { v7 } from 'uuid';
import type { Transaction } from '#libs/platform';

/** Ends the validity of what is published now, if anything. */
export async function closePublication(transaction: Transaction, contributionId: string): Promise<void> {
  await changePublication(transaction, contributionId, null);
}

/** From this instant on, the given revision is the published one. */
export async function replacePublication(
  transaction: Transaction,
  contributionId: string,
  revisionId: string,
): Promise<void> {
  await changePublication(transaction, contributionId, revisionId);
}

/** Who holds the contribution's row reads the clock last: now() may lie before what another has written while we waited for it. */
async function changePublication(transaction: Transaction, contributionId: string, next: string | null) {
  const [clock] = await transaction.query<{ at: string }>('select clock_timestamp()::text as at');
  await transaction.query(
    'update publication set valid_to = $2::timestamptz where contribution_id = $1 and valid_to is null',
    [contributionId, clock?.at],
  );
  if (next === null) return;
  await transaction.query(
    'insert into publication (id, contribution_id, revision_id, valid_from) values ($1, $2, $3, $4::timestamptz)',
    [v7(), contributionId, next, clock?.at],
  );
}
