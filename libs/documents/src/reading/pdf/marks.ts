import type { TextRun } from './text-run.js';

/** Whether it is nothing but marks: of vowels, of doubling. */
export function isMark(text: string): boolean {
  return /^\s*\p{M}+\s*$/u.test(text);
}

/**
 * Marks that are drawn apart belong to a letter, in writing to the left: to the one drawn next, which stands after the mark from left to
 * right, or else to the one they stand over or under.
 */
export function withMarks(runs: readonly TextRun[]): TextRun[] {
  if (!runs.some((run) => run.glyphs) || !runs.some((run) => isMark(run.text))) return [...runs];
  const copies = runs.map((run) => ({ ...run, glyphs: run.glyphs && [...run.glyphs] }));
  const letters = copies.filter((run) => run.glyphs && !isMark(run.text));
  return copies.filter((mark, index) => {
    if (!isMark(mark.text)) return true;
    const next = copies.slice(index + 1).find((run) => !isMark(run.text));
    const host = next?.glyphs && distance(mark, next) < next.size ? next : nearest(mark, letters);
    if (!host?.glyphs) return true;
    const share = (mark.x - host.x) / Math.max(host.right - host.x, 0.01);
    const at =
      host === next ? 0 : Math.min(Math.max(Math.floor(share * host.glyphs.length), 0), host.glyphs.length - 1);
    host.glyphs[at] += mark.text.trim();
    return false;
  });
}

function nearest(mark: TextRun, letters: readonly TextRun[]): TextRun | undefined {
  let best: TextRun | undefined;
  for (const run of letters) if (distance(mark, run) < (best ? distance(mark, best) : run.size)) best = run;
  return best;
}

function distance(mark: TextRun, run: TextRun): number {
  return Math.max(run.x - mark.x, mark.x - run.right, 0) + Math.abs(run.y - mark.y) / 4;
}
