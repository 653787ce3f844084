import type { PDFPageProxy } from 'pdfjs-dist/types/src/display/api.js';

// PDF.js looks for what draws (a native library) when it is loaded. Text needs none of it, and the process that reads files may load no
// native library, so it finds these names taken.
for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) {
  if (name in globalThis) continue;
  Object.defineProperty(globalThis, name, { value: class {}, configurable: true, writable: true });
}

// For an error of old engines beyond four thousand million values, PDF.js puts a slow `push` in the place of theirs, for everything that runs here.
const push = Object.getOwnPropertyDescriptor(Array.prototype, 'push') as PropertyDescriptor;
export const { getDocument, OPS, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
// What it would load with the first file.
const worker: string = 'pdfjs-dist/legacy/build/pdf.worker.mjs';
await import(worker);
Object.defineProperty(Array.prototype, 'push', push);

/** What is drawn on a page, step by step. */
export type OperatorList = Awaited<ReturnType<PDFPageProxy['getOperatorList']>>;
