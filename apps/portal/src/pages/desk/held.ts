import { useSyncExternalStore } from 'react';
import type { Fault } from '../../session/session-provider';

/** A decision that was taken and is sent in a moment: until then it can be taken back without a trace. */
export interface Held {
  /** What it is about: an item of the paper, or the paper itself. */
  about: string;
  /** The paper. */
  paper: string;
  /** What was decided, in words. */
  words: string;
  /** A change of tags raises the version of the paper. */
  raisesVersion?: boolean;
  send(): Promise<Fault[]>;
}

interface Waiting extends Held {
  timer: ReturnType<typeof setTimeout> | undefined;
  onDone: (faults: Fault[]) => void;
}

/** How long a decision can be taken back. Nobody has to be quick: the next key takes it back at leisure while the notice has the pointer or focus. */
export const HOLD_MS = 7_000;

let waiting: Waiting[] = [];
let sending: Promise<unknown> = Promise.resolve();
const listeners = new Set<() => void>();
const change = (next: Waiting[]) => {
  waiting = next;
  for (const listener of listeners) listener();
};

/** Holds a decision. Decisions are sent one after another, in the order in which they were taken. */
export function hold(held: Held, onDone: (faults: Fault[]) => void): void {
  const entry: Waiting = { ...held, onDone, timer: undefined };
  entry.timer = setTimeout(() => void flush(entry), HOLD_MS);
  change([...waiting, entry]);
}

/** Takes a decision back; false when it was sent already. */
export function takeBack(about: string): boolean {
  const entry = waiting.find((one) => one.about === about);
  if (!entry) return false;
  clearTimeout(entry.timer);
  change(waiting.filter((one) => one !== entry));
  return true;
}

/** The last one that can be taken back, of this paper. */
export function lastHeld(paper: string): Held | undefined {
  return waiting.findLast((one) => one.paper === paper);
}

/** Sends what was decided up to and including `last`; everything when it is absent. */
export function flush(last?: Held): Promise<unknown> {
  const until = last ? waiting.indexOf(last as Waiting) : waiting.length - 1;
  if (until < 0) return sending;
  const due = waiting.slice(0, until + 1);
  for (const entry of due) clearTimeout(entry.timer);
  change(waiting.slice(until + 1));
  for (const entry of due) sending = sending.then(async () => entry.onDone(await entry.send()));
  return sending;
}

/** Sends what was decided on items of a paper before the paper itself is; answers how many times its version rose. */
export async function settle(paper: string): Promise<number> {
  const own = waiting.filter((one) => one.paper === paper);
  await flush(own.at(-1));
  return own.filter((one) => one.raisesVersion).length;
}

/** What is held now. */
export function useHeld(): readonly Held[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting,
  );
}

// Whoever closes the window has decided: what is held goes out with the page.
window.addEventListener('pagehide', () => void flush());
