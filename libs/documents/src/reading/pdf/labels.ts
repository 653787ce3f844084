import { type Row, toRows } from './lines.js';
import { DESCENT, median, type TextRun } from './text-run.js';

/** Of what is longer, usually, the lines are text. */
const PROSE = 22;
/** The lines of a label are shorter than so many letters. */
const LONGEST = 40;
/** They follow each other within so many sizes of their letters. */
const PITCH = 1.4;

/** Runs that stand close on a line. */
interface Piece {
  runs: TextRun[];
  x: number;
  right: number;
  /** Of the last line. */
  y: number;
  top: number;
  bottom: number;
  size: number;
}

/** A piece with what stands under it as its next lines. */
interface Label extends Piece {
  lines: number;
  /** The number of the row in which its last line stands. */
  last: number;
  /** Lines of others stand between its own. */
  parted: boolean;
}

/**
 * Parts what stands between the lines of a label (in a drawing, in the head of a table, at the middle of a row's height) from it: read line by
 * line both would be a muddle. Undefined where there is no such label.
 */
export function labelsApart(runs: readonly TextRun[]): TextRun[][] | undefined {
  const rows = toRows(runs);
  const pieces = rows.map((row) => piecesOf(row));
  if (median(pieces.flat().map((piece) => textOf(piece).length)) >= PROSE) return undefined;
  const labels = new Set<Label>();
  /** Those that may go on. */
  let open: Label[] = [];
  for (const [index, row] of pieces.entries()) {
    const { y } = rows[index] as Row;
    open = open.filter((label) => y - label.y < PITCH * label.size);
    for (const piece of row) {
      const above = open.filter((label) => label.last < index && isUnder(piece, label));
      const label = above.length === 1 ? above[0] : undefined;
      if (label && row.filter((other) => isUnder(other, label)).length === 1) append(label, piece, index);
      else open.push({ ...piece, lines: 1, last: index, parted: false });
    }
    for (const label of open) labels.add(label);
  }
  const parted = [...labels].filter((label) => label.parted);
  return parted.length > 0 ? inOrder(rows, parted) : undefined;
}

function piecesOf(row: Row): Piece[] {
  const found: Piece[] = [];
  for (const run of [...row.runs].sort((one, other) => one.x - other.x)) {
    const before = found.at(-1);
    if (before && run.x - before.right < row.size) {
      before.runs.push(run);
      before.right = Math.max(before.right, run.right);
    } else {
      const { y, top, size } = row;
      found.push({ runs: [run], x: run.x, right: run.right, y, top, bottom: y + size * DESCENT, size });
    }
  }
  return found;
}

function textOf({ runs }: Piece): string {
  return runs.map((run) => run.text).join(' ');
}

/** Whether a piece stands right under a label, as its next line. Numbers, and what formulas stack, are none. */
function isUnder(piece: Piece, label: Label): boolean {
  const common = Math.min(piece.right, label.right) - Math.max(piece.x, label.x);
  return (
    piece.y > label.y &&
    piece.y - label.y < PITCH * label.size &&
    Math.abs(piece.size - label.size) < 0.12 * label.size &&
    common > 0.5 * Math.min(piece.right - piece.x, label.right - label.x) &&
    [textOf(piece), textOf(label)].every((text) => /\p{L}{2}/u.test(text)) &&
    textOf(piece).length < LONGEST &&
    textOf(label).length < LONGEST * label.lines
  );
}

function append(label: Label, { runs, x, right, y, bottom }: Piece, row: number): void {
  label.runs.push(...runs);
  label.x = Math.min(label.x, x);
  label.right = Math.max(label.right, right);
  label.y = y;
  label.bottom = bottom;
  label.lines++;
  label.parted ||= label.last < row - 1;
  label.last = row;
}

/** The other lines as they stand, and each of these labels before or behind those beside it, or among the cells of a single one. */
function inOrder(rows: readonly Row[], labels: readonly Label[]): TextRun[][] {
  const apart = new Set(labels.flatMap((label) => label.runs));
  const others = rows.flatMap((row) => {
    const runs = row.runs.filter((run) => !apart.has(run));
    return runs.length > 0 ? [{ ...row, runs, bottom: row.y + row.size * DESCENT }] : [];
  });
  const before = new Map<Row, Label[]>();
  const among = new Map<Row, Label[]>();
  const behind = new Map<Row | undefined, Label[]>();
  const put = <Key>(map: Map<Key, Label[]>, key: Key, label: Label) => map.set(key, [...(map.get(key) ?? []), label]);
  for (const label of labels) {
    const beside = others.filter((row) => sharesHeight(label, row));
    const [first, last] = [beside[0], beside.at(-1)];
    if (!first || !last)
      put(
        behind,
        others.findLast((row) => row.y < label.top),
        label,
      );
    else if (first === last) put(among, first, label);
    else if (beside.every((row) => row.runs.every((run) => run.x > label.x))) put(before, first, label);
    else put(behind, last, label);
  }
  const found: TextRun[][] = ordered(behind.get(undefined));
  const lines: TextRun[] = [];
  for (const row of others) {
    const cells = [...(among.get(row) ?? []), ...piecesOf(row)].sort((one, other) => one.x - other.x);
    const line = among.has(row) ? joined(cells, among.get(row) ?? []) : [];
    const [above, below] = [ordered(before.get(row)), ordered(behind.get(row))];
    if (line.length > 0 || above.length > 0) found.push(lines.splice(0), ...above, ...line);
    if (line.length === 0) lines.push(...row.runs);
    if (below.length > 0) found.push(lines.splice(0), ...below);
  }
  return [...found, lines].filter((runs) => runs.length > 0);
}

/** Labels beside each other from left to right, the others from top to bottom. */
function ordered(labels: readonly Label[] = []): TextRun[][] {
  const found: Label[][] = [];
  for (const label of [...labels].sort((one, other) => one.top - other.top)) {
    const group = found.at(-1);
    if (group?.some((other) => sharesHeight(label, other))) group.push(label);
    else found.push([label]);
  }
  return found.flatMap((group) => group.sort((one, other) => one.x - other.x).map((label) => label.runs));
}

/** Cells of a line that no label parts are one. */
function joined(cells: readonly Piece[], labels: readonly Piece[]): TextRun[][] {
  const found: TextRun[][] = [];
  let isOpen = false;
  for (const cell of cells) {
    if (isOpen && !labels.includes(cell)) found.at(-1)?.push(...cell.runs);
    else found.push([...cell.runs]);
    isOpen = !labels.includes(cell);
  }
  return found;
}

function sharesHeight(
  one: Pick<Piece, 'top' | 'bottom' | 'size'>,
  other: Pick<Piece, 'top' | 'bottom' | 'size'>,
): boolean {
  return Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 0.3 * Math.min(one.size, other.size);
}
