import { open } from 'node:fs/promises';
import type { Place } from './import-item.js';

/** Larger files are refused: nothing of the kind is one paper, and JSON Lines can be split. */
export const FILE_BYTES_MAX = 50 * 1024 * 1024;

/** A file that cannot be taken, and the line where that shows. */
export class UnfitFile extends Error {
  constructor(
    readonly place: Place,
    message: string,
  ) {
    super(message);
  }
}

/** The lines of a file as bytes, without their ends and without a byte order mark. Refuses what is too large, empty or not a plain file. */
export async function readLines(file: string): Promise<Buffer[]> {
  const refuse = (message: string) => new UnfitFile({ file, line: 0 }, message);
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    throw refuse(READING[error.code ?? ''] ?? `Cannot be read (${error.code ?? error.message}).`);
  });
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw refuse('Is not a plain file.');
    if (found.size > FILE_BYTES_MAX) {
      throw refuse(
        `Has ${Math.ceil(found.size / 1_048_576)} MB; at most ${FILE_BYTES_MAX / 1_048_576} MB are taken. Split it.`,
      );
    }
    const bytes = await handle.readFile();
    if (bytes.length === 0) throw refuse('Is empty.');
    if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
      throw refuse('Is UTF-16. Save it as UTF-8.');
    }
    const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    return splitLines(marked ? bytes.subarray(3) : bytes);
  } finally {
    await handle.close();
  }
}

/** Text of one line; undefined when it is not UTF-8. */
export function decodeLine(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The lines of a text file, all of them UTF-8. */
export async function readTextLines(file: string): Promise<string[]> {
  return (await readLines(file)).map((bytes, index) => {
    const text = decodeLine(bytes);
    if (text === undefined) throw new UnfitFile({ file, line: index + 1 }, NOT_UTF8);
    return text;
  });
}

export const NOT_UTF8 = 'Is not valid UTF-8. Save the file as UTF-8.';

const READING: Record<string, string> = {
  ENOENT: 'Does not exist.',
  EACCES: 'May not be read by this user.',
  EPERM: 'May not be read by this user.',
  EISDIR: 'Is a directory.',
};

function splitLines(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start <= bytes.length; ) {
    const found = bytes.indexOf(0x0a, start);
    const end = found < 0 ? bytes.length : found;
    lines.push(bytes.subarray(start, end > start && bytes[end - 1] === 0x0d ? end - 1 : end));
    start = end + 1;
  }
  // What follows the last line end is no line.
  if (lines.at(-1)?.length === 0) lines.pop();
  return lines;
}
