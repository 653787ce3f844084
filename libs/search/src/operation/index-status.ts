import { readableContributions } from '#libs/contributions';
import type { Actor } from '#libs/identity';
import type { Queryable } from '#libs/retrieval';
import type { Drift } from '../drift.js';
import { SearchEngineName } from '../engine.js';

/** Something that could not be indexed. */
export interface FailedRow {
  engine: SearchEngineName;
  kind: string;
  /** Null where the asker may not read the contribution, and then there is no reason either: it may quote it. */
  id: string | null;
  error: string | null;
  attempts: number;
  /** It is not tried again before it changes, or somebody asks for it. */
  parked: boolean;
}

export enum SearchEngineState {
  READY = 'READY',
  BUILDING = 'BUILDING',
  REBUILDING = 'REBUILDING',
  FAILING = 'FAILING',
}

export interface EpochStatus {
  number: number;
  state: string;
  createdAt: Date;
  liveAt: Date | null;
  /** What has still to be sent to one that is being built; 0 for others. */
  remaining: number;
}

/** How an engine does. */
export interface EngineStatus {
  engine: SearchEngineName;
  state: SearchEngineState;
  documents: number;
  waiting: number;
  /** Of those, what nobody waits for. */
  waitingBulk: number;
  oldestWaiting: Date | null;
  unfinishedTasks: number;
  failedCount: number;
  failed: FailedRow[];
  failingSince: Date | null;
  failure: string | null;
  delayMs: number | null;
  epochs: EpochStatus[];
  checkAskedAt: Date | null;
  rebuildAskedAt: Date | null;
  lastCheck: (Drift & { beganAt: Date; endedAt: Date | null }) | null;
}

/** The failed rows that are shown of each engine; all are counted. */
const FAILED_SHOWN = 100;

const POSTGRES = `
  select (select count(*)::int from indexed_text) as documents,
    count(*)::int as waiting, (count(*) filter (where priority > 0))::int as "waitingBulk", min(first_dirty_at) as "oldestWaiting",
    0 as "unfinishedTasks", (count(*) filter (where error is not null))::int as "failedCount"
  from search_dirty`;

const MEILISEARCH = `
  select (select count(*)::int from engine_document
      where hash is not null and epoch = (select number from search_epoch where state = 'LIVE')) as documents,
    (count(*) filter (where not poison))::int as waiting, (count(*) filter (where priority > 0 and not poison))::int as "waitingBulk",
    min(first_dirty_at) filter (where not poison) as "oldestWaiting",
    (select count(*)::int from engine_task) as "unfinishedTasks", (count(*) filter (where error is not null))::int as "failedCount"
  from engine_dirty`;

/** How the engines do, and what could not be indexed. Rows of contributions that `actor` may not read are counted and not named; without an actor, for whoever has the database itself, all are. */
export async function readIndexStatus(
  database: Queryable,
  engines: readonly SearchEngineName[],
  actor?: Actor,
): Promise<EngineStatus[]> {
  return Promise.all(
    engines.map(async (engine) => {
      const isPostgres = engine === SearchEngineName.POSTGRES;
      const [[counts], [state], failed, epochs] = await Promise.all([
        database.query<Counts>(isPostgres ? POSTGRES : MEILISEARCH),
        database.query<StateRow>(
          `select failing_since as "failingSince", failure, delay_ms as "delayMs", check_began_at as "beganAt", check_ended_at as "endedAt",
             check_asked_at as "checkAskedAt", rebuild_asked_at as "rebuildAskedAt",
             missing, ghost, stale
           from search_engine_state where engine = $1`,
          [engine],
        ),
        readFailed(database, engine, actor),
        isPostgres ? [] : readEpochs(database),
      ]);
      const {
        failingSince = null,
        failure = null,
        delayMs = null,
        beganAt = null,
        checkAskedAt = null,
        rebuildAskedAt = null,
        ...check
      } = state ?? {};
      return {
        engine,
        ...(counts as Counts),
        failed,
        failingSince,
        failure,
        delayMs,
        checkAskedAt,
        rebuildAskedAt,
        epochs,
        state: isPostgres ? SearchEngineState.READY : stateOf(failure, epochs),
        lastCheck: beganAt && { ...(check as Omit<NonNullable<EngineStatus['lastCheck']>, 'beganAt'>), beganAt },
      };
    }),
  );
}

type Counts = Pick<
  EngineStatus,
  'documents' | 'waiting' | 'waitingBulk' | 'oldestWaiting' | 'unfinishedTasks' | 'failedCount'
>;

interface StateRow extends Drift {
  failingSince: Date | null;
  failure: string | null;
  delayMs: number | null;
  checkAskedAt: Date | null;
  rebuildAskedAt: Date | null;
  beganAt: Date | null;
  endedAt: Date | null;
}

function stateOf(failure: string | null, epochs: readonly EpochStatus[]): SearchEngineState {
  if (failure !== null) return SearchEngineState.FAILING;
  if (!epochs.some((epoch) => epoch.state === 'LIVE')) return SearchEngineState.BUILDING;
  return epochs.some((epoch) => epoch.state === 'BUILDING') ? SearchEngineState.REBUILDING : SearchEngineState.READY;
}

function readEpochs(database: Queryable): Promise<EpochStatus[]> {
  return database.query<EpochStatus>(
    `select number, state, created_at as "createdAt", live_at as "liveAt",
       case when state <> 'BUILDING' then 0 when marked_at is null then (select 2 * count(*)::int from contribution)
         else (select count(*)::int from engine_dirty where not poison and first_dirty_at <= marked_at) end as remaining
     from search_epoch order by number desc`,
  );
}

function readFailed(database: Queryable, engine: SearchEngineName, actor: Actor | undefined): Promise<FailedRow[]> {
  const parameters: unknown[] = [engine];
  const gate = actor ? readableContributions(actor, parameters, 'contribution') : 'true';
  const table = engine === SearchEngineName.POSTGRES ? 'search_dirty' : 'engine_dirty';
  const parked = engine === SearchEngineName.POSTGRES ? 'false' : 'dirty.poison';
  // Things that contributions name are everybody's to know.
  const shown = `(dirty.kind not in ('HEAD', 'TEXT') or ${
    actor ? `exists (select from contribution where contribution.id = dirty.id and ${gate})` : 'true'
  })`;
  return database.query<FailedRow>(
    `select $1 as engine, dirty.kind, case when ${shown} then dirty.id end as id, case when ${shown} then dirty.error end as error,
       dirty.attempts, ${parked} as parked
     from ${table} dirty where dirty.error is not null order by dirty.first_dirty_at, dirty.id limit ${FAILED_SHOWN}`,
    parameters,
  );
}
