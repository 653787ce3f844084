import type { PDFDocumentLoadingTask } from 'pdfjs-dist';
// The build for browsers that are a few years old.
import { GlobalWorkerOptions, getDocument, TextLayer } from 'pdfjs-dist/legacy/build/pdf.mjs';
import worker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { PORTAL_HEADERS } from '../../api/client';

GlobalWorkerOptions.workerSrc = worker;

/** Opens a PDF of this server; it is fetched in the pieces that are needed. Nothing in it is run. */
export function openPdf(url: string): PDFDocumentLoadingTask {
  return getDocument({
    url,
    httpHeaders: PORTAL_HEADERS,
    isEvalSupported: false,
    enableXfa: false,
    // The page's policy lets no WebAssembly in; what decodes pictures without it, and the fonts that every PDF may count on, come from here.
    useWasm: false,
    wasmUrl: '/pdfjs/wasm/',
    standardFontDataUrl: '/pdfjs/standard_fonts/',
  });
}

export { TextLayer };
