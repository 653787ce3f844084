import type { TextItem } from 'pdfjs-dist/types/src/display/api.js';
import { asDrawn, hasLeftwards } from './bidi.js';
import { OPS, type OperatorList } from './pdfjs.js';

/** How far ahead the glyphs of a run are looked for; PDF.js leaves out some that it takes for shadows. */
const REACH = 400;

/** What PDF.js does not tell of a run. */
export interface DrawnRun {
  /** Of writing to the left: what its glyphs say, from left to right. */
  glyphs?: string[];
  /** A soft hyphen is drawn at its end. */
  parts?: boolean;
}

/** The glyphs of a page, in the order of drawing. */
export interface PageGlyphs {
  /** What each says. */
  said: string[];
  /** Soft hyphens, by how many glyphs come before. */
  softHyphens: Set<number>;
}

/**
 * What the glyphs of runs with writing to the left say, and which runs end with a soft hyphen. PDF.js turns the letters of a run around one
 * by one, so that a glyph that says several (lam with alef, or a whole word) would come out reversed; and it leaves soft hyphens out.
 */
export function drawnRuns(items: readonly TextItem[], { said, softHyphens }: PageGlyphs): Map<TextItem, DrawnRun> {
  const found = new Map<TextItem, DrawnRun>();
  let at = 0;
  for (const item of items) {
    const own = locate(said, at, item.str);
    if (own) at = own.end;
    const parts = own !== undefined && softHyphens.has(own.end);
    if (parts) found.set(item, { parts });
    if (!hasLeftwards(item.str)) continue;
    const drawn = asDrawn(item.str, item.dir === 'rtl');
    found.set(item, { parts, glyphs: own ? withGlyphs(drawn, said.slice(own.start, own.end)) : drawn });
  }
  return found;
}

/** Nothing where it can't be told. */
export function pageGlyphs(operators: OperatorList | undefined): PageGlyphs {
  const glyphs: PageGlyphs = { said: [], softHyphens: new Set() };
  for (const [index, operator] of operators?.fnArray.entries() ?? []) {
    if (operator !== OPS.showText) continue;
    for (const glyph of operators?.argsArray[index]?.[0] ?? []) {
      const said = (glyph as { unicode?: unknown } | null)?.unicode;
      if (typeof said !== 'string') continue;
      if (said === '\u00ad') glyphs.softHyphens.add(glyphs.said.length);
      else if (/[^\s\p{Cf}]/u.test(said)) glyphs.said.push(said);
    }
  }
  return glyphs;
}

/** Where glyphs that say together what a run does stand, from a place on. */
function locate(glyphs: readonly string[], from: number, text: string): { start: number; end: number } | undefined {
  const wanted = sorted(text);
  if (wanted === '') return undefined;
  for (let start = from; start < Math.min(glyphs.length, from + REACH); start++) {
    if (!wanted.includes(sorted(glyphs[start] ?? '').charAt(0))) continue;
    let said = '';
    let end = start;
    while (end < glyphs.length && said.length < wanted.length) said += bare(glyphs[end++] ?? '');
    if (said.length === wanted.length && sorted(said) === wanted) return { start, end };
  }
  return undefined;
}

/** The glyphs in the place of their letters, with the white that stands between them. */
function withGlyphs(drawn: readonly string[], glyphs: readonly string[]): string[] {
  const letters = Array.from(drawn.join(''));
  const answer: string[] = [];
  let at = 0;
  for (const glyph of glyphs) {
    for (; /^\s$/.test(letters[at] ?? ''); at++) answer.push(' ');
    for (let left = Array.from(bare(glyph)).length; left > 0 && at < letters.length; at++)
      if (!/^\s$/.test(letters[at] ?? '')) left--;
    answer.push(glyph);
  }
  if (at < letters.length) answer.push(' ');
  return answer;
}

function bare(text: string): string {
  return text.replace(/[\s\p{Cf}]+/gu, '');
}

function sorted(text: string): string {
  return [...bare(text)].sort().join('');
}
