import { writeSync } from 'node:fs';
import { frames } from './frames.js';
import { MESSAGES_FD, type Message, type Order } from './messages.js';
import { shutOff } from './shut-off.js';

// Reads files, one after the other, until standard input ends. What starts it is reader.ts.
shutOff();
// Only now: what libraries do when they are loaded is done without a network, too.
const { readDocument } = await import('../reading/read-document.js');
const { ReadingFault } = await import('../reading/document.js');
const { toPassages } = await import('./to-passages.js');
// What a file might slip in here would be seen in the next one.
Object.preventExtensions(Object.prototype);

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

async function read(bytes: Uint8Array, { mediaType, maxPages, recognition }: Order): Promise<void> {
  try {
    let told = 0;
    let last = -1;
    const {
      pages,
      pageCount,
      notes,
      recognised = [],
      textless = [],
    } = await readDocument(bytes, mediaType, {
      maxPages,
      recognition,
      onProgress: (pagesRead, count) => {
        // What is told again only says that it goes on.
        if (pagesRead === last && Date.now() < told + 200) return;
        told = Date.now();
        last = pagesRead;
        tell({ kind: 'PROGRESS', pagesRead, pageCount: count });
      },
    });
    const { passages, language } = toPassages(pages);
    for (const passage of passages) tell({ kind: 'PASSAGE', passage });
    tell({ kind: 'DONE', pageCount, language: language ?? null, notes, recognised, textless });
  } catch (error) {
    if (!(error instanceof ReadingFault)) throw error;
    tell({ kind: 'FAULT', code: error.code, message: error.message });
  }
}

/** In memory of their own, which PDF.js may take over. */
function joined(pieces: readonly Buffer[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

let order: Order | undefined;
let parts: Buffer[] = [];
for await (const frame of frames(process.stdin)) {
  if (order === undefined) {
    order = JSON.parse(frame.toString()) as Order;
  } else if (frame.length > 0) {
    parts.push(frame);
  } else {
    const bytes = joined(parts);
    parts = [];
    await read(bytes, order);
    order = undefined;
  }
}
process.exit(0);
