import type { PDFPageProxy } from 'pdfjs-dist/types/src/display/api.js';

// PDF.js looks for what draws (a native library) when it is loaded. Text needs none of it, and the process that reads files may load no
// native library, so it finds these names taken.
for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) {
  if (name in globalThis) continue;
  Object.defineProperty(globalThis, name, { value: class {}, configurable: true, writable: true });
}

export const { getDocument, OPS, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');

/** What is drawn on a page, step by step. */
export type OperatorList = Awaited<ReturnType<PDFPageProxy['getOperatorList']>>;
