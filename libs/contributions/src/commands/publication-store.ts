import { v7 } from 'uuid';
import type { Transaction } from '#libs/platform';

/** Ends the validity of what is published now, if anything, at the instant of the transaction. */
export async function closePublication(transaction: Transaction, contributionId: string): Promise<void> {
  await transaction.query('update publication set valid_to = now() where contribution_id = $1 and valid_to is null', [
    contributionId,
  ]);
}

/** From this instant on, the given revision is the published one. */
export async function replacePublication(
  transaction: Transaction,
  contributionId: string,
  revisionId: string,
): Promise<void> {
  await closePublication(transaction, contributionId);
  await transaction.query(
    'insert into publication (id, contribution_id, revision_id, valid_from) values ($1, $2, $3, now())',
    [v7(), contributionId, revisionId],
  );
}
