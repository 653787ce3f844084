import type { PDFPageProxy } from 'pdfjs-dist/types/src/display/api.js';
import { OPS } from '../pdfjs.js';
import { type Grey, type Matrix, multiply, paint, pixelAt, type Source } from './paint.js';

/** Letters are told best at about so many dots an inch; what has fewer is drawn larger. */
const DPI = 300;
const LEAST_DPI = 200;
const MOST_DPI = 400;
/** A picture of a page has at most so many dots: A4 at 400 dots an inch. */
const MOST_DOTS = 16_000_000;
/** Smaller than this, in points, is a rule or an ornament. */
const LEAST_SIDE = 24;
/** So many pictures make a page at most. */
const MOST_PICTURES = 2_000;
/** A picture that is not there after that is left out. */
const PATIENCE_MS = 10_000;

interface Placed {
  name: string | undefined;
  image: unknown;
  /** From the unit square to points of the page as it is seen. */
  matrix: Matrix;
  /** Of a mask: what it is painted in, 0 for black. */
  fill: number | undefined;
}

/** A page's pictures as they lie on it, painted on white; the text, lines and areas that are drawn beside them are not. */
export interface PagePicture extends Grey {
  dpi: number;
}

/** Undefined where no picture lies on the page that may hold text. */
export async function pagePicture(page: PDFPageProxy): Promise<PagePicture | undefined> {
  const viewport = page.getViewport({ scale: 1 });
  const placed = await picturesOf(page, viewport.transform as unknown as Matrix);
  if (!placed.some(({ matrix }) => Math.min(...sides(matrix)) >= LEAST_SIDE)) return undefined;
  let picture: PagePicture | undefined;
  for (const one of placed) {
    const source = await sourceOf(page, one);
    if (!source) continue;
    picture ??= blank(viewport.width, viewport.height, dpiOf(source, one.matrix));
    const scale = picture.dpi / 72;
    paint(picture, source, multiply([scale, 0, 0, scale, 0, 0], one.matrix));
  }
  return picture;
}

function blank(width: number, height: number, wanted: number): PagePicture {
  const dpi = Math.min(wanted, 72 * Math.sqrt(MOST_DOTS / (width * height)));
  const [across, down] = [Math.max(1, Math.round((width * dpi) / 72)), Math.max(1, Math.round((height * dpi) / 72))];
  return { dpi, width: across, height: down, dots: new Uint8Array(across * down).fill(255) };
}

function dpiOf({ width, height }: Source, matrix: Matrix): number {
  const [across, down] = sides(matrix);
  const own = Math.min(width / across, height / down) * 72;
  return own < LEAST_DPI || own > MOST_DPI ? DPI : own;
}

function sides([a, b, c, d]: Matrix): [number, number] {
  return [Math.hypot(a, b), Math.hypot(c, d)];
}

/** Where pictures lie, in the order of drawing. */
async function picturesOf(page: PDFPageProxy, begin: Matrix): Promise<Placed[]> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const found: Placed[] = [];
  const kept: { matrix: Matrix; fill: number }[] = [];
  let now = { matrix: begin, fill: 0 };
  /** Groups that are no picture themselves but the mask of another. */
  let inMask = 0;
  const add = (image: unknown, fill?: number) => {
    if (inMask > 0 || found.length >= MOST_PICTURES) return;
    found.push({ name: typeof image === 'string' ? image : undefined, image, matrix: now.matrix, fill });
  };
  for (const [index, operator] of fnArray.entries()) {
    const args = argsArray[index] as unknown[];
    if (operator === OPS.save) kept.push(now);
    else if (operator === OPS.restore) now = kept.pop() ?? now;
    else if (operator === OPS.transform) now = { ...now, matrix: multiply(now.matrix, args as unknown as Matrix) };
    else if (operator === OPS.paintFormXObjectBegin) {
      kept.push(now);
      if (args[0]) now = { ...now, matrix: multiply(now.matrix, args[0] as unknown as Matrix) };
    } else if (operator === OPS.paintFormXObjectEnd) now = kept.pop() ?? now;
    else if (operator === OPS.beginGroup && (inMask > 0 || (args[0] as { smask?: unknown } | null)?.smask)) inMask++;
    else if (operator === OPS.endGroup && inMask > 0) inMask--;
    else if (operator === OPS.setFillRGBColor) now = { ...now, fill: greyOf(args) };
    else if (operator === OPS.paintImageXObject || operator === OPS.paintInlineImageXObject) add(args[0]);
    else if (operator === OPS.paintImageMaskXObject) {
      const mask = args[0] as { data: unknown };
      add(typeof mask.data === 'string' ? mask.data : mask, now.fill);
    }
  }
  return found;
}

/** PDF.js tells colours as #rrggbb, or as three numbers. */
function greyOf(args: readonly unknown[]): number {
  const [, r, g, b] = /^#(..)(..)(..)$/.exec(String(args[0])) ?? [];
  const parts =
    r === undefined ? args.slice(0, 3).map(Number) : [r, g, b].map((part) => Number.parseInt(part ?? '', 16));
  const [red = 0, green = 0, blue = 0] = parts;
  return Number.isFinite(red + green + blue) ? pixelAt(red, green, blue) : 0;
}

async function sourceOf(page: PDFPageProxy, { name, image, fill }: Placed): Promise<Source | undefined> {
  const found = name === undefined ? image : await named(page, name);
  const { width, height, data, kind } = (found ?? {}) as Partial<Source>;
  if (!width || !height || !data) return undefined;
  return { width, height, data, kind, fill };
}

async function named(page: PDFPageProxy, name: string): Promise<unknown> {
  const store = name.startsWith('g_') ? page.commonObjs : page.objs;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
  const found = new Promise((resolve) => store.get(name, resolve));
  return Promise.race([found, late]).finally(() => clearTimeout(timer));
}
