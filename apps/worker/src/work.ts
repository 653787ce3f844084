import type { PlatformOptions } from '#libs/platform';
import { ProjectDirty } from '#libs/search';
import { startProjection } from './projection-loop.js';

/** A running worker. */
export interface Working {
  /** Finishes what is in hand, then stops. */
  stop(): Promise<void>;
}

/** Starts the worker's loops on a connected database. Any number of workers may run. */
export function startWorker({ database, log }: Pick<PlatformOptions, 'database' | 'log'>): Working {
  return startProjection(new ProjectDirty(database), log);
}
