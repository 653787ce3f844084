import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { v7 } from 'uuid';
import { BlobTooLargeError } from './blob-store.js';

/** What lies here longer than this was left by a process that died. */
const FORGOTTEN_MS = 3 * 3_600_000;

/** A file that was written and hashed, and that nobody else knows of. */
export interface WrittenFile {
  path: string;
  sha256: string;
  byteSize: number;
}

/** The folder where bytes are written aside until they are whole. */
export class Anteroom {
  constructor(private readonly folder: string) {}

  /** A path that nobody else uses. */
  async place(): Promise<string> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    return join(this.folder, v7());
  }

  /** Writes a stream to the disk, hashing it on the way. A stream that breaks off, or is too long, leaves nothing. */
  async write(content: Readable, limit = Number.POSITIVE_INFINITY): Promise<WrittenFile> {
    const path = await this.place();
    const hash = createHash('sha256');
    let byteSize = 0;
    const count = new Transform({
      transform(chunk: Buffer, _, done) {
        byteSize += chunk.length;
        hash.update(chunk);
        done(byteSize > limit ? new BlobTooLargeError(limit) : null, chunk);
      },
    });
    // Opened first: a file that is still being opened when its stream breaks off would come to be after it was removed.
    const file = await open(path, 'wx', 0o600);
    try {
      await pipeline(content, count, file.createWriteStream());
      await flush(path);
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    return { path, sha256: hash.digest('hex'), byteSize };
  }

  tidy(): Promise<void> {
    return tidyFolder(this.folder, FORGOTTEN_MS);
  }
}

/** Removes the files of a folder that nobody has written to for so long. */
export async function tidyFolder(folder: string, olderThanMs: number): Promise<void> {
  for (const name of await readdir(folder).catch(ifAbsent([]))) {
    const path = join(folder, name);
    const found = await stat(path).catch(ifAbsent(undefined));
    if (found?.isFile() && Date.now() - found.mtimeMs > olderThanMs) await rm(path, { force: true });
  }
}

/** Once we say that it is stored, a power cut must not take it away. */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** For `catch`: what holds where the file or folder is not there. */
export function ifAbsent<Value>(value: Value): (error: NodeJS.ErrnoException) => Value {
  return (error) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return value;
    throw error;
  };
}
