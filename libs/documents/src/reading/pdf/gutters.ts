import { ASCENT, DESCENT, median, type TextRun } from './text-run.js';

/** So many places are tried. */
const GUTTERS = 6;
/** So many lines side by side make columns; fewer are a table or chance. */
export const LEAST_LINES = 4;

/** Where many lines leave white between two texts, the likeliest first. */
export function findGutters(runs: readonly TextRun[]): number[] {
  const size = median(runs.map((run) => run.size));
  const step = Math.max(size / 3, 1);
  const least = size * 0.75;
  const slices = new Map<number, TextRun[]>();
  for (const run of [...runs].sort((one, other) => one.x - other.x)) {
    const from = Math.floor((run.y - run.size * ASCENT) / step);
    const to = Math.floor((run.y + run.size * DESCENT * 0.5) / step);
    for (let slice = from; slice <= to && slice - from < 200; slice++) {
      const own = slices.get(slice);
      if (own) own.push(run);
      else slices.set(slice, [run]);
    }
  }
  const left = Math.min(...runs.map((run) => run.x));
  const width = Math.max(...runs.map((run) => run.right)) - left;
  const score = new Float64Array(Math.min(Math.max(Math.ceil(width), 1), 5_000));
  for (const slice of slices.values()) {
    let reached = slice[0]?.right ?? 0;
    for (const run of slice) {
      if (run.x - reached >= least) {
        for (let x = Math.ceil(reached - left); x <= Math.floor(run.x - left); x++)
          if (x >= 0 && x < score.length) score[x] = (score[x] ?? 0) + 1;
      }
      reached = Math.max(reached, run.right);
    }
  }
  const gutters: number[] = [];
  while (gutters.length < GUTTERS) {
    const best = score.reduce((most, value) => Math.max(most, value), 0);
    if (best * step < LEAST_LINES * size) break;
    // The middle of the widest white among the best; what is near it is the same gutter.
    let [from, to] = widest(score, best * 0.98);
    gutters.push(left + (from + to) / 2);
    while (from > 0 && (score[from - 1] ?? 0) >= best * 0.5) from--;
    while (to < score.length - 1 && (score[to + 1] ?? 0) >= best * 0.5) to++;
    score.fill(0, from, to + 1);
  }
  return gutters;
}

/** The longest stretch of values of at least so much: first and last place. */
function widest(values: Float64Array, least: number): [number, number] {
  let found: [number, number] = [0, -1];
  let from = 0;
  for (let at = 0; at <= values.length; at++) {
    if ((values[at] ?? -1) >= least) continue;
    if (at - 1 - from > found[1] - found[0]) found = [from, at - 1];
    from = at + 1;
  }
  return found;
}
