import { type Database, isDatabaseAway } from '#libs/platform';
import type { Drift } from '../drift.js';
import { SearchEngineName } from '../engine.js';
import type { MeilisearchConnection } from '../meilisearch/connection.js';
import { currentEpochs, dropEpoch } from '../meilisearch/epochs.js';
import { EngineFailure } from '../meilisearch/failure.js';
import { hasIndexes } from '../meilisearch/indexes.js';
import { compareEpoch, repair } from '../meilisearch/verify-engine.js';
import { compareProjection, repairProjection } from '../projection/verify-projection.js';

/** The engines that can be checked; the second one only where it is configured. */
export interface Checkable {
  database: Database;
  meilisearch: MeilisearchConnection | undefined;
}

function inWords(error: unknown): never {
  throw error instanceof NothingBuiltError || isDatabaseAway(error) ? error : EngineFailure.of(error);
}

/** The second engine has nothing that could be compared yet. */
export class NothingBuiltError extends Error {}

/** Compares an engine's index with the tables, notes the outcome, and has what differs mended when told to. */
export async function checkIndex(
  { database, meilisearch }: Checkable,
  engine: SearchEngineName,
  { mend, ending }: { mend: boolean; ending?: AbortSignal },
): Promise<Drift> {
  await database.query(
    'update search_engine_state set check_began_at = now(), check_ended_at = null where engine = $1',
    [engine],
  );
  const drift = engine === SearchEngineName.POSTGRES ? await checkPostgres() : await checkMeilisearch().catch(inWords);
  const { missing, ghost, stale } = drift;
  await database.query(
    'update search_engine_state set check_ended_at = now(), missing = $2, ghost = $3, stale = $4 where engine = $1',
    [engine, missing, ghost, stale],
  );
  return { missing, ghost, stale };

  async function checkMeilisearch(): Promise<Drift> {
    const live = (await currentEpochs(database)).find((epoch) => epoch.state === 'LIVE');
    if (!meilisearch || !live) throw new NothingBuiltError('Meilisearch has no index yet; the worker builds it.');
    if (!(await hasIndexes(meilisearch, live.number))) {
      // It was wiped. The worker would see it within seconds; whoever has it mended need not wait.
      if (mend) await dropEpoch(database, live.number);
      throw new NothingBuiltError('Meilisearch has lost its index; the worker builds it again.');
    }
    const comparison = await compareEpoch(database, meilisearch, live.number, { ending });
    if (mend && comparison.differing.length > 0) await repair(database, live.number, comparison);
    return comparison;
  }

  async function checkPostgres(): Promise<Drift> {
    const comparison = await compareProjection(database, ending);
    if (mend && comparison.differing.length + comparison.broken.length > 0)
      await repairProjection(database, comparison);
    return comparison;
  }
}

/**
 * Takes the nightly check of an engine, for whoever comes first among the workers: between two and five o'clock (UTC), or at any hour when the
 * last one is more than two days ago.
 */
export async function takeNightlyCheck(database: Database, engine: SearchEngineName): Promise<boolean> {
  const taken = await database.query(
    `update search_engine_state set check_began_at = now(), check_ended_at = null
     where engine = $1 and (check_began_at < now() - interval '2 days'
       or extract(hour from now() at time zone 'UTC') between 2 and 4 and coalesce(check_began_at < now() - interval '20 hours', true))
     returning engine`,
    [engine],
  );
  return taken.length > 0;
}
