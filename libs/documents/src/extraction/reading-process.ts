import { writeSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { MESSAGES_FD, type Message } from './messages.js';
import { shutOff } from './shut-off.js';

// Reads one file and ends: the bytes come on standard input, media type and number of pages as arguments. What starts it is read-apart.ts.
const [mediaType = '', maxPages = '0'] = process.argv.slice(2);
shutOff();
// Only now: what libraries do when they are loaded is done without a network, too.
const { readDocument } = await import('../reading/read-document.js');
const { ReadingFault } = await import('../reading/document.js');
const { toPassages } = await import('./to-passages.js');

function tell(message: Message): void {
  let left = Buffer.from(`${JSON.stringify(message)}\n`);
  while (left.length > 0) {
    try {
      left = left.subarray(writeSync(MESSAGES_FD, left));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}

try {
  const bytes = await buffer(process.stdin);
  let told = 0;
  const { pages, pageCount, notes } = await readDocument(
    new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    mediaType,
    {
      maxPages: Number(maxPages),
      onProgress: (pagesRead, count) => {
        if (Date.now() < told + 200) return;
        told = Date.now();
        tell({ kind: 'PROGRESS', pagesRead, pageCount: count });
      },
    },
  );
  const { passages, language } = toPassages(pages);
  for (const passage of passages) tell({ kind: 'PASSAGE', passage });
  tell({ kind: 'DONE', pageCount, language: language ?? null, notes });
} catch (error) {
  if (!(error instanceof ReadingFault)) throw error;
  tell({ kind: 'FAULT', code: error.code, message: error.message });
}
process.exit(0);
