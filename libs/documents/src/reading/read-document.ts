import { ReadingFault, type ReadOptions, type ReadResult } from './document.js';

type Reader = (bytes: Uint8Array, options: ReadOptions) => ReadResult | Promise<ReadResult>;

// Their libraries are large; only those of the files that come are loaded.
const readers: Record<string, Reader> = {
  'application/pdf': async (bytes, options) => (await import('./pdf/read-pdf.js')).readPdf(bytes, options),
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': async (bytes) =>
    (await import('./office/read-docx.js')).readDocx(bytes),
  'application/vnd.oasis.opendocument.text': async (bytes) => (await import('./office/read-odt.js')).readOdt(bytes),
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': async (bytes, options) =>
    (await import('./office/read-pptx.js')).readPptx(bytes, options),
  'text/html': async (bytes) => (await import('./markup/read-html.js')).readHtml(bytes),
  'text/markdown': async (bytes) => (await import('./markup/read-text.js')).readMarkdown(bytes),
  'text/plain': async (bytes) => (await import('./markup/read-text.js')).readPlainText(bytes),
};

/** Reads a document of that media type. Runs in a process of its own; whatever it throws but a fault is a fault of ours. */
export async function readDocument(bytes: Uint8Array, mediaType: string, options: ReadOptions): Promise<ReadResult> {
  if (bytes.length === 0) throw new ReadingFault('EMPTY', 'This file is empty.');
  const reader = readers[mediaType];
  if (!reader) throw new ReadingFault('UNSUPPORTED', `Files of the type ${mediaType} are kept, but not read.`);
  const result = await reader(bytes, options);
  if (result.pages.every((page) => page.blocks.length === 0))
    throw new ReadingFault('EMPTY', 'There is no text in this file.');
  return result;
}
