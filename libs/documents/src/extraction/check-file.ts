import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { ErrorCode, refuse } from '#libs/platform';
import { tooLarge } from '../commands/receive-upload.js';
import { fileLimits } from '../policies/file-limits.js';
import type { MediaType } from '../policies/media-types.js';
import { detectMediaType } from '../sniffing/detect-media-type.js';
import { readApart } from './readers.js';

/** What a file is that was not received yet. */
export interface CheckedFile {
  sha256: string;
  byteSize: number;
  mediaType: MediaType;
}

const ENCRYPT = /\/Encrypt\s*(\d+\s+\d+\s+R|<<)/;
/** Longer than what ENCRYPT looks for, so that it is found across the border of two pieces. */
const OVERLAP = 64;

/**
 * Looks at a file on this machine without taking it in. Refuses what ReceiveUpload would, and what can't be read without its password:
 * who hands in a folder has to know that before, not when it was read.
 */
export async function checkFile(path: string, name: string): Promise<CheckedFile> {
  const { size } = await stat(path);
  if (size === 0) throw refuse(ErrorCode.INVALID, 'This file is empty.');
  if (size > fileLimits.bytes) throw tooLarge();
  const mediaType = await detectMediaType(path, name);
  const hash = createHash('sha256');
  let byteSize = 0;
  let tail = '';
  let isEncrypted = false;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    byteSize += chunk.length;
    if (mediaType !== 'application/pdf' || isEncrypted) continue;
    const text = tail + chunk.toString('latin1');
    isEncrypted = ENCRYPT.test(text);
    tail = text.slice(-OVERLAP);
  }
  // Many encrypted PDFs open without a password; only a reader can tell.
  if (isEncrypted) {
    const outcome = await readApart(() => createReadStream(path), mediaType);
    if (outcome.kind === 'FAULT' && outcome.code === 'PROTECTED') throw refuse(ErrorCode.UNSUPPORTED, outcome.message);
  }
  return { sha256: hash.digest('hex'), byteSize, mediaType };
}
