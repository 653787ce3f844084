import type { Database } from '#libs/platform';
import { SearchEngineName } from '../engine.js';
import { markPastLocks, markWhenFree } from '../projection/mark-past-locks.js';

const STEP = 500;
const KINDS: ('HEAD' | 'TEXT')[] = ['HEAD', 'TEXT'];

/**
 * Has the worker look at every row of the database's own index once more, as bulk, in steps of one transaction each. Rows are replaced
 * in place and equal ones stay, so that there is no moment at which anything is missing. What a transaction in progress has changed is
 * marked when it ends; `waits` is told how many such there are.
 */
export async function projectEverything(
  database: Database,
  options: { ending?: AbortSignal; waits?: (count: number) => void } = {},
): Promise<void> {
  const left: string[] = [];
  for (let beyond = '00000000-0000-0000-0000-000000000000'; ; ) {
    options.ending?.throwIfAborted();
    const rows: { id: string }[] = await database.query(
      'select id from contribution where id > $1 order by id limit $2',
      [beyond, STEP],
    );
    const ids = rows.map((row) => row.id);
    left.push(...(await markPastLocks(database, KINDS, ids)));
    beyond = ids.at(-1) ?? beyond;
    if (rows.length < STEP) break;
  }
  await markWhenFree(database, KINDS, left, options);
}

/** Has everything that failed or is parked tried again at once, of one engine or of all; answers how many rows. */
export async function retryFailed(database: Database, engine?: SearchEngineName): Promise<number> {
  const statements: Record<SearchEngineName, string> = {
    POSTGRES: `update search_dirty set attempts = 0, not_before = null, claimed_until = null where error is not null returning id`,
    MEILISEARCH: `update engine_dirty set attempts = 0, not_before = null, batch_limit = null, poison = false where error is not null returning id`,
  };
  const meant = engine ? [engine] : Object.values(SearchEngineName);
  const retried = await Promise.all(meant.map((name) => database.query(statements[name])));
  return retried.flat().length;
}
