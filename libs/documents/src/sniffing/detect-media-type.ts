import { open } from 'node:fs/promises';
import { ErrorCode, refuse } from '#libs/platform';
import type { MediaType } from '../policies/media-types.js';
import { detectText } from './detect-text.js';
import { detectZip } from './detect-zip.js';

const HEAD_BYTES = 4096;

/**
 * Tells what a file is by what is in it, and refuses (UNSUPPORTED) what is not on the list. The name decides only between texts that look
 * alike: Markdown and plain text.
 */
export async function detectMediaType(path: string, name: string): Promise<MediaType> {
  const head = await readHead(path);
  // Some programs put a few bytes before the mark; readers of PDF look for it in the first 1,024.
  if (head.subarray(0, 1024).includes('%PDF-')) return 'application/pdf';
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return detectZip(path);
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) {
    throw refuse(
      ErrorCode.UNSUPPORTED,
      'This is an Office file of the old kind (DOC, PPT), or one that is locked with a password. Save it as DOCX, PPTX or PDF without a password.',
    );
  }
  return detectText(path, head, name);
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function startsWith(head: Buffer, bytes: number[]): boolean {
  return head.subarray(0, bytes.length).equals(Buffer.from(bytes));
}
