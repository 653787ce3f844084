import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import type { PDFDocumentProxy, TextItem } from 'pdfjs-dist/types/src/display/api.js';
import { cleanText } from '../clean-text.js';
import { ReadingFault, type ReadOptions, type ReadResult } from '../document.js';
import { hasLeftwards } from './bidi.js';
import { inReadingOrder } from './columns.js';
import { filledIn } from './filled-in.js';
import { type PageLines, textlessPages, withoutFurniture } from './furniture.js';
import { hasNumbered, nameGlyphs } from './glyph-names.js';
import { drawnRuns, pageGlyphs } from './glyphs.js';
import { Vocabulary } from './hyphens.js';
import { bodyType, toBlocks } from './paragraphs.js';
import { getDocument, nothingDrawn, type OperatorList, VerbosityLevel } from './pdfjs.js';
import { recognisePages } from './recognition/recognise-pages.js';
import { gridsAround } from './ruled-tables.js';
import { pageRules } from './rules.js';
import { isUnnamed, uprightRuns } from './runs.js';

const home = join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), '/');

/** Soft hyphens are looked for on so many pages, and on the others where one was there. */
const TELLING_PAGES = 3;

const SCANNED = 'This PDF has no text layer: its pages are images, as of a scan. Nothing in it can be found or quoted.';
const UNRECOGNISED = 'This PDF has no text layer, and no text could be recognised in the images of its pages.';
const UNNAMED = "The fonts of this PDF don't say which letters they draw. Nothing in it can be found or quoted.";

/** Where so many texts stand side by side, or cells do, lines that are drawn are looked for. */
const LEAST_OF_TABLE = 2;

/** Larger pictures, in dots, are not decoded: A4 at 600 dots an inch has 35 million. */
const MOST_DOTS = 40_000_000;

/** Reads a PDF's text layer by page, and recognises what is a picture where that is asked for. Scripts, forms' actions and embedded files are never run, opened or followed. */
export async function readPdf(
  bytes: Uint8Array,
  { maxPages, onProgress, recognition }: ReadOptions,
): Promise<ReadResult> {
  const pdf = await open(bytes, recognition !== undefined);
  try {
    const pageCount = pdf.numPages;
    if (pageCount === 0) throw new ReadingFault('EMPTY', 'This PDF has no pages.');
    const count = Math.min(pageCount, maxPages);
    const pages: PageLines[] = [];
    const style: Style = { hasSoftHyphens: false };
    let damaged = 0;
    for (let number = 1; number <= count; number++) {
      try {
        pages.push(await readPage(pdf, number, style));
      } catch (error) {
        if (error instanceof RangeError) throw error;
        damaged++;
        pages.push({ lines: [], height: 0 });
      }
      // What is left to be recognised is not read yet.
      onProgress?.(recognition ? pages.filter(({ lines }) => lines.length > 0).length : number, pageCount);
    }
    if (damaged === count) throw new ReadingFault('DAMAGED', 'No page of this PDF can be read; the file is damaged.');
    const notes: string[] = [];
    if (count < pageCount) notes.push(`Only the first ${count} of its ${pageCount} pages were read.`);
    if (damaged > 0) notes.push(`${damaged} of its pages could not be read; they are damaged.`);
    const textless = textlessPages(pages);
    const recognised =
      recognition && textless.length > 0
        ? await recognisePages(pdf, textless, pages, recognition, (done) =>
            onProgress?.(count - textless.length + done, pageCount),
          )
        : { pages: [], notes: [] };
    notes.push(...recognised.notes);
    const bare = pages.filter((page) => page.lines.length === 0).length - damaged;
    const unnamed = pages.filter((page) => page.unnamed).length;
    if (bare === count - damaged)
      throw new ReadingFault('NO_TEXT', nothingRead(unnamed > 0, recognition && recognised.notes));
    if (bare > 0) notes.push(`${bare} of its pages have no text.`);
    if (unnamed > 0)
      notes.push(`${unnamed} of its pages can't be read rightly: their fonts don't say which letters they draw.`);
    return { pageCount, notes, pages: blocksByPage(pages), recognised: recognised.pages, textless };
  } finally {
    await pdf.loadingTask.destroy();
  }
}

function nothingRead(isUnnamed: boolean, recognition: readonly string[] | undefined): string {
  if (isUnnamed) return UNNAMED;
  return recognition ? [UNRECOGNISED, ...recognition].join(' ') : SCANNED;
}

async function open(bytes: Uint8Array, recognises: boolean): Promise<PDFDocumentProxy> {
  try {
    return await getDocument({
      data: bytes,
      verbosity: VerbosityLevel.ERRORS,
      isEvalSupported: false,
      enableXfa: false,
      // The names of glyphs.
      fontExtraProperties: true,
      // Outlines of letters, for pictures of pages only.
      disableFontFace: recognises,
      ownerDocument: nothingDrawn,
      useSystemFonts: false,
      useWorkerFetch: false,
      // One dot where pictures are not looked at.
      maxImageSize: recognises ? MOST_DOTS : 1,
      isOffscreenCanvasSupported: false,
      isImageDecoderSupported: false,
      cMapUrl: join(home, 'cmaps/'),
      cMapPacked: true,
      standardFontDataUrl: join(home, 'standard_fonts/'),
      wasmUrl: join(home, 'wasm/'),
    }).promise;
  } catch (error) {
    const { name } = error as Error;
    if (name === 'PasswordException')
      throw new ReadingFault('PROTECTED', 'This PDF is protected by a password. Hand it in without one.');
    throw new ReadingFault('DAMAGED', 'This is no PDF that can be read: it is damaged or cut off.');
  }
}

/** Whether this document has soft hyphens, its first pages tell. */
interface Style {
  hasSoftHyphens: boolean;
}

async function readPage(pdf: PDFDocumentProxy, number: number, style: Style): Promise<PageLines> {
  const page = await pdf.getPage(number);
  const viewport = page.getViewport({ scale: 1 });
  const content = await page.getTextContent({ disableNormalization: true });
  const drawn = content.items.filter((item): item is TextItem => 'str' in item);
  const items = [...drawn, ...(await filledIn(page, drawn).catch(() => []))];
  const lines: PageLines['lines'] = [];
  const isAskedFor =
    drawn.some((item) => item.str.trim() !== '') &&
    (number <= TELLING_PAGES ||
      style.hasSoftHyphens ||
      hasNumbered(drawn) ||
      drawn.some((item) => hasLeftwards(item.str)));
  // What is drawn costs about as much as reading the text: asked for where it is needed, and once.
  let asked: Promise<OperatorList | undefined> | undefined;
  const operators = () => {
    asked ??= page.getOperatorList().catch(() => undefined);
    return asked;
  };
  const glyphs = isAskedFor ? pageGlyphs(await operators()) : undefined;
  if (glyphs && glyphs.softHyphens.size > 0) style.hasSoftHyphens = true;
  const runsOf = glyphs ? drawnRuns(items, glyphs) : new Map();
  nameGlyphs(page, drawn, Object.keys(content.styles));
  const downwards = new Set(Object.keys(content.styles).filter((font) => content.styles[font]?.vertical));
  for (const [index, runs] of uprightRuns(items, viewport, runsOf, downwards).entries()) {
    const first = (lines.at(-1)?.region ?? -1) + 1;
    const found = inReadingOrder(runs, first);
    // Where most is written along the page.
    const isLikeTable =
      index === 0 &&
      runs.filter((run) => run.x >= 0 && run.y >= 0).length > runs.length / 2 &&
      (new Set(found.map((line) => line.region)).size > LEAST_OF_TABLE ||
        found.some((line) => line.gapped || line.cell));
    const grids = isLikeTable ? gridsAround(runs, pageRules(await operators(), viewport.transform)) : [];
    lines.push(...(grids.length > 0 ? inReadingOrder(runs, first, grids) : found));
  }
  page.cleanup();
  return { lines, height: viewport.height, unnamed: isUnnamed(drawn.map((item) => item.str).join('')) };
}

/** What needs the whole document: what comes again on each page, what is usual, and how words are written elsewhere. */
function blocksByPage(pages: readonly PageLines[]): ReadResult['pages'] {
  const text = withoutFurniture(pages);
  const words = new Vocabulary();
  for (const line of text.flat()) words.add(line.text);
  const body = bodyType(text.flat());
  return text.map((lines, index) => ({
    number: index + 1,
    blocks: toBlocks(lines, body, words)
      .map((block) => ({ ...block, text: cleanText(block.text) }))
      .filter((block) => block.text !== ''),
  }));
}
