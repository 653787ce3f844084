import { type Row, toLines, toRows } from './lines.js';
import { median, type TextRun } from './text-run.js';

/** A stretch of a page: text, or a row of a table with what stands in each of its cells. */
export type Stretch = { kind: 'TEXT'; runs: TextRun[] } | { kind: 'ROW'; cells: TextRun[][]; isRuled?: boolean };

/** White between cells is at least so wide, in sizes of the letters. */
const LEAST_GUTTER = 0.6;
/** What is narrower than this numbers the items of a list. */
const NUMBERS = 2.6;
const LEAST_ROWS = 3;
/** Rows stand further apart than the lines in them by this factor. */
const APART = 1.2;
/** Text in columns has its white in the same places by chance, but not as often as a table. */
const MOST_LINES = 8;
/** Where most lines stand in longer rows, these are columns between a head and a foot. */
const MOST_OF_ALL = 30;

interface Span {
  from: number;
  to: number;
}

/**
 * Finds the first table whose cells hold several lines, so that it can be read row by row and cell by cell: rows are told by the white
 * that runs across between them, columns by the white that runs down through all. Undefined where there is none; tables with one line in
 * each cell read well line by line.
 */
export function findTable(runs: readonly TextRun[]): Stretch[] | undefined {
  const rows = toRows(runs);
  for (let from = 0; from < rows.length; from++) {
    if (partsOf(rows[from] as Row).length < 2) continue;
    const block = blockFrom(rows, from);
    if (!block) continue;
    const { end, gutters } = block;
    const bands = bandsOf(rows.slice(from, end));
    const cells = bands.map((band) => cellsOf(band, gutters));
    if (isTable(bands, cells)) {
      const text = (part: readonly Row[]): Stretch[] =>
        part.length > 0 ? [{ kind: 'TEXT', runs: part.flatMap((row) => row.runs) }] : [];
      const found = cells.map((own): Stretch => {
        const filled = own.filter((cell) => cell.length > 0);
        const isRow = filled.length > 1;
        return isRow ? { kind: 'ROW', cells: filled } : { kind: 'TEXT', runs: filled.flat() };
      });
      return [...text(rows.slice(0, from)), ...found, ...text(rows.slice(end))];
    }
    // What is no table from here on is none from the next line on.
    from = end - 1;
  }
  return undefined;
}

/** The longest stretch of lines through which white runs down, and where it does. */
function blockFrom(rows: readonly Row[], from: number): { end: number; gutters: Span[] } | undefined {
  let ink: Span[] = [];
  let end = from;
  let gutters: Span[] = [];
  for (; end < rows.length; end++) {
    const row = rows[end] as Row;
    const next = merged([...ink, ...row.runs.map((run) => ({ from: run.x, to: run.right }))]);
    const white = whiteBetween(next, row.size * LEAST_GUTTER);
    if (white.length === 0) break;
    ink = next;
    gutters = white;
  }
  // Numbers of a list make no column.
  gutters = gutters.filter((gutter, index) => {
    const begin = index === 0 ? (ink[0]?.from ?? 0) : (gutters[index - 1]?.to ?? 0);
    return gutter.from - begin >= (rows[from]?.size ?? 10) * NUMBERS;
  });
  return gutters.length > 0 ? { end, gutters } : undefined;
}

/** Lines that follow each other closely, parted where white runs across. */
function bandsOf(rows: readonly Row[]): Row[][] {
  const steps = rows.slice(1).map((row, index) => row.y - (rows[index]?.y ?? 0));
  const size = usualSize(rows.flatMap((row) => row.runs));
  const close = steps.filter((step) => step > size * 0.95).sort((one, other) => one - other);
  const pitch = close[Math.floor(close.length * 0.2)] ?? 0;
  const bands: Row[][] = [];
  for (const [index, row] of rows.entries()) {
    const step = steps[index - 1];
    if (step === undefined || step > pitch * APART) bands.push([row]);
    else bands.at(-1)?.push(row);
  }
  return bands;
}

/** The size in the middle of those of all letters. */
function usualSize(runs: readonly TextRun[]): number {
  const letters = new Map<number, number>();
  let all = 0;
  for (const { text, size } of runs) {
    const count = Array.from(text).length;
    letters.set(size, (letters.get(size) ?? 0) + count);
    all += count;
  }
  let left = Math.floor(all / 2);
  for (const [size, count] of [...letters].sort(([one], [other]) => one - other)) {
    if (left < count) return size;
    left -= count;
  }
  return 0;
}

function cellsOf(band: readonly Row[], gutters: readonly Span[]): TextRun[][] {
  const cells: TextRun[][] = Array.from({ length: gutters.length + 1 }, () => []);
  for (const run of band.flatMap((row) => row.runs)) {
    const middle = (run.x + run.right) / 2;
    cells[gutters.filter((gutter) => gutter.to <= middle).length]?.push(run);
  }
  return cells;
}

function isTable(bands: readonly Row[][], cells: readonly TextRun[][][]): boolean {
  const filled = cells.map((band) => band.filter((cell) => cell.length > 0));
  const full = filled.filter((band) => band.length > 1);
  if (full.length < LEAST_ROWS || full.length < bands.length * 0.6) return false;
  if (median(bands.map((band) => band.length)) > MOST_LINES) return false;
  if (median(bands.flatMap((band) => band.map(() => band.length))) > MOST_OF_ALL) return false;
  const lines = (cell: readonly TextRun[]) => toRows(cell).length;
  if (!full.some((band) => band.some((cell) => lines(cell) > 1))) return false;
  const columns = cells[0]?.map((_, column) =>
    cells.map((band) => band[column] ?? []).filter((cell) => cell.length > 0),
  );
  if (columns?.some(flowsOn)) return false;
  // Cells of a row begin on the same line.
  const level = full.filter((band) => {
    const tops = band.map((cell) => Math.min(...cell.map((run) => run.y)));
    return Math.max(...tops) - Math.min(...tops) < (band[0]?.[0]?.size ?? 10) * 0.4;
  });
  return level.length >= full.length * 0.7;
}

/** Whether a text runs on from cell to cell: full lines, followed by what begins small. Then it is a column of text. */
function flowsOn(column: readonly TextRun[][]): boolean {
  const cells = column.map((cell) => toLines(cell, 0));
  const right = Math.max(...cells.flat().map((line) => line.right));
  const left = Math.min(...cells.flat().map((line) => line.x));
  const flowing = cells.slice(1).filter((cell, index) => {
    const last = cells[index]?.at(-1);
    return last && last.right - left > (right - left) * 0.8 && /^\p{Ll}/u.test(cell[0]?.text ?? '');
  });
  return flowing.length > Math.max(1, cells.length * 0.15);
}

/** The parts of a line that white stands between as between cells. */
function partsOf(row: Row): Span[] {
  const ink = merged(row.runs.map((run) => ({ from: run.x, to: run.right })));
  return merged(ink, row.size * LEAST_GUTTER);
}

function merged(spans: readonly Span[], bridge = 0): Span[] {
  const answer: Span[] = [];
  for (const span of [...spans].sort((one, other) => one.from - other.from)) {
    const last = answer.at(-1);
    if (last && span.from - last.to < bridge + 0.01) last.to = Math.max(last.to, span.to);
    else answer.push({ ...span });
  }
  return answer;
}

function whiteBetween(ink: readonly Span[], least: number): Span[] {
  return ink.slice(1).flatMap((span, index) => {
    const from = ink[index]?.to ?? 0;
    return span.from - from >= least ? [{ from, to: span.from }] : [];
  });
}
