import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, isLockTimeout } from '#libs/platform';

type Kind = 'HEAD' | 'TEXT';

// Who edits waits for what is marked here for no longer than this.
const LOCK_MS = 100;
// Enough to find one among five hundred; what is beyond is left for later.
const WAITS_MOST = 12;
const AGAIN_MS = 2_000;

/**
 * Marks contributions as bulk work, and passes over those that a transaction in progress has changed: it may stay open for minutes, and
 * whoever edits one of the others would wait for it too. Answers those that were passed over; they are to be marked once it has ended,
 * since what it wrote it may have read before.
 */
export async function markPastLocks(database: Database, kinds: Kind[], ids: readonly string[]): Promise<string[]> {
  let waits = 0;
  const mark = async (some: readonly string[]): Promise<string[]> => {
    if (some.length === 0) return [];
    if (waits >= WAITS_MOST) return [...some];
    try {
      await database.transaction(async (transaction) => {
        await transaction.query(`set local lock_timeout = ${LOCK_MS}`);
        await transaction.query('select search_mark($1::text[], $2::uuid[], true)', [kinds, some]);
      });
      return [];
    } catch (error) {
      if (!isLockTimeout(error)) throw error;
      waits++;
      if (some.length === 1) return [...some];
      const half = Math.ceil(some.length / 2);
      return [...(await mark(some.slice(0, half))), ...(await mark(some.slice(half)))];
    }
  };
  return mark(ids);
}

/** Marks what was passed over, as soon as the transactions that hold it end. */
export async function markWhenFree(
  database: Database,
  kinds: Kind[],
  ids: readonly string[],
  { ending, waits }: { ending?: AbortSignal; waits?: (count: number) => void } = {},
): Promise<void> {
  for (let left = [...ids]; left.length > 0; ) {
    waits?.(left.length);
    await sleep(AGAIN_MS, undefined, { signal: ending });
    left = await markPastLocks(database, kinds, left);
  }
}
