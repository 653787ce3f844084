import type { Queryable } from '#libs/retrieval';

export interface DirtyRow {
  kind: 'HEAD' | 'TEXT' | 'ORGANISATION' | 'THEME' | 'SYSTEM' | 'RECOMMENDATION' | 'EVENT';
  id: string;
  /** A bigint. */
  version: string;
}

const LEASE_SECONDS = 60;

/** Takes due rows for a while: what others hold is skipped, and what a dead worker held comes back when its lease ends. */
export async function claim(database: Queryable, limit: number): Promise<DirtyRow[]> {
  return rowsOf(
    await database.query(
      `with due as (
         select kind, id from search_dirty
         where (claimed_until is null or claimed_until < now()) and (not_before is null or not_before <= now())
         order by priority, first_dirty_at limit $1
         for update skip locked
       )
       update search_dirty set claimed_until = now() + $2 * interval '1 second'
       from due where search_dirty.kind = due.kind and search_dirty.id = due.id
       returning search_dirty.kind, search_dirty.id, search_dirty.version`,
      [limit, LEASE_SECONDS],
    ),
  );
}

/**
 * Locks those of the rows that are still the version that was read, in order, and returns them. Locked first and written after:
 * the same order as in a command, whose triggers lock these rows before its heads are projected. What somebody is changing is left out
 * like what was changed: for how long they keep their transaction open nobody knows, and others wait for what is locked here.
 */
export function lockUnchanged(transaction: Queryable, rows: readonly DirtyRow[]): Promise<DirtyRow[]> {
  return transaction.query<DirtyRow>(
    `select dirty.kind, dirty.id, dirty.version from search_dirty dirty
     join unnest($1::text[], $2::uuid[], $3::bigint[]) as seen(kind, id, version) using (kind, id, version)
     order by dirty.kind, dirty.id for update of dirty skip locked`,
    columns(rows),
  );
}

export async function clear(transaction: Queryable, rows: readonly DirtyRow[]): Promise<void> {
  await transaction.query(
    `delete from search_dirty using unnest($1::text[], $2::uuid[], $3::bigint[]) as done(kind, id, version)
     where search_dirty.kind = done.kind and search_dirty.id = done.id and search_dirty.version = done.version`,
    columns(rows),
  );
}

/** Gives rows back that were claimed and not cleared: whoever comes next may take them. Answers those that somebody is changing, to be given back later. */
export function release(database: Queryable, rows: readonly DirtyRow[]): Promise<DirtyRow[]> {
  return database.query<DirtyRow>(
    `with held as (select * from unnest($1::text[], $2::uuid[], $3::bigint[]) as held(kind, id, version)),
     free as materialized (
       select kind, id from search_dirty where (kind, id) in (select kind, id from held) order by kind, id for update skip locked
     ),
     released as (
       update search_dirty set claimed_until = null from free where search_dirty.kind = free.kind and search_dirty.id = free.id
     )
     select held.kind, held.id, held.version from held join search_dirty using (kind, id)
     where not exists (select from free where free.kind = held.kind and free.id = held.id)`,
    columns(rows),
  );
}

/** Notes a failure: later and later tries, at most ten minutes apart, until the row succeeds or its thing changes. */
export async function noteFailure(database: Queryable, row: DirtyRow, error: unknown): Promise<void> {
  await database.query(
    `update search_dirty set attempts = attempts + 1, claimed_until = null, error = left($4, 1000),
       not_before = now() + least(power(2, least(attempts, 10)), 600) * interval '1 second'
     where kind = $1 and id = $2 and version = $3`,
    [row.kind, row.id, row.version, error instanceof Error ? error.message : String(error)],
  );
}

const columns = (rows: readonly DirtyRow[]) => [
  rows.map((row) => row.kind),
  rows.map((row) => row.id),
  rows.map((row) => row.version),
];

/** TypeORM answers an UPDATE … RETURNING with its rows and their number. */
function rowsOf(answer: unknown[]): DirtyRow[] {
  return (Array.isArray(answer[0]) ? answer[0] : answer) as DirtyRow[];
}
