/** Asked between two pieces of long work: waits while others have something to do, when the work has run for a while. */
export type GiveWay = () => Promise<void>;

/** So long a request may wait for a piece of work, in milliseconds. */
const PIECE_MS = 15;

/**
 * For work that takes a processor for long in a process that also answers requests: awaited between pieces that are small, it lets
 * everything that waits go first, whenever so much time has gone by.
 */
export function givingWay(pieceMs = PIECE_MS): GiveWay {
  let begun = performance.now();
  return async () => {
    if (performance.now() - begun < pieceMs) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    begun = performance.now();
  };
}
