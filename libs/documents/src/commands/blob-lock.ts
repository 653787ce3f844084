import type { Transaction } from '#libs/platform';

/** Until the transaction ends, nobody else stores or sweeps these bytes: so none are swept that somebody is about to need. */
export async function lockBlob(transaction: Transaction, sha256: string): Promise<void> {
  await transaction.query(`select pg_advisory_xact_lock(hashtextextended('blob ' || $1, 0))`, [sha256]);
}
