import { ReadingFault, type ReadOptions, type ReadResult } from './document.js';
import { readHtml } from './markup/read-html.js';
import { readMarkdown, readPlainText } from './markup/read-text.js';
import { readDocx } from './office/read-docx.js';
import { readOdt } from './office/read-odt.js';
import { readPptx } from './office/read-pptx.js';

type Reader = (bytes: Uint8Array, options: ReadOptions) => ReadResult | Promise<ReadResult>;

const readers: Record<string, Reader> = {
  // PDF.js is large; what reads no PDF need not load it.
  'application/pdf': async (bytes, options) => (await import('./pdf/read-pdf.js')).readPdf(bytes, options),
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': readDocx,
  'application/vnd.oasis.opendocument.text': readOdt,
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': readPptx,
  'text/html': readHtml,
  'text/markdown': readMarkdown,
  'text/plain': readPlainText,
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
