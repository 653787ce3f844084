import { Database, isDatabaseAway, isLockTimeout, type Transaction } from '#libs/platform';
import { type Due, isFull, nextBatch, rowsDue, whatIsDue } from './batches.js';
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
  mostlyRefused,
  nothingUnmarked,
  switchTo,
} from './epochs.js';
import { EngineFailure } from './failure.js';
import { checkVersion, hasIndexes, isKeyRefused, isMakingIndexes, makeIndexes, settingsFailure } from './indexes.js';
import { RunningComparison } from './running-comparison.js';
import { sendBatch } from './send.js';
import { readSettings } from './settings.js';
import { TaxonomyWords } from './taxonomy-words.js';
import { tidyEpochs } from './tidy-epochs.js';
import { repair } from './verify-engine.js';

// Words of the taxonomy are part of them.
const SETTINGS_CHECKED_MS = 5 * 60_000;
// How often the engine is asked whether it still has our indexes.
const LOOKED_AFTER_MS = 5_000;
// Indexes that get lost again and again are built once a minute: two workers with different servers take each other's for lost.
const LOSSES_COUNTED_MS = 10 * 60_000;
const LOSSES_BORNE = 3;
const LOSS_PAUSE_MS = 60_000;
// For no longer does a step wait for a row that somebody is changing, and who edits waits for the step; then it pauses.
const LOCK_MS = 300;
const LOCKED_PAUSE_MS = 2_000;

export interface EngineWorkerOptions {
  /**
   * The least time from one batch of a kind to the next that is not full, in milliseconds; 0 by default. What is edited alone goes at once; what
   * is edited soon after waits for others. To the engine one document costs nearly as much as fifty: 140 ms of a processor in an index
   * of 100,000, which searches would wait for.
   */
  gatherMs?: Record<DocumentKind, number>;
}

const FORGETFUL =
  'Meilisearch does not know tasks that it took; what they held is sent again. Does its disk stay, and is it always the same server?';

/**
 * Keeps the second engine's documents as the tables are. Any number of workers may run: one at a time has the writer's lock, and holds
 * it no longer than its transaction lives. It may die at any line: what it sent and did not note is sent again.
 *
 * In each step the engine is asked first and rows are written last: whoever edits waits for the database's locks, never for the engine.
 */
export class EngineWorker {
  private lookedAfter = 0;
  private settingsChecked = 0;
  private lostMemory = false;
  /** When indexes were found lost. */
  private losses: number[] = [];
  /** The epoch whose indexes were made. */
  private made: number | undefined;
  /** Until when a building waits for those who change what it has to mark. */
  private lockedUntil = 0;
  /** Tasks were forgotten that the engine had taken, and since then none ended well. */
  private forgetful = false;
  private readonly words: TaxonomyWords;
  private readonly comparison: RunningComparison;
  private readonly sentAt: Record<DocumentKind, number> = { HEAD: 0, TEXT: 0 };

  constructor(
    private readonly database: Database,
    private readonly connection: MeilisearchConnection,
    private readonly options: EngineWorkerOptions = {},
  ) {
    this.words = new TaxonomyWords(connection);
    this.comparison = new RunningComparison(database, connection);
  }

  /** One round: results read, an epoch brought forward, the next batches sent. Answers how much happened; 0 when there is nothing to do. */
  async runOnce(_limit?: number, ending?: AbortSignal): Promise<number> {
    try {
      let due = await whatIsDue(this.database);
      let done = 0;
      let idle = true;
      const steps: [isDue: () => boolean, step: (transaction: Transaction) => Promise<number>][] = [
        [() => due.tasks, (transaction) => this.collect(transaction)],
        [() => this.mayBeLost(), (transaction) => this.lookAfter(transaction)],
        [() => this.words.areChanging, (transaction) => this.endWords(transaction)],
        [
          () => Date.now() >= this.lockedUntil && (due.building || this.mayBeOldSettings()),
          (transaction) => this.prepare(transaction),
        ],
        [() => this.isToSend('HEAD', due), (transaction) => this.send(transaction, 'HEAD')],
        [() => this.isToSend('TEXT', due), (transaction) => this.send(transaction, 'TEXT')],
      ];
      for (const [isDue, step] of steps) {
        if (!isDue()) continue;
        idle = false;
        const count = await this.underLock(step);
        // Another worker is at it.
        if (count === undefined) return done;
        // What was done may have left the next steps something to do.
        if (count > 0) due = await whatIsDue(this.database);
        done += count;
      }
      // Nothing was asked of the engine: that says nothing of its health.
      if (idle) return 0;
      done += await this.finishBuilding(ending);
      await this.noteHealth(this.forgetful ? FORGETFUL : undefined);
      return done;
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      if (isKeyRefused(error)) this.connection.forgetKeys();
      const failure = EngineFailure.of(error);
      await this.noteHealth(failure.message);
      throw failure;
    }
  }

  private mayBeLost(): boolean {
    return this.lostMemory || Date.now() >= this.lookedAfter + LOOKED_AFTER_MS;
  }

  private mayBeOldSettings(): boolean {
    return Date.now() >= this.settingsChecked + SETTINGS_CHECKED_MS;
  }

  /** What is edited soon after something was sent waits for others. */
  private isToSend(kind: DocumentKind, due: Due): boolean {
    const gathering = Date.now() < this.sentAt[kind] + (this.options.gatherMs?.[kind] ?? 0);
    return rowsDue(kind, due) > 0 && (!gathering || isFull(kind, due));
  }

  /**
   * Does a step as the only writer; undefined when another is at work. What it does outside the database may be done twice: then a document is
   * sent twice, which does no harm. A step that meets a row of somebody's long transaction is undone and tried later.
   */
  private async underLock(work: (transaction: Transaction) => Promise<number>): Promise<number | undefined> {
    try {
      return await this.database.transaction(async (transaction) => {
        await transaction.query(`set local lock_timeout = ${LOCK_MS}`);
        const [row] = await transaction.query<{ taken: boolean }>(
          `select pg_try_advisory_xact_lock(hashtextextended('roundtable second engine', 0)) as taken`,
        );
        return row?.taken ? await work(transaction) : undefined;
      });
    } catch (error) {
      if (!isLockTimeout(error)) throw error;
      this.lockedUntil = Date.now() + LOCKED_PAUSE_MS;
      return 0;
    }
  }

  private async collect(transaction: Transaction): Promise<number> {
    const { ended, succeeded, lostMemory } = await collectResults(transaction, this.connection);
    this.lostMemory ||= lostMemory;
    this.forgetful = succeeded === 0 && (this.forgetful || lostMemory);
    return ended;
  }

  /** An engine that was wiped has our indexes no more: what it had is built again, and until then the database answers alone. */
  private async lookAfter(transaction: Transaction): Promise<number> {
    const epochs = (await currentEpochs(transaction)).filter((epoch) => epoch.marked);
    const lost: Epoch[] = [];
    for (const epoch of epochs.filter((one) => one.state === 'LIVE' || this.lostMemory))
      if (!(await hasIndexes(this.connection, epoch.number))) lost.push(epoch);
    for (const epoch of lost) await dropEpoch(transaction, epoch.number);
    if (lost.length > 0) this.losses = [...this.losses, Date.now()].filter((at) => at > Date.now() - LOSSES_COUNTED_MS);
    this.lookedAfter = Date.now();
    this.lostMemory = false;
    return lost.length;
  }

  /** What the engine refuses for indexes that are there is tried with new ones, whose building tells what is wrong. */
  private async endWords(transaction: Transaction): Promise<number> {
    const { open, failed } = await this.words.outcome();
    if (failed) await beginEpoch(transaction, (await readSettings(transaction)).hash);
    return open ? 0 : 1;
  }

  /** Begins the first epoch, or one with other settings, gives a live one the taxonomy's words of now, and makes what is begun ready. */
  private async prepare(transaction: Transaction): Promise<number> {
    const epochs = await currentEpochs(transaction);
    const building = epochs.find((epoch) => epoch.state === 'BUILDING');
    if (!building) {
      if (epochs.length > 0 && !this.mayBeOldSettings()) return 0;
      this.pauseAfterLosses();
      const settings = await readSettings(transaction);
      const [live] = epochs;
      this.settingsChecked = Date.now();
      if (live?.settingsHash === settings.hash) return (await this.words.bring(live.number, settings)) ? 1 : 0;
      await beginEpoch(transaction, settings.hash);
      return 1;
    }
    if (building.marked || !(await nothingUnmarked(transaction, building.number))) return 0;
    if (this.made !== building.number) {
      await checkVersion(this.connection);
      await makeIndexes(this.connection, building.number, await readSettings(transaction));
      this.made = building.number;
    }
    await markForEpoch(transaction, building.number);
    return 1;
  }

  /** Throws while a new epoch would only be lost like those before. */
  private pauseAfterLosses(): void {
    const last = this.losses.at(-1) ?? 0;
    if (this.losses.length <= LOSSES_BORNE || Date.now() > last + LOSS_PAUSE_MS) return;
    throw new Error(
      `Our indexes were lost ${this.losses.length} times within ten minutes; the next are built a minute after the last loss. Have all workers the same MEILI_URL, and does the server keep its data?`,
    );
  }

  private async send(transaction: Transaction, kind: DocumentKind): Promise<number> {
    const epochs = (await currentEpochs(transaction)).filter((epoch) => epoch.marked);
    const batch = epochs.length > 0 ? await nextBatch(transaction, kind) : undefined;
    if (!batch) return 0;
    await sendBatch(transaction, this.connection, epochs, batch);
    this.sentAt[kind] = Date.now();
    return batch.rows.length;
  }

  /** When all is sent and done: compares the built epoch with the tables, mends what differs, and only then lets it be read. */
  private async finishBuilding(ending: AbortSignal | undefined): Promise<number> {
    const epochs = await currentEpochs(this.database);
    const building = epochs.find((epoch) => epoch.state === 'BUILDING' && epoch.marked);
    if (!building || (await leftToBuild(this.database, building.number)) > 0) return 0;
    if (await isMakingIndexes(this.connection, building.number)) return 0;
    if (!(await hasIndexes(this.connection, building.number))) {
      const reason = await settingsFailure(this.connection, building.number);
      await this.underLock(async (transaction) => {
        await dropEpoch(transaction, building.number);
        return 1;
      });
      throw new Error(`Epoch ${building.number} has no index with our settings. ${reason}`.trim());
    }
    if (await mostlyRefused(this.database))
      throw new Error(`Epoch ${building.number} is not read: too many documents were refused.`);
    const comparison = await this.comparison.of(building.number, ending);
    if (!comparison) return 0;
    const finished = await this.underLock(async (transaction) => {
      if (comparison.differing.length === 0) await switchTo(transaction, building.number);
      else {
        await repair(transaction, building.number, comparison);
        await markedAgain(transaction, building.number);
      }
      return 1;
    });
    return finished ?? 0;
  }

  tidy(): Promise<void> {
    return tidyEpochs(this.database, this.connection);
  }

  private async noteHealth(failure: string | undefined): Promise<void> {
    await this.database.query(
      `update search_engine_state set failure = left($1::text, 500), failing_since = case when $1::text is null then null else coalesce(failing_since, now()) end
       where engine = 'MEILISEARCH' and (failure is not null or $1::text is not null)`,
      [failure ?? null],
    );
  }
}

/** Begins a new epoch with the settings as they are; the worker builds it, and searches read the one before until it is done. */
export async function beginRebuild(database: Database): Promise<void> {
  const { hash } = await readSettings(database);
  await beginEpoch(database, hash);
}
