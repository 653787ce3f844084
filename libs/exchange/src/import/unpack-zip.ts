import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { fileLimits } from '#libs/documents';
import { unsafeText } from '#libs/platform';
import { UnfitFile } from './read-file.js';

/** Limits of a ZIP, stated in README. */
export const zipLimits = {
  entries: 20_000,
  /** Of all that it holds, unpacked. */
  bytes: 20 * 1024 * 1024 * 1024,
  /** Papers pack to a tenth, seldom to a fiftieth; what unpacks to more than this many times its size is made to burst. */
  ratio: 250,
  ratioMattersFrom: 1024 * 1024,
};

/** Unpacks a ZIP into a folder that is empty. Refuses (UnfitFile) the whole when any part of it is unfit: half a delivery would mislead. */
export async function unpackZip(file: string, folder: string, limits: typeof zipLimits = zipLimits): Promise<void> {
  const refuse = (message: string) => new UnfitFile({ file, line: 0 }, message);
  const zip = await yauzl.openPromise(file, { lazyEntries: true, autoClose: false }).catch((error: Error) => {
    throw refuse(`Cannot be opened as a ZIP: ${error.message}.`);
  });
  try {
    if (zip.entryCount > limits.entries)
      throw refuse(`Holds ${zip.entryCount} files; at most ${limits.entries} are taken. Split it.`);
    let left = limits.bytes;
    for await (const entry of zip.eachEntry()) {
      if (isPassedOver(entry.fileName)) continue;
      const wrong = faultOf(entry, limits);
      if (wrong) throw refuse(`${nameOf(entry)}: ${wrong}`);
      left -= entry.uncompressedSize;
      if (left < 0) throw refuse(`Unpacks to more than ${limits.bytes / 1024 ** 3} GB. Split it.`);
      await unpack(zip, entry, join(folder, ...entry.fileName.split('/'))).catch((error: NodeJS.ErrnoException) => {
        const words = OURS[error.code ?? ''];
        // A full disk is not the archive's fault.
        if (words === undefined && isOfSystem(error)) throw error;
        throw refuse(`${nameOf(entry)}: ${words ?? `is damaged (${error.message}).`}`);
      });
    }
  } catch (error) {
    // Of a name that leads out of the folder, an unknown method of packing, a table of contents that is cut off.
    throw error instanceof UnfitFile || isOfSystem(error)
      ? error
      : refuse(`Is damaged or unsafe: ${(error as Error).message}.`);
  } finally {
    zip.close();
  }
}

/** Neither over another file, which a second entry of the name would be, nor more than the entry says. */
async function unpack(zip: ZipFile, entry: Entry, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const stream = await zip.openReadStreamPromise(entry);
  await pipeline(stream, atMost(entry.uncompressedSize), createWriteStream(path, { flags: 'wx' }));
}

const OURS: Record<string, string> = {
  EEXIST: 'stands there twice, or differs from another name in the case of letters only.',
  EISDIR: 'is a file and a folder at once.',
  ENOTDIR: 'is a file and a folder at once.',
  ENAMETOOLONG: 'has too long a name.',
};

function faultOf(entry: Entry, { ratio, ratioMattersFrom }: typeof zipLimits): string | undefined {
  const { fileName, uncompressedSize, compressedSize } = entry;
  const unsafe = unsafeText(fileName);
  if (unsafe) return `its name ${unsafe}.`;
  if (fileName.split('/').some((part) => part === '' || part === '.' || part.length > 255 || part.endsWith(' ')))
    return 'its name is none that a file can have everywhere.';
  // Unix keeps what kind of file it is in the upper half.
  const type = (entry.externalFileAttributes >>> 16) & 0o170000;
  if (type !== 0 && type !== 0o100000) return 'is no plain file but a link or the like.';
  if (entry.isEncrypted()) return 'is protected by a password. Pack the files without one.';
  if (uncompressedSize > fileLimits.bytes)
    return `has ${Math.ceil(uncompressedSize / 1024 ** 2)} MB; a file may have at most ${fileLimits.bytes / 1024 ** 2} MB.`;
  if (uncompressedSize > ratioMattersFrom && uncompressedSize > compressedSize * ratio)
    return 'unpacks to far more than a paper has.';
  return undefined;
}

/** Folders, and what systems add of their own. */
function isPassedOver(name: string): boolean {
  return (
    name.endsWith('/') ||
    name.split('/').some((part) => part.startsWith('.') && !/^\.+$/.test(part)) ||
    /^__MACOSX\//.test(name)
  );
}

function atMost(bytes: number): Transform {
  let left = bytes;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      left -= chunk.length;
      done(left < 0 ? new Error('it unpacks to more than it says') : null, chunk);
    },
  });
}

const nameOf = (entry: Entry) => `“${entry.fileName.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '�').slice(0, 200)}”`;

function isOfSystem(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code);
}
