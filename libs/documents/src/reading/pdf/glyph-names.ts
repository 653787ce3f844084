import type { PDFPageProxy, TextItem } from 'pdfjs-dist/types/src/display/api.js';

/** What is used of a font as PDF.js describes it. */
interface Font {
  name?: string;
  /** The names of glyphs, by the numbers they are drawn by. */
  differences?: (string | undefined)[];
}

// PDF.js hands on the number of a glyph whose name it does not know.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they stand for glyphs.
const NUMBERED = /[\u0001-\u0008\u000b-\u001f\u0080-\u009f]/g;
/** A glyph that differs in form only is named like another, with its form behind a dot (Adobe's list of glyphs): one.oldstyle, a.sc. */
const FORM = /^([A-Za-z_]+)\.\w+$/;
const LETTERS = new Map(
  Object.entries({
    ...Object.fromEntries(
      ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'].map((name, digit) => [
        name,
        String(digit),
      ]),
    ),
    ampersand: '&',
    at: '@',
    colon: ':',
    comma: ',',
    dollar: '$',
    Euro: '€',
    hyphen: '-',
    parenleft: '(',
    parenright: ')',
    percent: '%',
    period: '.',
    semicolon: ';',
    slash: '/',
    sterling: '£',
  }),
);

export function hasNumbered(items: readonly TextItem[]): boolean {
  return items.some((item) => item.str.search(NUMBERED) >= 0);
}

/**
 * Puts letters and digits for glyphs that are told by a name with a form; else old-style figures would be lost. The page's glyphs are known by now.
 * A run may go on in another font of the same name.
 */
export function nameGlyphs(page: PDFPageProxy, items: readonly TextItem[], fontNames: readonly string[]): void {
  if (!hasNumbered(items)) return;
  const fonts = new Map(
    fontNames.filter((id) => page.commonObjs.has(id)).map((id) => [id, page.commonObjs.get(id) as Font] as const),
  );
  for (const item of items) {
    const own = fonts.get(item.fontName);
    if (!own || item.str.search(NUMBERED) < 0) continue;
    const all = [own, ...[...fonts.values()].filter((font) => font.name === own.name)];
    item.str = item.str.replace(NUMBERED, (glyph) => {
      const names = all.map((font) => font.differences?.[glyph.charCodeAt(0)]);
      return letterOf(names.find((name) => name !== undefined)) ?? glyph;
    });
  }
}

function letterOf(name: string | undefined): string | undefined {
  const base = FORM.exec(name ?? '')?.[1];
  if (base === undefined) return undefined;
  const parts = base
    .split('_')
    .map((part) => LETTERS.get(part) ?? (/^(?:[A-Za-z]|f[fijl]{1,2})$/.test(part) ? part : undefined));
  return parts.includes(undefined) ? undefined : parts.join('');
}
