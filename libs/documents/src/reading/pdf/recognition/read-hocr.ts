/** A box in dots of the picture; y grows downwards. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface RecognisedWord extends Box {
  text: string;
  /** How sure it is, 0 to 100. */
  confidence: number;
}

export interface RecognisedLine {
  words: RecognisedWord[];
  /** The line that letters stand on, at its middle. */
  baseline: number;
  /** How much that falls for each dot to the right. */
  slope: number;
  /** From the lowest descender to the highest ascender. */
  height: number;
  /** It runs upwards or downwards, or stands on its head. */
  turned: boolean;
}

const LINE =
  /<span class='ocr_(?:line|caption|header|textfloat)'[^>]* title="([^"]*)">([\s\S]*?)(?=<span class='ocr_(?:line|caption|header|textfloat)'|$)/g;
const WORD = /<span class='ocrx_word'[^>]* title='([^']*)'[^>]*>([\s\S]*?)<\/span>/g;

/** Reads the lines and words of hOCR, as Tesseract writes it. */
export function readHocr(hocr: string): RecognisedLine[] {
  return [...hocr.matchAll(LINE)].flatMap(([, title = '', content = '']): RecognisedLine[] => {
    const box = boxOf(title);
    const [, slope = '0', offset = '0'] = /baseline (-?[\d.]+) (-?[\d.]+)/.exec(title) ?? [];
    const height = Number(/x_size ([\d.]+)/.exec(title)?.[1] ?? 0);
    const words = [...content.matchAll(WORD)].flatMap(([, own = '', text = '']): RecognisedWord[] => {
      const place = boxOf(own);
      const said = unescaped(text.replace(/<[^>]*>/g, '')).trim();
      return place && said !== '' ? [{ ...place, text: said, confidence: Number(/x_wconf (\d+)/.exec(own)?.[1]) }] : [];
    });
    if (!box || words.length === 0) return [];
    const middle = (box.right - box.left) / 2;
    return [
      {
        words,
        baseline: box.bottom + Number(offset) + Number(slope) * middle,
        slope: Number(slope),
        height: height || box.bottom - box.top,
        turned:
          /textangle (?!0\b)/.test(title) ||
          (!title.includes('baseline') && box.bottom - box.top > box.right - box.left),
      },
    ];
  });
}

function boxOf(title: string): Box | undefined {
  const found = /bbox (\d+) (\d+) (\d+) (\d+)/.exec(title);
  if (!found) return undefined;
  const [left = 0, top = 0, right = 0, bottom = 0] = found.slice(1).map(Number);
  return { left, top, right, bottom };
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d+)|(\w+));/g, (whole, number?: string, name?: string) =>
    number ? String.fromCodePoint(Number(number)) : (NAMED[name ?? ''] ?? whole),
  );
}
