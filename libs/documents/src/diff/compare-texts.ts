import { diffArrays } from 'diff';
import { compareWords, type WordRun, wordCounts } from './compare-words.js';

/** A paragraph of a revision (of a file, a sentence), and where it stands. */
export interface DiffUnit {
  part: string;
  heading: string | null;
  text: string;
  /** Name of the file it stands in. */
  file?: string;
  page?: number | null;
}

export type ChangeKind = 'UNCHANGED' | 'CHANGED' | 'ADDED' | 'REMOVED';

export interface TextChange {
  kind: ChangeKind;
  part: string;
  heading: string | null;
  file: string | null;
  page: number | null;
  before: string | null;
  after: string | null;
  /** How many units it stands for: more than one for what is unchanged. */
  paragraphs: number;
  /** Of what was added or removed: the same words stand elsewhere in the other revision. */
  moved: boolean;
  words: WordRun[];
}

/** What shares less than this of its words are two things, not one that was changed. */
export const ALIKE = 0.4;
// Beyond so many pairs between two fixed points nothing is paired: what is left is told as removed and added.
const PAIRS = 40_000;
const EDITS = 4_000;
const PATIENCE_MS = 300;

/**
 * What became of the units of one part, in the order of the newer text; what was removed stands where it stood. `until` is when
 * patience ends, in milliseconds of the clock.
 */
export function compareTexts(
  before: readonly DiffUnit[],
  after: readonly DiffUnit[],
  until = Date.now() + PATIENCE_MS,
): TextChange[] {
  const changes: TextChange[] = [];
  const [removedKeys, addedKeys] = [before, after].map((units) => new Set(units.map(({ text }) => text)));
  let gap: { removed: DiffUnit[]; added: DiffUnit[] } = { removed: [], added: [] };
  const close = () => {
    for (const [old, fresh] of pair(gap.removed, gap.added)) {
      const unit = (fresh ?? old) as DiffUnit;
      changes.push({
        kind: old && fresh ? 'CHANGED' : fresh ? 'ADDED' : 'REMOVED',
        ...placeOf(unit),
        before: old?.text ?? null,
        after: fresh?.text ?? null,
        paragraphs: 1,
        moved: Boolean((!old && fresh && removedKeys?.has(fresh.text)) || (!fresh && old && addedKeys?.has(old.text))),
        words: old && fresh ? compareWords(old.text, fresh.text, until) : [],
      });
    }
    gap = { removed: [], added: [] };
  };
  for (const { kind, units } of runs(before, after, until)) {
    if (kind === 'REMOVED') gap.removed.push(...units);
    else if (kind === 'ADDED') gap.added.push(...units);
    else {
      close();
      const [first] = units;
      if (first)
        changes.push({
          kind: 'UNCHANGED',
          ...placeOf(first),
          before: null,
          after: null,
          paragraphs: units.length,
          moved: false,
          words: [],
        });
    }
  }
  close();
  return changes;
}

function placeOf({ part, heading, file, page }: DiffUnit) {
  return { part, heading, file: file ?? null, page: page ?? null };
}

function runs(
  before: readonly DiffUnit[],
  after: readonly DiffUnit[],
  until: number,
): { kind: Exclude<ChangeKind, 'CHANGED'>; units: DiffUnit[] }[] {
  const found = diffArrays([...before], [...after], {
    // Headings of files are units of their own.
    comparator: (one, other) => one.text === other.text && (one.file !== undefined || one.heading === other.heading),
    maxEditLength: EDITS,
    timeout: Math.max(until - Date.now(), 1),
  });
  if (!found)
    return [
      { kind: 'REMOVED', units: [...before] },
      { kind: 'ADDED', units: [...after] },
    ];
  return found.map(({ added, removed, value }) => ({
    kind: added ? 'ADDED' : removed ? 'REMOVED' : 'UNCHANGED',
    units: value,
  }));
}

/** The pairs, in order, whose likeness adds up to most; what finds none stands alone. */
function pair(
  removed: readonly DiffUnit[],
  added: readonly DiffUnit[],
): [DiffUnit | undefined, DiffUnit | undefined][] {
  const alone = () => [
    ...removed.map((unit): [DiffUnit, undefined] => [unit, undefined]),
    ...added.map((unit): [undefined, DiffUnit] => [undefined, unit]),
  ];
  if (removed.length === 0 || added.length === 0 || removed.length * added.length > PAIRS) return alone();
  const [olds, news] = [removed, added].map((units) => units.map(({ text }) => wordCounts(text)));
  const width = added.length + 1;
  const best = new Float64Array((removed.length + 1) * width);
  const likeness = (row: number, column: number) => {
    const value = alike(olds?.[row] as Map<string, number>, news?.[column] as Map<string, number>);
    return value >= ALIKE ? value : 0;
  };
  const at = (row: number, column: number) => best[row * width + column] as number;
  const likenesses = new Float64Array(removed.length * added.length);
  for (let row = removed.length - 1; row >= 0; row--) {
    for (let column = added.length - 1; column >= 0; column--) {
      const value = likeness(row, column);
      likenesses[row * added.length + column] = value;
      best[row * width + column] = Math.max(
        at(row + 1, column),
        at(row, column + 1),
        value > 0 ? value + at(row + 1, column + 1) : 0,
      );
    }
  }
  const pairs: [DiffUnit | undefined, DiffUnit | undefined][] = [];
  let [row, column] = [0, 0];
  while (row < removed.length && column < added.length) {
    const value = likenesses[row * added.length + column] as number;
    if (value > 0 && at(row, column) === value + at(row + 1, column + 1)) pairs.push([removed[row++], added[column++]]);
    else if (at(row + 1, column) >= at(row, column + 1)) pairs.push([removed[row++], undefined]);
    else pairs.push([undefined, added[column++]]);
  }
  while (row < removed.length) pairs.push([removed[row++], undefined]);
  while (column < added.length) pairs.push([undefined, added[column++]]);
  return pairs;
}

/** The share of words that two texts have in common, 0 to 1. */
export function alike(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let [common, all] = [0, 0];
  for (const [word, count] of one) {
    common += Math.min(count, other.get(word) ?? 0);
    all += count;
  }
  for (const count of other.values()) all += count;
  return all === 0 ? 1 : (2 * common) / all;
}
