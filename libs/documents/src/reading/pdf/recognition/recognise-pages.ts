import type { PDFDocumentProxy } from 'pdfjs-dist/types/src/display/api.js';
import type { RecognitionOptions } from '../../document.js';
import { inReadingOrder } from '../columns.js';
import type { PageLines } from '../furniture.js';
import { pagePicture } from './page-picture.js';
import { recogniseUpright } from './recognise-upright.js';
import { recognisedRuns } from './recognised-runs.js';
import { PageTooSlow, Recogniser } from './recogniser.js';

/** What came of it. */
export interface Recognised {
  /** Pages that have text now. */
  pages: number[];
  /** What stays unread and why, in sentences. */
  notes: string[];
}

/**
 * Recognises the text of pages that are pictures, and puts it behind what is in `pages`. A page that takes too long, or whose picture is
 * damaged, is left out and counted; so are those beyond what a file may take. `onPage` is told again while a page is recognised: on a busy
 * machine that takes minutes.
 */
export async function recognisePages(
  pdf: PDFDocumentProxy,
  wanted: readonly number[],
  pages: PageLines[],
  options: RecognitionOptions,
  onPage: (done: number) => void,
): Promise<Recognised> {
  const until = performance.now() + options.fileMs;
  const isOver = () => performance.now() > until;
  const found: number[] = [];
  let done = 0;
  let failed = 0;
  const recogniser = new Recogniser(options.languages, () => {
    if (isOver()) throw new PageTooSlow('Recognising this file took too long.');
    onPage(done);
  });
  for (const number of wanted.slice(0, options.maxPages)) {
    if (isOver()) break;
    const own = pages[number - 1] as PageLines;
    try {
      const lines = await recognisePage(pdf, number, recogniser, options.pageMs, own);
      if (lines.lines.length > own.lines.length) found.push(number);
      pages[number - 1] = lines;
    } catch (error) {
      if (recogniser.isBroken) throw error;
      if (isOver()) break;
      failed++;
    }
    onPage(++done);
  }
  const notes: string[] = [];
  if (failed > 0)
    notes.push(`${failed} of its pages could not be recognised: their pictures are damaged, or take too long.`);
  if (done < wanted.length)
    notes.push(`Text was recognised on the first ${done} of the ${wanted.length} pages without a text layer only.`);
  return { pages: found, notes };
}

async function recognisePage(
  pdf: PDFDocumentProxy,
  number: number,
  recogniser: Recogniser,
  pageMs: number,
  own: PageLines,
): Promise<PageLines> {
  const page = await pdf.getPage(number);
  try {
    const picture = await pagePicture(page);
    if (!picture) return own;
    const { lines, height } = await recogniseUpright(recogniser, picture, pageMs);
    const region = (own.lines.at(-1)?.region ?? -1) + 1;
    const read = inReadingOrder(recognisedRuns(lines, picture.dpi), region);
    return { ...own, lines: [...own.lines, ...read], height: own.lines.length > 0 ? own.height : height };
  } finally {
    page.cleanup();
  }
}
