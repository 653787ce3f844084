import type { Database } from '#libs/platform';
import { SearchEngineName } from '../engine.js';

const STEP = 500;

/**
 * Has the worker look at every row of the database's own index once more, as bulk, in steps of one transaction each. Rows are replaced
 * in place and equal ones stay, so that there is no moment at which anything is missing.
 */
export async function projectEverything(database: Database): Promise<void> {
  for (let beyond = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows: { id: string }[] = await database.query(
      `with step as materialized (select id from contribution where id > $1 order by id limit ${STEP}),
       marked as materialized (select search_mark(array['HEAD', 'TEXT'], array(select id from step), true))
       select step.id from step cross join marked order by id`,
      [beyond],
    );
    beyond = rows.at(-1)?.id ?? beyond;
    if (rows.length < STEP) return;
  }
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
