import type { PagePicture } from './page-picture.js';
import type { Box } from './read-hocr.js';

/** White between columns is at least so wide and so high, in points. */
const GUTTER_WIDTH = 8;
const GUTTER_HEIGHT = 90;
/** Text stands beside it on both sides, for so much of its height; lines of text are not further apart than this, in points. */
const BESIDE = 0.6;
const PITCH = 10;
/** Text is looked for so far from it, in points. */
const REACH = 250;
const DEPTH = 4;
/** Darker than this is ink, unless most of the page is. */
const INK = 140;

/** A page in cells of one point: 1 where there is ink. */
interface Cells {
  width: number;
  height: number;
  ink: Uint8Array;
}

/**
 * The parts of a page to be recognised one by one, in dots: where white runs down between two texts, they are parted. Tesseract by itself
 * runs lines together whose columns are close. In which order parts are read is decided later, by the words found.
 */
export function partsOfPicture(picture: PagePicture): Box[] {
  const cells = cellsOf(picture);
  const dots = picture.dpi / 72;
  return parts(cells, { left: 0, top: 0, right: cells.width, bottom: cells.height }, 0).map(
    ({ left, top, right, bottom }) => ({
      left: Math.floor(left * dots),
      top: Math.floor(top * dots),
      right: Math.min(picture.width, Math.ceil(right * dots)),
      bottom: Math.min(picture.height, Math.ceil(bottom * dots)),
    }),
  );
}

function cellsOf({ width, height, dots, dpi }: PagePicture): Cells {
  const size = dpi / 72;
  const cells = { width: Math.ceil(width / size), height: Math.ceil(height / size) };
  const ink = new Uint8Array(cells.width * cells.height);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / size) * cells.width;
    for (let x = 0; x < width; x++) if ((dots[y * width + x] ?? 255) < INK) ink[row + Math.floor(x / size)] = 1;
  }
  return { ...cells, ink };
}

function parts(cells: Cells, box: Box, depth: number): Box[] {
  const gutter = depth < DEPTH ? findGutter(cells, box) : undefined;
  if (!gutter) return hasInk(cells, box) ? [box] : [];
  const middle = Math.round((gutter.left + gutter.right) / 2);
  return [
    { ...box, bottom: gutter.top },
    { ...box, top: gutter.top, bottom: gutter.bottom, right: middle },
    { ...box, top: gutter.top, bottom: gutter.bottom, left: middle },
    { ...box, top: gutter.bottom },
  ]
    .filter((part) => part.bottom > part.top)
    .flatMap((part) => parts(cells, part, depth + 1));
}

/** The highest white between two texts, which ends where either of them does, between two lines. */
function findGutter(cells: Cells, box: Box): Box | undefined {
  let best: Box | undefined;
  for (let left = box.left + 1; left + GUTTER_WIDTH < box.right; left++) {
    const strip = { left, right: left + GUTTER_WIDTH };
    let top = box.top;
    for (let row = box.top; row <= box.bottom; row++) {
      if (row < box.bottom && !inkIn(cells, row, strip.left, strip.right)) continue;
      if (row - top > (best ? best.bottom - best.top : GUTTER_HEIGHT)) {
        const found = besideText(cells, box, { ...strip, top, bottom: row });
        if (found && found.bottom - found.top > (best ? best.bottom - best.top : GUTTER_HEIGHT)) best = found;
      }
      top = row + 1;
    }
  }
  return best && widened(cells, box, best);
}

/** As far as text stands on both sides; undefined where too little does. */
function besideText(cells: Cells, box: Box, gutter: Box): Box | undefined {
  const height = gutter.bottom - gutter.top;
  const sides = [
    [Math.max(box.left, gutter.left - REACH), gutter.left],
    [gutter.right, Math.min(box.right, gutter.right + REACH)],
  ] as const;
  const inks = sides.map(([left, right]) => range(height).filter((at) => inkIn(cells, gutter.top + at, left, right)));
  const from = Math.max(...inks.map((ink) => ink[0] ?? height));
  const to = Math.min(...inks.map((ink) => ink.at(-1) ?? -1)) + 1;
  const covered = inks.map((ink) => {
    const near = ink.filter((at) => at >= from && at < to);
    return near.reduce((sum, at, index) => sum + Math.min(PITCH, (near[index + 1] ?? at + 1) - at), 0);
  });
  if (covered.some((sum) => sum < BESIDE * (to - from))) return undefined;
  const isWhite = (at: number) => !inkIn(cells, gutter.top + at, box.left, box.right);
  const top = range(from + 1).findLast(isWhite) ?? range(to).find(isWhite) ?? from;
  const bottom = range(height).find((at) => at >= to && isWhite(at)) ?? range(to).findLast(isWhite) ?? to;
  return { ...gutter, top: gutter.top + top, bottom: gutter.top + bottom };
}

/** As wide as the white is there. */
function widened(cells: Cells, box: Box, gutter: Box): Box {
  const rows = range(gutter.bottom - gutter.top).map((at) => gutter.top + at);
  let { right } = gutter;
  while (right < box.right && !rows.some((row) => inkIn(cells, row, right, right + 1))) right++;
  return { ...gutter, right };
}

function range(length: number): number[] {
  return Array.from({ length: Math.max(0, length) }, (_, at) => at);
}

function inkIn({ ink, width }: Cells, row: number, left: number, right: number): boolean {
  for (let at = row * width + left; at < row * width + right; at++) if (ink[at] === 1) return true;
  return false;
}

function hasInk(cells: Cells, box: Box): boolean {
  return range(box.bottom - box.top).some((at) => inkIn(cells, box.top + at, box.left, box.right));
}
