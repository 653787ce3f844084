import type { Queryable } from '#libs/retrieval';
import type { DocumentKind } from './documents.js';

/** What there is to do for the engine. */
export interface Due {
  /** Tasks whose result is not known yet, or rows that one left behind. */
  tasks: boolean;
  /** An epoch is being built, or there is none. */
  building: boolean;
  /** Rows of each kind that may be sent, up to as many as go together. */
  heads: number;
  texts: number;
}

/** One small question, so that an idle worker costs next to nothing. */
export async function whatIsDue(database: Queryable): Promise<Due> {
  const rows = (kind: DocumentKind) =>
    `(select count(*)::int from (select from engine_dirty where kind = '${kind}' and ${MAY_BE_SENT} limit ${ROWS[kind]}) due)`;
  const [due] = await database.query<Due>(
    `select exists (select from engine_task) or exists (select from engine_dirty where batch is not null) as tasks,
       exists (select from search_epoch where state = 'BUILDING') or not exists (select from search_epoch where state = 'LIVE') as building,
       ${rows('HEAD')} as heads, ${rows('TEXT')} as texts`,
  );
  return due as Due;
}

/** Whether so many rows of a kind are due that they go without waiting for others. */
export const isFull = (kind: DocumentKind, due: Due) => rowsDue(kind, due) >= ROWS[kind];

export const rowsDue = (kind: DocumentKind, due: Due) => (kind === 'HEAD' ? due.heads : due.texts);

/** Rows of the dirty set that go together. */
export interface Batch {
  kind: DocumentKind;
  rows: { id: string; version: number }[];
  bulk: boolean;
}

/** Batches of one kind that the engine has and has not answered for: more are not sent, so that the next edit waits for few. */
const UNFINISHED_MOST = 3;
const UNFINISHED_BULK_MOST = 1;
const ROWS = { HEAD: 200, TEXT: 50 };
const BULK_ROWS = { HEAD: 200, TEXT: 25 };
const MAY_BE_SENT = 'batch is null and not poison and (not_before is null or not_before <= now())';

/** The next rows to send, what somebody waits for first; undefined when there are none, or enough on their way. */
export async function nextBatch(database: Queryable, kind: DocumentKind): Promise<Batch | undefined> {
  const [state] = await database.query<{ unfinished: number; bulk: number }>(
    `select count(distinct batch)::int as unfinished, count(distinct batch) filter (where priority = 1)::int as bulk
     from engine_dirty where kind = $1 and batch in (select batch from engine_task)`,
    [kind],
  );
  if ((state?.unfinished ?? 0) >= UNFINISHED_MOST) return undefined;
  const due = await withoutLocks(database, () =>
    database.query<DueRow>(
      `select id, version, priority, batch_limit as limit
       from engine_dirty
       where kind = $1 and ${MAY_BE_SENT}
       order by priority, first_dirty_at, id limit $2
       for update skip locked`,
      [kind, ROWS[kind]],
    ),
  );
  const [first] = due;
  if (!first) return undefined;
  const bulk = first.priority > 0;
  if (bulk && (state?.bulk ?? 0) >= UNFINISHED_BULK_MOST) return undefined;
  const most = Math.min(first.limit ?? ROWS[kind], bulk ? BULK_ROWS[kind] : ROWS[kind]);
  const rows = due.filter((row) => row.priority === first.priority && row.limit === first.limit).slice(0, most);
  return { kind, bulk, rows: rows.map(({ id, version }) => ({ id, version })) };
}

interface DueRow {
  id: string;
  version: number;
  priority: number;
  limit: number | null;
}

/**
 * Leaves out what somebody is changing, since who has sent it could not note that before they end. The locks that tell are let go at
 * once: whoever edits must never wait for the engine. The version tells afterwards what changed meanwhile.
 */
async function withoutLocks<Row>(transaction: Queryable, look: () => Promise<Row[]>): Promise<Row[]> {
  await transaction.query('savepoint looking');
  const rows = await look();
  await transaction.query('rollback to savepoint looking');
  await transaction.query('release savepoint looking');
  return rows;
}

/** Notes that rows are on their way in a batch of tasks. What somebody is changing by now will be sent again, and whole: nobody reads the result for it. */
export async function noteSent(database: Queryable, batch: string, { kind, rows }: Batch): Promise<void> {
  const free = new Set(await lockRows(database, kind, rows));
  const sent = rows.filter((row) => free.has(row.id));
  await database.query(
    `update engine_dirty set batch = $1, sent_version = sent.version, sent_at = now()
     from unnest($3::uuid[], $4::int[]) as sent(id, version)
     where engine_dirty.kind = $2 and engine_dirty.id = sent.id`,
    [batch, kind, sent.map((row) => row.id), sent.map((row) => row.version)],
  );
  const others = rows.filter((row) => !free.has(row.id)).map((row) => row.id);
  if (others.length > 0)
    await database.query(
      'update engine_document set hash = null where kind = $1 and contribution_id = any($2::uuid[])',
      [kind, others],
    );
}

/** Ends rows for which nothing had to be sent. */
export async function clearRows(database: Queryable, { kind, rows }: Batch): Promise<void> {
  const free = new Set(await lockRows(database, kind, rows));
  const done = rows.filter((row) => free.has(row.id));
  await database.query(
    `delete from engine_dirty using unnest($2::uuid[], $3::int[]) as done(id, version)
     where engine_dirty.kind = $1 and engine_dirty.id = done.id and engine_dirty.version = done.version`,
    [kind, done.map((row) => row.id), done.map((row) => row.version)],
  );
}

/** The engine did all tasks of a batch: what has not changed since is done, the rest is sent again. */
export async function finishBatch(database: Queryable, batch: string): Promise<void> {
  const rows = await lockBatch(database, batch);
  await noteDelay(database, batch);
  await database.query(`delete from engine_dirty where ${LOCKED} and version = sent_version`, [batch, ...rows]);
  await database.query(
    `update engine_dirty set batch = null, first_dirty_at = greatest(first_dirty_at, sent_at) where ${LOCKED}`,
    [batch, ...rows],
  );
  await database.query('delete from engine_document where leaving = $1', [batch]);
  await database.query('delete from engine_task where batch = $1', [batch]);
}

/** How long what somebody waited for took, from the change to the engine's word that it can be found. */
async function noteDelay(database: Queryable, batch: string): Promise<void> {
  await database.query(
    `update search_engine_state set delay_ms = least(waited.ms, 2147483647)
     from (
       select max(extract(epoch from clock_timestamp() - first_dirty_at) * 1000) as ms
       from engine_dirty where batch = $1 and version = sent_version and priority = 0
     ) waited
     where engine = 'MEILISEARCH' and waited.ms is not null`,
    [batch],
  );
}

export interface BatchFailure {
  message: string;
  /** The fault lies in a document, so that halving finds it; else the engine itself is in trouble, and time may help. */
  isDocumentFault: boolean;
}

/**
 * A task of the batch failed: its rows go again in halves; a row that failed alone is parked with the reason. Before, nobody knows whose
 * fault it is, and the reason, which may quote one of them, stands beside none.
 */
export async function failBatch(database: Queryable, batch: string, failure: BatchFailure): Promise<void> {
  const [{ size } = { size: 0 }] = await database.query<{ size: number }>(
    'select count(*)::int as size from engine_dirty where batch = $1',
    [batch],
  );
  const rows = await lockBatch(database, batch);
  await doubtDocuments(database, batch);
  await database.query(
    `update engine_dirty set batch = null, attempts = attempts + 1,
       error = case when not $5 or $6 = 1 then left($4, 1000) end,
       batch_limit = case when $5 then greatest(1, $6 / 2) else batch_limit end,
       poison = $5 and $6 = 1 and version = sent_version,
       not_before = case when $5 then null else now() + least(power(2, least(attempts, 8)), 120) * interval '1 second' end
     where ${LOCKED}`,
    [batch, ...rows, failure.message, failure.isDocumentFault, size],
  );
  await database.query('delete from engine_task where batch = $1', [batch]);
}

/** The engine knows nothing of a task it took: its rows are sent again, as if they never had been. */
export async function forgetBatch(database: Queryable, batch: string): Promise<void> {
  await doubtDocuments(database, batch);
  await database.query('delete from engine_task where batch = $1', [batch]);
}

/** Rows of batches that have ended, which somebody was changing at that time, or of an epoch that is gone: they are sent again once they may be written. */
export async function freeRows(database: Queryable): Promise<void> {
  await database.query(
    `update engine_dirty set batch = null
     from (
       select kind, id from engine_dirty
       where batch is not null and not exists (select from engine_task task where task.batch = engine_dirty.batch)
       order by kind, id for update skip locked
     ) free
     where engine_dirty.kind = free.kind and engine_dirty.id = free.id`,
  );
}

/** What the engine has of these rows is not known any more. */
async function doubtDocuments(database: Queryable, batch: string): Promise<void> {
  await database.query(
    `update engine_document set hash = null
     from engine_dirty
     where engine_dirty.batch = $1 and engine_document.contribution_id = engine_dirty.id and engine_document.kind = engine_dirty.kind`,
    [batch],
  );
}

// In the order in which commands lock what they mark; what somebody is changing is left out, since they may take minutes.
async function lockRows(database: Queryable, kind: string, rows: readonly { id: string }[]): Promise<string[]> {
  const free = await database.query<{ id: string }>(
    'select id from engine_dirty where kind = $1 and id = any($2::uuid[]) order by id for update skip locked',
    [kind, rows.map((row) => row.id)],
  );
  return free.map((row) => row.id);
}

const LOCKED = 'batch = $1 and (kind, id) in (select * from unnest($2::text[], $3::uuid[]))';

/** Locks those rows of a batch that nobody is changing; answers their kinds and ids, for LOCKED. */
async function lockBatch(database: Queryable, batch: string): Promise<[string[], string[]]> {
  const free = await database.query<{ kind: string; id: string }>(
    'select kind, id from engine_dirty where batch = $1 order by kind, id for update skip locked',
    [batch],
  );
  return [free.map((row) => row.kind), free.map((row) => row.id)];
}
