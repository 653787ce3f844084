import { setTimeout as sleep } from 'node:timers/promises';
import type { Queryable } from '#libs/retrieval';
import type { MeilisearchConnection } from './connection.js';
import { type Comparison, compareEpoch } from './verify-engine.js';

const COMPARED_AT_ONCE_MS = 500;

/** A comparison under way, or what came of it. */
interface Comparing {
  epoch: number;
  comparison?: Comparison;
  error?: unknown;
}

/** Compares a new epoch with the tables, beside the worker's rounds: of a large index it takes minutes, in which edits must not wait. */
export class RunningComparison {
  private comparing: Comparing | undefined;

  constructor(
    private readonly database: Queryable,
    private readonly connection: MeilisearchConnection,
  ) {}

  /** What the comparison found, begun if none runs; undefined while it runs. */
  async of(epoch: number, ending: AbortSignal | undefined): Promise<Comparison | undefined> {
    let run = this.comparing;
    if (run?.epoch !== epoch) {
      const begun: Comparing = { epoch };
      this.comparing = run = begun;
      const work = compareEpoch(this.database, this.connection, epoch, { parked: false, ending });
      const ended = work.then(
        (comparison) => Object.assign(begun, { comparison }),
        (error) => Object.assign(begun, { error }),
      );
      // A small one is done at once.
      await Promise.race([ended, sleep(COMPARED_AT_ONCE_MS, undefined, { ref: false })]);
    }
    if (!run.comparison && !('error' in run)) return undefined;
    this.comparing = undefined;
    if ('error' in run) throw run.error;
    return run.comparison;
  }
}
