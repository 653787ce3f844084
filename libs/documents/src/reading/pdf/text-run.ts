/** A run of text on one baseline, in points of an upright page; y grows downwards. */
export interface TextRun {
  text: string;
  x: number;
  right: number;
  /** Of the baseline. */
  y: number;
  size: number;
  font: string;
  /** White was drawn before it. */
  spaced?: boolean;
  /** Of writing to the left: what its glyphs say, from left to right. */
  glyphs?: string[];
}

/** Runs that stand on one line, in reading order. */
export interface Line {
  text: string;
  x: number;
  right: number;
  y: number;
  size: number;
  /** The font of all its letters; null when they are of several. */
  font: string | null;
  /** It is read from the right. */
  leftwards: boolean;
  /** White stands in it as between the cells of a table. */
  gapped: boolean;
  /** It begins with a raised number, as a note at the foot does. */
  note?: boolean;
  /** It stands in a table. */
  cell?: boolean;
  /** The page's own number of the column it is in, by reading order. */
  region: number;
}

/** A line that is drawn by writing it: it parts texts, and says nothing. */
export function isWrittenRule({ text }: Pick<Line, 'text'>): boolean {
  return /^[_=\-–—]{10,}$/u.test(text);
}

/** How far above its baseline a run reaches, roughly, and below. */
export const ASCENT = 0.75;
export const DESCENT = 0.2;

/** The value in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** A transformation as PDF writes it. */
export type Matrix = readonly number[];

/** One transformation after the other. */
export function multiply(one: Matrix, other: Matrix): number[] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = one;
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = other;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}
