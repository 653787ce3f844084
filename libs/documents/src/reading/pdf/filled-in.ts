import type { PDFPageProxy, TextItem } from 'pdfjs-dist/types/src/display/api.js';

/** What is used of an annotation as PDF.js describes it; all of it may be missing. */
interface Annotation {
  subtype?: string;
  fieldType?: string;
  fieldValue?: unknown;
  options?: { exportValue?: string; displayValue?: string }[];
  password?: boolean;
  annotationFlags?: number;
  rect?: number[];
  defaultAppearanceData?: { fontSize?: number };
  textContent?: string[];
  contentsObj?: { str?: string };
}

/** Not shown to who looks at the page: hidden, or not on screen. */
const UNSEEN = 2 | 32;
/** A letter is about so wide, in its size. */
const WIDTH = 0.5;
const PITCH = 1.2;

/** What was filled into the fields of a form, and notes written onto the page, as text that stands where they do. */
export async function filledIn(page: PDFPageProxy, drawn: readonly TextItem[]): Promise<TextItem[]> {
  const fontName = usualFont(drawn);
  const annotations = (await page.getAnnotations({ intent: 'display' })) as Annotation[];
  return annotations.flatMap((annotation) => {
    const [left = 0, bottom = 0, right = 0, top = 0] = annotation.rect ?? [];
    if ((annotation.annotationFlags ?? 0) & UNSEEN || !(right > left && top > bottom)) return [];
    const lines = linesOf(annotation).filter((line) => line.trim() !== '');
    const height = top - bottom;
    const size = annotation.defaultAppearanceData?.fontSize || Math.min(height * 0.7, 11);
    // One line stands in the middle, several begin at the top.
    const first = lines.length > 1 ? top - size : bottom + (height - size) / 2 + size * 0.2;
    return lines.map((str, index) => ({
      str,
      dir: 'ltr',
      transform: [size, 0, 0, size, left + 2, first - index * size * PITCH],
      width: Math.min(str.length * size * WIDTH, right - left - 2),
      height: size,
      fontName,
      hasEOL: true,
    }));
  });
}

/** Nothing is a heading because it was filled in. */
function usualFont(items: readonly TextItem[]): string {
  const letters = new Map<string, number>();
  for (const { fontName, str } of items) letters.set(fontName, (letters.get(fontName) ?? 0) + str.length);
  return [...letters].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 'filled in';
}

function linesOf({
  subtype,
  fieldType,
  fieldValue,
  options,
  password,
  textContent,
  contentsObj,
}: Annotation): string[] {
  if (subtype === 'FreeText') return textContent ?? split(contentsObj?.str);
  if (subtype !== 'Widget' || password) return [];
  if (fieldType === 'Tx') return split(fieldValue);
  if (fieldType !== 'Ch') return [];
  const chosen = Array.isArray(fieldValue) ? fieldValue : [fieldValue];
  return chosen.flatMap((value) =>
    split(options?.find((option) => option.exportValue === value)?.displayValue ?? value),
  );
}

function split(text: unknown): string[] {
  return typeof text === 'string' ? text.split(/\r\n?|\n/) : [];
}
