import type { TextItem } from 'pdfjs-dist/types/src/display/api.js';
import { cleanCharacters } from '../clean-text.js';
import type { DrawnRun } from './glyphs.js';
import { isMark, withMarks } from './marks.js';
import { type Matrix, multiply, type TextRun } from './text-run.js';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they stand for glyphs.
const UNNAMED = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffd]|\p{Co}/gu;

/** At the end of a line it parts a word. */
const SOFT_HYPHEN = '\u00ad';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they stand for glyphs.
const LIGATURE = /(?<=\p{L})[\u000e\u000f\u001b-\u001f]|[\u000e\u000f\u001b-\u001f](?=\p{Ll})/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they stand for glyphs.
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g;

/**
 * The page's text as runs, in groups by their direction of writing: first the one that most is written in, turned upright.
 * What stands across (a stamp at the margin) follows it. Fonts of these names write downwards.
 */
export function uprightRuns(
  items: readonly TextItem[],
  viewport: { transform: Matrix; width: number },
  drawn: ReadonlyMap<TextItem, DrawnRun>,
  downwards: ReadonlySet<string> = new Set(),
): TextRun[][] {
  const groups = new Map<number, { runs: TextRun[]; letters: number }>();
  let spaced = false;
  let afterMark = false;
  for (const item of items) {
    const { glyphs, parts } = drawn.get(item) ?? {};
    const text = cleanCharacters(withoutControls(item.str)) + (parts ? SOFT_HYPHEN : '');
    if (text.trim() === '') {
      // White that is drawn is a run of its own where the font changes; how wide it is does not matter.
      spaced = item.width > 0.01 && !afterMark;
      continue;
    }
    afterMark = isMark(text);
    spaced &&= !afterMark;
    const own = glyphs?.map((glyph) => cleanCharacters(withoutControls(glyph)));
    const matrix = multiply(viewport.transform, item.transform);
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = matrix;
    const size = Math.hypot(c, d) || Math.hypot(a, b);
    if (!(size > 0.5) || !Number.isFinite(e + f)) continue;
    const isDownwards = downwards.has(item.fontName);
    const turn = isDownwards ? DOWNWARDS : (Math.round(Math.atan2(b, a) / (Math.PI / 2)) + 4) % 4;
    const [x, y] = upright(turn, e, f);
    const group = groups.get(turn) ?? { runs: [], letters: 0 };
    group.letters += text.length;
    group.runs.push({
      text,
      x,
      right: x + (isDownwards ? item.height : item.width),
      y,
      size,
      font: item.fontName,
      ...(spaced && { spaced }),
      ...(own && { glyphs: own }),
    });
    spaced = false;
    groups.set(turn, group);
  }
  return [...groups.values()]
    .sort((one, other) => other.letters - one.letters)
    .map(({ runs }) => withMarks(withoutDoubles(runs)));
}

// How fonts of TeX number their ligatures, without saying which letters these are.
const LIGATURES = new Map([
  ...['ffi', 'ffl'].map((letters, index) => [String.fromCharCode(0x0e + index), letters] as const),
  ...['ff', 'fi', 'fl', 'ffi', 'ffl'].map((letters, index) => [String.fromCharCode(0x1b + index), letters] as const),
]);

/** Whether so many glyphs have no letter that what is left makes no sense. */
export function isUnnamed(text: string): boolean {
  const glyphs = text.replace(/\s+/g, '');
  const unnamed = glyphs.match(UNNAMED)?.length ?? 0;
  return unnamed > 20 && unnamed > glyphs.length * 0.3;
}

/** Control characters are numbers of glyphs that the font has no letter for: ligatures beside letters, else most often white. */
function withoutControls(text: string): string {
  return text.replace(LIGATURE, (glyph) => LIGATURES.get(glyph) ?? glyph).replace(CONTROL, ' ');
}

/** The direction of fonts that write from top to bottom, beside the four turns of a page. */
const DOWNWARDS = 4;

function upright(turn: number, x: number, y: number): [number, number] {
  // Lines that run down, as of Japanese, follow each other from the right to the left.
  if (turn === 1 || turn === DOWNWARDS) return [y, -x];
  if (turn === 2) return [-x, -y];
  if (turn === 3) return [-y, x];
  return [x, y];
}

/** Some programs print bold by printing twice, a hair apart. */
function withoutDoubles(runs: readonly TextRun[]): TextRun[] {
  const seen = new Map<string, TextRun[]>();
  return runs.filter((run) => {
    const near = seen.get(run.text) ?? [];
    const slack = run.size * 0.15;
    if (near.some((other) => Math.abs(other.x - run.x) < slack && Math.abs(other.y - run.y) < slack)) return false;
    seen.set(run.text, [...near.slice(-20), run]);
    return true;
  });
}
