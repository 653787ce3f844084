import type { PagePicture } from './page-picture.js';
import type { RecognisedLine } from './read-hocr.js';
import { type Recogniser, spentMs } from './recogniser.js';

/** Letters that are read upright are surer than this on the average; a page whose letters are not may lie on its side. */
const UPRIGHT = 65;

/** The lines of a picture, and how high its page is in points, once it is turned as it is read. */
export interface Upright {
  lines: RecognisedLine[];
  height: number;
}

/** Recognises a picture that may have been scanned sideways or upside down: turned as its letters are surest. */
export async function recogniseUpright(recogniser: Recogniser, picture: PagePicture, timeMs: number): Promise<Upright> {
  const until = spentMs() + timeMs;
  const read = async (turned: PagePicture): Promise<Upright> => ({
    lines: await recogniser.recognise(turned, until - spentMs()),
    height: (turned.height / turned.dpi) * 72,
  });
  let best = await read(picture);
  // Tesseract reads some lines that are turned, but not where they stand.
  if (best.lines.length === 0 || sureness(best) >= UPRIGHT) return best;
  let turned = picture;
  for (let turn = 1; turn < 4; turn++) {
    turned = turnedRight(turned);
    const other = await read(turned).catch(() => undefined);
    if (other && sureLetters(other) > sureLetters(best)) best = other;
    if (other && sureness(other) >= UPRIGHT) break;
  }
  return best;
}

function letters({ lines }: Upright): { count: number; sure: number } {
  let count = 0;
  let sure = 0;
  for (const { words, turned } of lines) {
    for (const { text, confidence } of words) {
      count += text.length;
      sure += turned ? 0 : text.length * confidence;
    }
  }
  return { count, sure };
}

function sureness(read: Upright): number {
  const { count, sure } = letters(read);
  return count > 0 ? sure / count : 0;
}

/** Wrong ones count against it. */
function sureLetters(read: Upright): number {
  const { count, sure } = letters(read);
  return sure - count * 50;
}

/** A quarter clockwise. */
function turnedRight(picture: PagePicture): PagePicture {
  const { width, height, dots, dpi } = picture;
  const turned = new Uint8Array(dots.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) turned[x * height + (height - 1 - y)] = dots[y * width + x] ?? 255;
  return { dpi, width: height, height: width, dots: turned };
}
