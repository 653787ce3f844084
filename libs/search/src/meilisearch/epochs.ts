import type { Queryable } from '#libs/retrieval';
import { freeRows } from './batches.js';

/** One building of the indexes. */
export interface Epoch {
  number: number;
  state: 'BUILDING' | 'LIVE' | 'OLD';
  settingsHash: string;
  /** Everything is marked to be sent to it. */
  marked: boolean;
}

/** The epochs that are kept up to date, the live one first. */
export function currentEpochs(database: Queryable): Promise<Epoch[]> {
  return database.query<Epoch>(
    `select number, state, settings_hash as "settingsHash", marked_at is not null as marked
     from search_epoch where state in ('LIVE', 'BUILDING') order by state desc`,
  );
}

/** Begins a new epoch, unless one is being built already. From its commit on, whatever changes is marked for the engine too. */
export async function beginEpoch(database: Queryable, settingsHash: string): Promise<void> {
  await database.query(
    `insert into search_epoch (state, settings_hash) values ('BUILDING', $1)
     on conflict (state) where state in ('BUILDING', 'LIVE') do nothing`,
    [settingsHash],
  );
}

/**
 * Whether nothing can change any more without being marked for this epoch. Whoever wrote before the epoch could be seen may still
 * commit: so first a transaction is noted that began after it could, then all older ones must have ended.
 */
export async function nothingUnmarked(database: Queryable, epoch: number): Promise<boolean> {
  const [row] = await database.query<{ ended: boolean | null }>(
    `select transaction_id::text::xid8 < pg_snapshot_xmin(pg_current_snapshot()) as ended from search_epoch where number = $1`,
    [epoch],
  );
  if (row?.ended == null) {
    await database.query(
      'update search_epoch set transaction_id = pg_current_xact_id()::text::bigint where number = $1',
      [epoch],
    );
  }
  return row?.ended ?? false;
}

/** Marks everything for a new epoch. */
export async function markForEpoch(database: Queryable, epoch: number): Promise<void> {
  await database.query(
    `insert into engine_dirty (kind, id, priority)
     select document.kind, contribution.id, 1 from contribution cross join unnest(array['HEAD', 'TEXT']) as document(kind)
     order by document.kind, contribution.id
     on conflict (kind, id) do update set version = engine_dirty.version + 1, poison = false, error = null, batch_limit = null, not_before = null`,
  );
  // Later than every mark, and so what is older than this and still waiting belongs to the building.
  await markedAgain(database, epoch);
}

/** Notes that whatever is marked by now belongs to the building. */
export async function markedAgain(database: Queryable, epoch: number): Promise<void> {
  await database.query('update search_epoch set marked_at = clock_timestamp() where number = $1', [epoch]);
}

/** Rows that the building epoch still waits for. */
export async function leftToBuild(database: Queryable, epoch: number): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    `select count(*)::int as count from engine_dirty
     where not poison and first_dirty_at <= (select marked_at from search_epoch where number = $1)`,
    [epoch],
  );
  return row?.count ?? 0;
}

/** So many were refused that an index without them would be worse than none: the fault is not in one document. */
export async function mostlyRefused(database: Queryable): Promise<boolean> {
  const [row] = await database.query<{ refused: boolean }>(
    `select (select count(*) from engine_dirty where poison) > greatest(10, (select count(*) from contribution) / 20) as refused`,
  );
  return row?.refused ?? false;
}

/** Lets searches read the built epoch from now on; the one before is kept for a while. Nothing happens when another worker was faster. */
export async function switchTo(database: Queryable, epoch: number): Promise<void> {
  // In two statements, since at no time there may be two that are read. Readers see both or none.
  await database.query(
    `update search_epoch set state = 'OLD', ended_at = now()
     where state = 'LIVE' and exists (select from search_epoch where number = $1 and state = 'BUILDING')`,
    [epoch],
  );
  await database.query(
    `update search_epoch set state = 'LIVE', live_at = now() where number = $1 and state = 'BUILDING'`,
    [epoch],
  );
}

/** Forgets an epoch that the engine lost, or whose time is over: what it was given, and what it had not answered for. */
export async function dropEpoch(database: Queryable, epoch: number): Promise<void> {
  await database.query('delete from search_epoch where number = $1', [epoch]);
  await freeRows(database);
}
