import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';

export interface ProjectionLoopOptions {
  /** What the log calls it. */
  name?: string;
  /** How long to wait when nothing is dirty. */
  idleMs?: number;
  /** The longest wait between tries while the database is away. */
  awayMs?: number;
  /** Dirty rows taken at a time. */
  batch?: number;
}

/**
 * Projects what is dirty until it is stopped. A failure (the database or an engine away, restarted, full) is logged once, then tried again
 * after a wait that doubles up to a limit; what was half done comes back by itself.
 */
export function startProjection(
  projector: { runOnce(batch: number, ending: AbortSignal): Promise<number> },
  log: Logger,
  { name = 'index projection', idleMs = 200, awayMs = 5_000, batch = 50 }: ProjectionLoopOptions = {},
): { stop(): Promise<void> } {
  const ending = new AbortController();
  // An aborted sleep is how the loop ends; it is no error.
  const pause = (ms: number) => sleep(ms, undefined, { signal: ending.signal }).catch(() => undefined);
  const run = async () => {
    let failures = 0;
    while (!ending.signal.aborted) {
      try {
        const worked = await projector.runOnce(batch, ending.signal);
        if (failures > 0) log.info({ failures }, `${name} works again`);
        failures = 0;
        if (worked === 0) await pause(idleMs);
      } catch (error) {
        if (ending.signal.aborted) return;
        if (failures++ === 0) log.warn({ err: error }, `${name} failed; trying again until it works`);
        await pause(Math.min(idleMs * 2 ** Math.min(failures, 10), awayMs));
      }
    }
  };
  const running = run();
  return {
    stop: async () => {
      ending.abort();
      await running;
    },
  };
}
