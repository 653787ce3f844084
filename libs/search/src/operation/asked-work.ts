import type { Database } from '#libs/platform';
import { SearchEngineName } from '../engine.js';
import { beginRebuild } from '../meilisearch/engine-worker.js';
import { type Checkable, checkIndex, NothingBuiltError } from './check-index.js';
import { projectEverything } from './rebuild-index.js';

/** Notes what the worker shall do with an engine's index next. What is asked for already is asked for once. */
export async function askForWork(
  database: Pick<Database, 'query'>,
  engine: SearchEngineName,
  work: 'CHECK' | 'REBUILD',
): Promise<void> {
  const column = work === 'CHECK' ? 'check_asked_at' : 'rebuild_asked_at';
  await database.query(`update search_engine_state set ${column} = coalesce(${column}, now()) where engine = $1`, [
    engine,
  ]);
}

/** Does what was asked for, one thing at a time, for whoever comes first among the workers; answers how many things it did. */
export async function doAskedWork(house: Checkable, ending?: AbortSignal): Promise<number> {
  const { database, meilisearch } = house;
  const engines = [SearchEngineName.POSTGRES, ...(meilisearch ? [SearchEngineName.MEILISEARCH] : [])];
  for (const engine of engines) {
    if (await taken(database, engine, 'rebuild')) {
      await orAgain(database, engine, 'rebuild', () =>
        engine === SearchEngineName.POSTGRES ? projectEverything(database, { ending }) : beginRebuild(database),
      );
      return 1;
    }
    if (await taken(database, engine, 'check')) {
      await orAgain(database, engine, 'check', async () => {
        try {
          await checkIndex(house, engine, { mend: true, ending });
        } catch (error) {
          // It is being built for the first time: then there is nothing to compare, and nothing is amiss.
          if (!(error instanceof NothingBuiltError)) throw error;
        }
      });
      return 1;
    }
  }
  return 0;
}

/** What fails is asked for anew, so that it is tried again at once and not when this worker is taken for dead. */
async function orAgain(
  database: Database,
  engine: SearchEngineName,
  what: 'rebuild' | 'check',
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    await database.query(`update search_engine_state set ${what}_asked_at = now() where engine = $1`, [engine]);
    throw error;
  }
  await done(database, engine, what);
}

/** A worker that died in the middle is taken for dead after so long. */
const PATIENCE = '15 minutes';

async function taken(database: Database, engine: SearchEngineName, what: 'rebuild' | 'check'): Promise<boolean> {
  const rows = await database.query(
    `update search_engine_state set ${what}_began_at = now(), ${what}_ended_at = null
     where engine = $1 and ${what}_asked_at is not null
       and (${what}_began_at is null or ${what}_began_at < ${what}_asked_at or ${what}_began_at < now() - interval '${PATIENCE}')
     returning engine`,
    [engine],
  );
  return rows.length > 0;
}

async function done(database: Database, engine: SearchEngineName, what: 'rebuild' | 'check'): Promise<void> {
  await database.query(
    `update search_engine_state set ${what}_asked_at = null, ${what}_ended_at = now() where engine = $1`,
    [engine],
  );
}
