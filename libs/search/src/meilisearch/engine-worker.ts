import { Database, isDatabaseAway, type Transaction } from '#libs/platform';
import { nextBatch } from './batches.js';
import { collectResults } from './collect.js';
import type { MeilisearchConnection } from './connection.js';
import type { DocumentKind } from './documents.js';
import {
  beginEpoch,
  currentEpochs,
  dropEpoch,
  type Epoch,
  leftToBuild,
  markedAgain,
  markForEpoch,
  switchTo,
} from './epochs.js';
import { deleteIndexes, hasIndexes, isKeyRefused, makeIndexes } from './indexes.js';
import { sendBatch } from './send.js';
import { readSettings } from './settings.js';
import { compareEpoch, repair } from './verify-engine.js';

// Words of the taxonomy are part of the settings.
const SETTINGS_CHECKED_MS = 5 * 60_000;
// How often the engine is asked whether it still has our indexes.
const LOOKED_AFTER_MS = 5_000;
const OLD_EPOCHS_KEPT = '1 day';

/**
 * Keeps the second engine's documents as the tables are. Any number of workers may run: one at a time has the writer's lock, and holds
 * it no longer than its transaction lives. It may die at any line: what it sent and did not note is sent again.
 */
export class EngineWorker {
  private lookedAfter = 0;
  private settingsChecked = 0;

  constructor(
    private readonly database: Database,
    private readonly connection: MeilisearchConnection,
  ) {}

  /** One round: results read, an epoch brought forward, the next batches sent. Answers how much happened; 0 when there is nothing to do. */
  async runOnce(): Promise<number> {
    try {
      const done = await this.database.transaction((transaction) => this.round(transaction));
      await this.noteHealth(undefined);
      return done + (await this.finishBuilding());
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      if (isKeyRefused(error)) this.connection.forgetKeys();
      await this.noteHealth(error instanceof Error ? error.message : String(error));
      throw error;
    }
  }

  private async round(transaction: Transaction): Promise<number> {
    if (!(await takeLock(transaction))) return 0;
    const client = await this.connection.writer();
    const { ended, lostMemory } = await collectResults(transaction, client);
    let epochs = await currentEpochs(transaction);
    if (lostMemory || Date.now() > this.lookedAfter + LOOKED_AFTER_MS) {
      for (const epoch of epochs.filter((one) => one.state === 'LIVE' || lostMemory)) {
        if (!epoch.marked) continue;
        // It was wiped: what it had is built again, and until then the database answers alone.
        if (!(await hasIndexes(this.connection, epoch.number))) await dropEpoch(transaction, epoch.number);
      }
      epochs = await currentEpochs(transaction);
      this.lookedAfter = Date.now();
    }
    const prepared = await this.prepare(transaction, epochs);
    let sent = 0;
    for (const kind of ['HEAD', 'TEXT'] as DocumentKind[]) {
      const batch = prepared.length > 0 ? await nextBatch(transaction, kind) : undefined;
      if (!batch) continue;
      await sendBatch(transaction, this.connection, prepared, batch);
      sent += batch.rows.length;
    }
    return ended + sent + (prepared.length < epochs.length || epochs.length === 0 ? 1 : 0);
  }

  /** Begins the first epoch, or one with new settings, and makes what is begun ready; answers the epochs that take documents. */
  private async prepare(transaction: Transaction, epochs: readonly Epoch[]): Promise<Epoch[]> {
    const building = epochs.find((epoch) => epoch.state === 'BUILDING');
    if (!building) {
      if (epochs.length > 0 && Date.now() < this.settingsChecked + SETTINGS_CHECKED_MS) return [...epochs];
      const { hash } = await readSettings(transaction);
      this.settingsChecked = Date.now();
      if (epochs[0]?.settingsHash !== hash) await beginEpoch(transaction, hash);
      return epochs.filter((epoch) => epoch.marked);
    }
    if (!building.marked && (await markForEpoch(transaction, building.number))) {
      await makeIndexes(this.connection, building.number, await readSettings(transaction));
      building.marked = true;
    }
    return epochs.filter((epoch) => epoch.marked);
  }

  /** When all is sent and done: compares the built epoch with the tables, mends what differs, and only then lets it be read. */
  private async finishBuilding(): Promise<number> {
    const building = (await currentEpochs(this.database)).find((epoch) => epoch.state === 'BUILDING' && epoch.marked);
    if (!building || (await leftToBuild(this.database, building.number)) > 0) return 0;
    const comparison = await compareEpoch(this.database, this.connection, building.number, { parked: false });
    return this.database.transaction(async (transaction) => {
      if (!(await takeLock(transaction))) return 0;
      if (comparison.differing.length === 0) await switchTo(transaction, building.number);
      else {
        await repair(transaction, building.number, comparison);
        await markedAgain(transaction, building.number);
      }
      return 1;
    });
  }

  /** Deletes epochs that nobody has read for a day. */
  async tidy(): Promise<void> {
    const old = await this.database.query<{ number: number }>(
      `select number from search_epoch where state = 'OLD' and ended_at < now() - interval '${OLD_EPOCHS_KEPT}'`,
    );
    for (const { number } of old) {
      await deleteIndexes(this.connection, number);
      await this.database.query('delete from search_epoch where number = $1', [number]);
    }
  }

  private async noteHealth(failure: string | undefined): Promise<void> {
    await this.database.query(
      `update search_engine_state set failure = left($1::text, 500), failing_since = case when $1::text is null then null else coalesce(failing_since, now()) end
       where engine = 'MEILISEARCH' and (failure is not null or $1::text is not null)`,
      [failure ?? null],
    );
  }
}

async function takeLock(transaction: Transaction): Promise<boolean> {
  const [row] = await transaction.query<{ taken: boolean }>(
    `select pg_try_advisory_xact_lock(hashtextextended('roundtable second engine', 0)) as taken`,
  );
  return row?.taken ?? false;
}

/** Begins a new epoch with the settings as they are; the worker builds it, and searches read the one before until it is done. */
export async function beginRebuild(database: Database): Promise<void> {
  const { hash } = await readSettings(database);
  await beginEpoch(database, hash);
}
