import { inflateSync } from 'node:zlib';
import type { PDFPageProxy } from 'pdfjs-dist/types/src/display/api.js';

// PDF.js looks for what draws (a native library) when it is loaded. Text needs none of it, and the process that reads files may load no
// native library, so it finds these names taken.
for (const name of ['DOMMatrix', 'FontFace', 'ImageData', 'Path2D']) {
  if (name in globalThis) continue;
  Object.defineProperty(globalThis, name, { value: class {}, configurable: true, writable: true });
}

/** What would be larger is left to PDF.js, which unpacks it bit by bit. */
const MOST_BYTES = 256 * 1024 * 1024;

/** Unpacks in one step: with the many small streams of a page, the machinery of Node's costs more than the work. PDF.js does itself what fails here. */
class AtOnce {
  private packed: Uint8Array = new Uint8Array();

  readonly writable = {
    getWriter: () => ({
      ready: Promise.resolve(),
      write: async (bytes: Uint8Array) => {
        this.packed = bytes;
      },
      close: async () => undefined,
    }),
  };

  readonly readable = { [Symbol.asyncIterator]: () => this.unpacked() };

  constructor(format: string) {
    if (format !== 'deflate') throw new TypeError(`Streams in ${format} are unpacked by PDF.js.`);
  }

  private async *unpacked() {
    yield inflateSync(this.packed, { maxOutputLength: MOST_BYTES });
  }
}
Object.defineProperty(globalThis, 'DecompressionStream', { value: AtOnce, configurable: true, writable: true });

// For an error of old engines beyond four thousand million values, PDF.js puts a slow `push` in the place of theirs, for everything that runs here.
const push = Object.getOwnPropertyDescriptor(Array.prototype, 'push') as PropertyDescriptor;
export const { getDocument, OPS, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
// What it would load with the first file.
const worker: string = 'pdfjs-dist/legacy/build/pdf.worker.mjs';
await import(worker);
Object.defineProperty(Array.prototype, 'push', push);

/** Takes fonts as a browser does, which draws their letters itself: their outlines need not be computed. */
export const nothingDrawn = { fonts: new Set() } as unknown as HTMLDocument;

/** What is drawn on a page, step by step. */
export type OperatorList = Awaited<ReturnType<PDFPageProxy['getOperatorList']>>;
