import type { PDFPageProxy, TextItem } from 'pdfjs-dist/types/src/display/api.js';
import { asDrawn, hasLeftwards } from './bidi.js';
import { OPS } from './pdfjs.js';

/** How far ahead the glyphs of a run are looked for; PDF.js leaves out some that it takes for shadows. */
const REACH = 400;

/**
 * What the glyphs of runs with writing to the left say, from left to right. PDF.js turns the letters of a run around one by one; a glyph
 * that says several (lam with alef, or a whole word) would come out reversed.
 */
export async function drawnGlyphs(page: PDFPageProxy, items: readonly TextItem[]): Promise<Map<TextItem, string[]>> {
  const found = new Map<TextItem, string[]>();
  if (!items.some((item) => hasLeftwards(item.str))) return found;
  const glyphs = await pageGlyphs(page).catch(() => []);
  let at = 0;
  for (const item of items) {
    const own = locate(glyphs, at, item.str);
    if (own) at = own.end;
    if (!hasLeftwards(item.str)) continue;
    const drawn = asDrawn(item.str, item.dir === 'rtl');
    found.set(item, own ? withGlyphs(drawn, glyphs.slice(own.start, own.end)) : drawn);
  }
  return found;
}

/** What each glyph of a page says, in the order of drawing. */
async function pageGlyphs(page: PDFPageProxy): Promise<string[]> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const glyphs: string[] = [];
  for (const [index, operator] of fnArray.entries()) {
    if (operator !== OPS.showText) continue;
    for (const glyph of argsArray[index]?.[0] ?? []) {
      const said = (glyph as { unicode?: unknown } | null)?.unicode;
      if (typeof said === 'string' && /[^\s\p{Cf}]/u.test(said)) glyphs.push(said);
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
