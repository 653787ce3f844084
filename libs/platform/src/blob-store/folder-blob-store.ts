import { copyFile, link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { Anteroom, ifAbsent } from './anteroom.js';
import {
  BlobMissingError,
  BlobStore,
  type ByteRange,
  checkSha256,
  type ReceivedBlob,
  type StoredBlob,
} from './blob-store.js';

/** Blobs in a folder of the file system: blobs/ab/abcd…, and incoming/ on the same disk, so that keeping is a rename. */
export class FolderBlobStore extends BlobStore {
  private readonly blobs: string;
  private readonly anteroom: Anteroom;

  constructor(folder: string) {
    super();
    this.blobs = join(folder, 'blobs');
    this.anteroom = new Anteroom(join(folder, 'incoming'));
  }

  async receive(content: Readable, { limit }: { limit?: number } = {}): Promise<ReceivedBlob> {
    const { path, sha256, byteSize } = await this.anteroom.write(content, limit);
    const target = this.pathOf(sha256);
    return {
      path,
      sha256,
      byteSize,
      keep: async () => {
        await mkdir(dirname(target), { recursive: true, mode: 0o700 });
        // A second name of the same bytes, or a copy where the disk knows no such thing: the first stays to be kept again.
        const aside = `${path}.keep`;
        await link(path, aside).catch(() => copyFile(path, aside));
        await rename(aside, target);
        await syncFolder(dirname(target));
      },
      discard: () => rm(path, { force: true }),
    };
  }

  async read(sha256: string, range?: ByteRange): Promise<Readable> {
    // Opened before it is handed out, so that what is missing is told now and not in the middle of an answer.
    const file = await open(this.pathOf(sha256), 'r').catch(ifAbsent(undefined));
    if (!file) throw new BlobMissingError(sha256);
    return file.createReadStream(range && { start: range.first, end: range.last });
  }

  async withFile<Result>(sha256: string, work: (path: string) => Promise<Result>): Promise<Result> {
    if (!(await this.has(sha256))) throw new BlobMissingError(sha256);
    return work(this.pathOf(sha256));
  }

  async find(sha256: string): Promise<StoredBlob | undefined> {
    const found = await stat(this.pathOf(sha256)).catch(ifAbsent(undefined));
    return found && { sha256, byteSize: found.size, keptAt: found.mtime };
  }

  async delete(sha256: string): Promise<void> {
    await rm(this.pathOf(sha256), { force: true });
  }

  async *list(): AsyncIterable<StoredBlob> {
    for (const shelf of await readdir(this.blobs).catch(ifAbsent([]))) {
      for (const name of await readdir(join(this.blobs, shelf)).catch(ifAbsent([]))) {
        const found = /^[0-9a-f]{64}$/.test(name) && (await this.find(name));
        if (found) yield found;
      }
    }
  }

  tidy(): Promise<void> {
    return this.anteroom.tidy();
  }

  private pathOf(sha256: string): string {
    return join(this.blobs, checkSha256(sha256).slice(0, 2), sha256);
  }
}

/** A rename is on the disk once its folder is. Not every system can do that with a folder. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
