import { raised } from '../raised.js';
import { median, type TextRun } from './text-run.js';

const NOTE_MARK = /^(?:\p{Nd}{1,3}|[*†‡§¶]{1,3})$/u;
const FRACTION = /[/⁄∕]/u;

export function isNoteMark(text: string): boolean {
  return NOTE_MARK.test(text.trim());
}

/** Which runs of a line are small and stand above it; `size` is that of most of its letters. */
export function raisedAmong(runs: readonly TextRun[], size: number): (run: TextRun) => boolean {
  const baseline = median(runs.filter((run) => Math.abs(run.size - size) < 0.1 * size).map((run) => run.y));
  return (run) => run.size < size * 0.85 && baseline - run.y > size * 0.15;
}

/**
 * What keeps a run from the one before it where one of the two is raised and no white stands between: 10⁶ is no 106, a note's mark no digit
 * of a year, 3½ no 31/2, and a mark at the beginning of a line is none of its first word.
 */
export function betweenRaised(runs: readonly TextRun[], index: number, isUp: boolean): string {
  const [before, run, next] = [runs[index - 1]?.text ?? '', runs[index]?.text ?? '', runs[index + 1]?.text ?? ''];
  if (!isUp) {
    const isBegun = index === 1 && isNoteMark(before);
    return isBegun || (/\p{Nd}$/u.test(before) && /^\p{Nd}/u.test(run)) ? ' ' : '';
  }
  const sign = raised(before, run).slice(0, -run.length);
  return sign !== '' && (FRACTION.test(run) || FRACTION.test(next.charAt(0))) ? ' ' : sign;
}
