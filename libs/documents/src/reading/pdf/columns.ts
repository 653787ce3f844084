import { findGutters, LEAST_LINES } from './gutters.js';
import { labelsApart } from './labels.js';
import { mostlyLeftwards, type Row, toLines, toRows } from './lines.js';
import { findRuledTable, type Grid } from './ruled-tables.js';
import { findTable } from './tables.js';
import { type Line, median, type TextRun } from './text-run.js';

/** Columns within columns are looked for so deep. */
const DEPTH = 4;
/** White of so many lines, with at most so many rows above it (or below), parts these from columns. */
const FAR = 2.2;
const MOST_EDGE_ROWS = 3;
/** A line of prose has about so many letters; what has fewer on both sides is a table, read by rows. */
const PROSE = 22;
/** Lines of texts side by side stand level as often by chance; those of a table more often. */
const BY_CHANCE = 0.4;
/** A cell of a table of numbers. */
const FIGURE = /^[-−–+(]?\s?[$€£¥]?\s?\p{Nd}[\p{Nd}.,'’\s]*[%)]?(?:\s|$)/u;
/** The cells of a row that has no more letters are given in one line. */
const LONGEST_ROW = 120;
/** What has no more letters is a number, or a sign. */
const SHORT = 6;

/**
 * The lines of a page in reading order. Where white runs down between two texts, the left one is read first, then the right one;
 * what stands across (a title, a wide figure's caption) parts what is above from what is below. Lines that are drawn tell the cells of tables.
 */
export function inReadingOrder(runs: readonly TextRun[], firstRegion = 0, grids: readonly Grid[] = []): Line[] {
  const lines: Line[] = [];
  let region = firstRegion;
  const read = (part: readonly TextRun[], depth: number, left: readonly Grid[]): void => {
    const ruled = findRuledTable(part, left);
    const table = ruled?.stretches ?? (depth < DEPTH ? findTable(part) : undefined);
    if (table !== undefined) {
      // Lines that have told cells tell nothing of the text in these.
      const others = left.filter((grid) => grid !== ruled?.grid);
      for (const stretch of table) {
        if (stretch.kind === 'TEXT') read(stretch.runs, depth + 1, others);
        else lines.push(...readRow(stretch, () => region++));
      }
      return;
    }
    const parts = depth < DEPTH ? bestBands(part) : undefined;
    if (parts === undefined) {
      for (const label of labelsApart(part) ?? [part]) lines.push(...toLines(label, region++));
      return;
    }
    for (const band of parts) {
      if (band.columns) {
        const sides = mostlyLeftwards([...band.left, ...band.right])
          ? [band.right, band.left]
          : [band.left, band.right];
        for (const side of sides) read(side, depth + 1, left);
      } else {
        // What is above or below these columns may have columns of its own.
        read([...band.left, ...band.right], depth + 1, left);
      }
    }
  };
  if (runs.length > 0) read(runs, 0, grids);
  return lines;
}

/** A row of a table: as a line where each cell is one, else cell by cell. A column of numbers beside lines counts these. */
function readRow({ cells, isRuled }: { cells: TextRun[][]; isRuled?: boolean }, nextRegion: () => number): Line[] {
  const row = cells.flat();
  const region = nextRegion();
  const whole = toLines(row, region);
  const ordered = mostlyLeftwards(row) ? cells.toReversed() : cells;
  const parts = ordered.map((cell) => toLines(cell, nextRegion()));
  const isByLine =
    whole.length === 1 || parts.some((part) => part.length > 2 && part.every((line) => line.text.length <= SHORT));
  const apart = isRuled && !isByLine ? inOne(parts) : undefined;
  return (apart ?? (isByLine ? whole : parts.flat())).map((line) => ({ ...line, cell: true }));
}

/** Short cells as one line, each whole: a name stands beside its numbers, though one of them has two lines. */
function inOne(cells: readonly Line[][]): Line[] | undefined {
  const lines = cells.flat();
  const text = lines.map((line) => line.text).join(' ');
  const [first] = lines;
  if (!first || text.length > LONGEST_ROW || lines.some((line) => /[-\u2010\u00ad]$/u.test(line.text)))
    return undefined;
  return [{ ...first, text, right: Math.max(...lines.map((line) => line.right)), gapped: true, font: null }];
}

/** The page parted at the gutter that has the most text in columns beside it; undefined when there are no columns. */
function bestBands(runs: readonly TextRun[]): Band[] | undefined {
  let best: Band[] | undefined;
  let most = 0;
  for (const gutter of findGutters(runs)) {
    const found = bands(runs, gutter);
    // To tell columns costs more than to count their letters.
    if (lettersOf(found.filter((band) => band.left.length > 0 && band.right.length > 0)) <= most) continue;
    for (const band of found) band.columns = areColumns(band.left, band.right);
    const letters = lettersOf(found.filter((band) => band.columns));
    if (letters <= most) continue;
    most = letters;
    best = found;
  }
  return best && joined(best.flatMap((band) => (band.columns ? withoutEdges(band) : [band])));
}

function lettersOf(found: readonly Band[]): number {
  let sum = 0;
  for (const { left, right } of found) for (const side of [left, right]) for (const run of side) sum += run.text.length;
  return sum;
}

/** Bands without columns that follow each other are one. */
function joined(found: readonly Band[]): Band[] {
  const answer: Band[] = [];
  for (const band of found) {
    const before = answer.at(-1);
    if (before && !before.columns && !band.columns) {
      before.left.push(...band.left);
      before.right.push(...band.right);
    } else {
      answer.push(band);
    }
  }
  return answer;
}

interface Band {
  /** Its two sides are columns, to be read one after the other. */
  columns: boolean;
  left: TextRun[];
  right: TextRun[];
}

/** What stands across the gutter, and what is beside it, from top to bottom. Which of these are columns is not told yet. */
function bands(runs: readonly TextRun[], gutter: number): Band[] {
  const sorted = [...runs].sort((one, other) => one.y - other.y);
  const across = withTheirLines(
    sorted,
    sorted.flatMap((run, index) => (run.x < gutter - 0.5 && run.right > gutter + 0.5 ? [index] : [])),
  );
  const found: Band[] = [];
  let crosses: boolean | undefined;
  for (const run of sorted) {
    if (across.has(run) !== crosses) {
      crosses = across.has(run);
      found.push({ columns: false, left: [], right: [] });
    }
    const band = found.at(-1) as Band;
    (crosses || (run.x + run.right) / 2 < gutter ? band.left : band.right).push(run);
  }
  return found;
}

/** What crosses, by its places among runs from top to bottom, and the rest of its lines. */
function withTheirLines(sorted: readonly TextRun[], crossing: number[]): Set<TextRun> {
  const largest = Math.max(...sorted.map((run) => run.size));
  const across = new Set(crossing.map((index) => sorted[index] as TextRun));
  for (let next = crossing.pop(); next !== undefined; next = crossing.pop()) {
    const from = sorted[next] as TextRun;
    for (const step of [-1, 1]) {
      for (let at = next + step; ; at += step) {
        const run = sorted[at];
        if (!run || Math.abs(run.y - from.y) >= 0.5 * largest) break;
        if (across.has(run) || !isNear(run, from)) continue;
        across.add(run);
        crossing.push(at);
      }
    }
  }
  return across;
}

function isNear(run: TextRun, other: TextRun): boolean {
  return (
    Math.abs(run.y - other.y) < 0.5 * Math.max(run.size, other.size) &&
    run.x < other.right + other.size &&
    run.right > other.x - other.size
  );
}

/** A row of short pieces beside each other, far above or below two texts, is none of them: authors under a title, a page's head or foot. */
function withoutEdges(band: Band): Band[] {
  const rows = toRows([...band.left, ...band.right]);
  const left = new Set(band.left);
  const part = (from: number, to: number): Band[] => {
    const runs = rows.slice(from, to).flatMap((row) => row.runs);
    const sides = { left: runs.filter((run) => left.has(run)), right: runs.filter((run) => !left.has(run)) };
    return runs.length > 0 ? [{ columns: false, ...sides }] : [];
  };
  const usual = median(rows.slice(1).map((row, index) => row.y - (rows[index]?.y ?? 0)));
  const isFar = (index: number) => (rows[index]?.y ?? 0) - (rows[index - 1]?.y ?? 0) > Math.max(usual, 1) * FAR;
  const isApart = (from: number, to: number) =>
    rows
      .slice(from, to)
      .some((row) => row.runs.some((run) => left.has(run)) && row.runs.some((run) => !left.has(run))) &&
    rows.slice(from, to).every(isScattered);
  const edge = Math.min(MOST_EDGE_ROWS, rows.length - LEAST_LINES);
  let [top, bottom] = [0, rows.length];
  for (let at = 1; at <= edge; at++) if (isFar(at) && isApart(0, at)) top = at;
  for (let at = 1; at <= edge; at++)
    if (isFar(rows.length - at) && isApart(rows.length - at, rows.length)) bottom = rows.length - at;
  if (top >= bottom || (top === 0 && bottom === rows.length)) return [band];
  const [between] = part(top, bottom);
  return [...part(0, top), ...(between ? [{ ...between, columns: true }] : []), ...part(bottom, rows.length)];
}

/** Whether a row has more white than text, or is a single piece of it. */
function isScattered({ runs }: Row): boolean {
  const ink = runs.reduce((sum, run) => sum + run.right - run.x, 0);
  return (
    runs.length === 1 || ink < 0.6 * (Math.max(...runs.map((run) => run.right)) - Math.min(...runs.map((run) => run.x)))
  );
}

/** Two texts side by side, not the cells of a table: prose on one side, and on the other prose or about as many lines. */
function areColumns(left: readonly TextRun[], right: readonly TextRun[]): boolean {
  if (left.length === 0 || right.length === 0) return false;
  const [one, other] = [toLines(left, 0), toLines(right, 0)];
  if (Math.min(one.length, other.length) < 2 || Math.max(one.length, other.length) < LEAST_LINES) return false;
  const letters = (lines: readonly Line[]) => median(lines.map((line) => line.text.length));
  if (areFigures(one, other)) return false;
  if (Math.min(letters(one), letters(other)) >= PROSE) return true;
  const [prose, beside] = letters(one) >= letters(other) ? [one, other] : [other, one];
  if (!runsOn(prose))
    return (
      beside.length >= LEAST_LINES &&
      letters(beside) > SHORT &&
      !goesOn(one, other) &&
      Math.max(aligned(beside, prose), aligned(prose, beside)) <= BY_CHANCE
    );
  return runsOn(beside) || aligned(beside, prose) < 0.6;
}

/** Whether most lines end with a number and go on with others at the right, however long they are: these are rows of a table. */
function areFigures(left: readonly Line[], right: readonly Line[]): boolean {
  const share = (lines: readonly Line[], sign: RegExp) =>
    lines.filter((line) => sign.test(line.text)).length / lines.length;
  return share(right, FIGURE) > 0.6 && share(left, /\p{Nd}[%*)]?$/u) > 0.6 && aligned(right, left) > 0.8;
}

/** Whether a row of numbers goes on from the left to the right: then it is one table. */
function goesOn(left: readonly Line[], right: readonly Line[]): boolean {
  return right.some((line) => FIGURE.test(line.text) && left.some((before) => isLevel(line, before)));
}

/** How many lines of one text stand on lines of the other: those of a table do, those of texts side by side by chance only. */
function aligned(one: readonly Line[], other: readonly Line[]): number {
  return one.filter((line) => other.some((next) => isLevel(line, next))).length / one.length;
}

function isLevel(one: Line, other: Line): boolean {
  return Math.abs(one.y - other.y) < one.size * 0.15;
}

/** Whether some lines in a row fill the column, as running text does. */
function runsOn(lines: readonly Line[]): boolean {
  const left = Math.min(...lines.map((line) => line.x));
  const right = Math.max(...lines.map((line) => line.right));
  let row = 0;
  for (const line of lines) {
    row = line.text.length >= PROSE && line.right - line.x > (right - left) * 0.85 ? row + 1 : 0;
    if (row >= 3) return true;
  }
  return false;
}
