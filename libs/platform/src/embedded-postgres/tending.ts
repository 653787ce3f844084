/** How often a server that is tended is looked at. */
const EVERY_MS = 1_000;

/**
 * Looks after a server: when it is gone (killed, out of memory), `revive` is called until it runs again. One look at a time.
 * Returns how to end it.
 */
export function tend(
  isRunning: () => boolean,
  revive: () => Promise<void>,
  log: (line: string) => void,
): () => Promise<void> {
  let current: Promise<void> | undefined;
  let failed = false;
  const look = async () => {
    if (isRunning()) return;
    if (!failed) log('PostgreSQL is gone; starting it again.');
    try {
      await revive();
      failed = false;
      log('PostgreSQL runs again.');
    } catch (error) {
      // Told once; it is tried again at the next look.
      if (!failed) log((error as Error).message);
      failed = true;
    }
  };
  const timer = setInterval(() => {
    current ??= look().finally(() => {
      current = undefined;
    });
  }, EVERY_MS).unref();
  return async () => {
    clearInterval(timer);
    await current;
  };
}
