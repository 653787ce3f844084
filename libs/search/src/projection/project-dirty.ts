import { Inject, Injectable } from '@nestjs/common';
import { Database, isDatabaseAway } from '#libs/platform';
import { countTerms } from '#libs/retrieval';
import { claim, clear, type DirtyRow, lockUnchanged, noteFailure, release } from './dirty-set.js';
import { markPastLocks } from './mark-past-locks.js';
import { projectBody, projectHeads, readBodies } from './project.js';

const FAN_OUT_STEP = 500;
// How often what a transaction in progress kept from being marked is tried again.
const MARKED_AGAIN_MS = 2_000;
const COUNT_AGAIN_MS = 10 * 60_000;
// After so many rows the counts are too old to wait: a first import would be searched as if no word were common.
const COUNT_AGAIN_ROWS = 500;

/**
 * The worker's projector: brings to the index what the tables say now about whatever is dirty. It may die at any line and any
 * number may run: rows are cleared in the transaction that writes, only in the version that was read, and until then
 * they come back.
 */
@Injectable()
export class ProjectDirty {
  /** How far the words are counted in this round; null between rounds. A start counts all, a later round what changed since. */
  private counted: string | null = '0';
  /** Rows taken since this round began, or the last one when none is on. */
  private taken = 0;
  private roundEnded = 0;
  /** Claimed, not done, and not given back yet, since somebody is changing them. */
  private held: DirtyRow[] = [];
  /** Things whose contributions are marked but for those that transactions in progress have changed. */
  private spreading: { row: DirtyRow; left: string[]; since: number }[] = [];

  constructor(@Inject(Database) private readonly database: Database) {}

  /** Works on at most `limit` dirty rows; answers how many it took, or counted words instead, and 0 when nothing is due. */
  async runOnce(limit = 50): Promise<number> {
    if (this.held.length > 0) this.held = await release(this.database, this.held);
    await this.spreadOn();
    const rows = await claim(this.database, limit);
    const heads = rows.filter((row) => row.kind === 'HEAD');
    await this.attempt(heads, () => this.projectHeads(heads));
    for (const row of rows) {
      if (row.kind === 'TEXT') await this.attempt([row], () => this.projectText(row));
      else if (row.kind !== 'HEAD') await this.attempt([row], () => this.spread(row));
    }
    this.taken += rows.length;
    // In idle moments, and beside bulk work, which may leave none for minutes. Never between two edits.
    const counted = rows.length === 0 || rows.length === limit ? await this.countWords() : 0;
    return rows.length || counted;
  }

  /** One short step at a time: queries plan by how common words are. Two workers at it do no harm. Answers how many steps it took. */
  private async countWords(): Promise<number> {
    if (this.counted === null) {
      const isTime = this.taken > 0 && Date.now() >= this.roundEnded + COUNT_AGAIN_MS;
      if (!isTime && this.taken < COUNT_AGAIN_ROWS) return 0;
      this.counted = '0';
    }
    if (this.counted === '0') this.taken = 0;
    this.counted = await countTerms(this.database, this.counted);
    if (this.counted === null) this.roundEnded = Date.now();
    return 1;
  }

  /** A failing batch is tried row by row, so that one bad row fails alone and the reason stands beside it. */
  private async attempt(rows: readonly DirtyRow[], work: () => Promise<void>): Promise<void> {
    if (rows.length === 0) return;
    try {
      await work();
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      if (rows.length === 1) return noteFailure(this.database, rows[0] as DirtyRow, error);
      for (const row of rows) await this.attempt([row], () => this.projectHeads([row]));
    }
  }

  private async projectHeads(rows: readonly DirtyRow[]): Promise<void> {
    const done = await this.database.transaction(async (transaction) => {
      const unchanged = await lockUnchanged(transaction, rows);
      if (unchanged.length > 0)
        await projectHeads(
          transaction,
          unchanged.map((row) => row.id),
        );
      await clear(transaction, unchanged);
      return unchanged.length;
    });
    if (done < rows.length) await this.giveBack(rows);
  }

  private async projectText(row: DirtyRow): Promise<void> {
    // Read before the lock, so that whoever edits waits for the writing only. A later change has raised the version by then.
    const units = await readBodies(this.database, [row.id]);
    const isDone = await this.database.transaction(async (transaction) => {
      const unchanged = await lockUnchanged(transaction, [row]);
      if (unchanged.length === 0) return false;
      await projectBody(transaction, row.id, units);
      await clear(transaction, unchanged);
      return true;
    });
    if (!isDone) await this.giveBack([row]);
  }

  /** Marks all contributions that name a thing, in steps of one transaction each, in the order of their keys. */
  private async spread(row: DirtyRow): Promise<void> {
    const left: string[] = [];
    for (let beyond: string | null = null; ; ) {
      const step: { id: string }[] = await this.database.query(
        `select search_affected($1, array[$2]::uuid[], $3::uuid, ${FAN_OUT_STEP}) as id order by id`,
        [row.kind, row.id, beyond],
      );
      const ids = step.map(({ id }) => id);
      left.push(...(await markPastLocks(this.database, ['HEAD'], ids)));
      beyond = ids.at(-1) ?? null;
      if (step.length < FAN_OUT_STEP) break;
    }
    await this.endSpread({ row, left });
  }

  /** The thing stays dirty until all are marked: when this worker dies before, another begins anew. */
  private async endSpread({ row, left }: { row: DirtyRow; left: string[] }): Promise<void> {
    if (left.length > 0) {
      this.spreading.push({ row, left, since: Date.now() });
      return;
    }
    await clear(this.database, [row]);
    await this.giveBack([row]);
  }

  private async spreadOn(): Promise<void> {
    const due = this.spreading.filter(({ since }) => Date.now() >= since + MARKED_AGAIN_MS);
    this.spreading = this.spreading.filter((one) => !due.includes(one));
    for (const { row, left } of due)
      await this.endSpread({ row, left: await markPastLocks(this.database, ['HEAD'], left) });
  }

  /** Rows that changed meanwhile are due again at once, not when the lease ends. */
  private async giveBack(rows: readonly DirtyRow[]): Promise<void> {
    this.held.push(...(await release(this.database, rows)));
  }
}
