import { OPS, type OperatorList } from './pdfjs.js';
import { type Matrix, multiply } from './text-run.js';

/** A straight line that is drawn across or down, in points of an upright page: where it runs, and from where to where. */
export interface Rule {
  isAcross: boolean;
  at: number;
  from: number;
  to: number;
}

/** What is thinner is a line, drawn as a box that is filled. */
const THIN = 2.5;
/** What is shorter is a part of a sign. */
const SHORTEST = 4;
/** Pages with more of them show a drawing. */
const MOST = 3_000;

const FILLS = new Set<number>([OPS.fill, OPS.eoFill, OPS.fillStroke, OPS.eoFillStroke]);
const STROKES = new Set<number>([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
/** The steps of a path, as PDF.js writes them, and how many numbers follow each. */
const [MOVE, LINE, , , CLOSE] = [0, 1, 2, 3, 4];
const NUMBERS = [2, 2, 6, 4, 0];

/** The lines that are drawn on a page; none where that can't be told. */
export function pageRules(operators: OperatorList | undefined, viewport: Matrix): Rule[] {
  const found: Rule[] = [];
  let matrix = viewport;
  const saved: Matrix[] = [];
  for (const [index, operator] of operators?.fnArray.entries() ?? []) {
    const args = operators?.argsArray[index] as unknown[] | null;
    if (operator === OPS.save) saved.push(matrix);
    else if (operator === OPS.restore || operator === OPS.paintFormXObjectEnd) matrix = saved.pop() ?? viewport;
    else if (operator === OPS.transform) matrix = multiply(matrix, args as unknown as Matrix);
    else if (operator === OPS.paintFormXObjectBegin) {
      saved.push(matrix);
      if (args?.[0]) matrix = multiply(matrix, args[0] as Matrix);
    } else if (operator === OPS.constructPath) {
      const [paint, [path] = []] = args as [number, [ArrayLike<number>?]];
      if (path) found.push(...rulesOf(path, matrix, paint));
      if (found.length > MOST) return [];
    }
  }
  return found;
}

function rulesOf(path: ArrayLike<number>, matrix: Matrix, paint: number): Rule[] {
  const rules: Rule[] = [];
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = matrix;
  let points: [number, number][] = [];
  const end = () => {
    rules.push(...(STROKES.has(paint) ? stroked(points) : []), ...(FILLS.has(paint) ? filled(points) : []));
    points = [];
  };
  for (let at = 0; at < path.length; ) {
    const step = path[at] ?? CLOSE;
    const count = NUMBERS[step];
    if (count === undefined) return [];
    const [x, y] = [path[at + count - 1] ?? 0, path[at + count] ?? 0];
    if (step === MOVE) end();
    if (step === MOVE || step === LINE) points.push([a * x + c * y + e, b * x + d * y + f]);
    else if (step === CLOSE && points[0]) points.push(points[0]);
    // Curves are no lines.
    else points = [];
    at += 1 + count;
  }
  end();
  return rules;
}

function stroked(points: readonly [number, number][]): Rule[] {
  return points.slice(1).flatMap(([x, y], index) => {
    const [left = 0, top = 0] = points[index] ?? [];
    return ruleBetween(Math.min(left, x), Math.min(top, y), Math.max(left, x), Math.max(top, y));
  });
}

function filled(points: readonly [number, number][]): Rule[] {
  if (points.length < 4) return [];
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return ruleBetween(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
}

function ruleBetween(left: number, top: number, right: number, bottom: number): Rule[] {
  const [width, height] = [right - left, bottom - top];
  if (height < THIN && width > SHORTEST) return [{ isAcross: true, at: (top + bottom) / 2, from: left, to: right }];
  if (width < THIN && height > SHORTEST) return [{ isAcross: false, at: (left + right) / 2, from: top, to: bottom }];
  return [];
}
