import { lstat, mkdir, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { type ImportEntry, type Place, unreadable } from './import-item.js';
import { Labels } from './labels.js';
import { type FoundFile, type Listing, listFiles } from './list-files.js';
import { readCsv } from './read-csv.js';
import { UnfitFile } from './read-file.js';
import { readJsonLines } from './read-json-lines.js';
import { readText } from './read-text.js';
import { unpackZip } from './unpack-zip.js';

const PREFIX = 'roundtable-zip-';
const FORGOTTEN_MS = 7 * 24 * 3_600_000;

/** What is to be imported: read one after the other, so that the size of the whole doesn't matter. */
export interface ImportSource {
  files: number;
  entries: AsyncGenerator<ImportEntry>;
  /** To be called when all of it is imported, or nothing more shall be: removes what archives were unpacked to. */
  close(): Promise<void>;
}

/**
 * Opens files, folders (recursively) and ZIPs: manifests (JSON Lines, CSV) with the files they name, and texts with a head. Whatever is
 * wrong comes as an entry with faults. Archives are unpacked below `scratch`.
 */
export async function openSource(paths: readonly string[], { scratch = tmpdir() } = {}): Promise<ImportSource> {
  const listing = await listFiles(paths);
  const unpacked: string[] = [];
  const newFolder = async () => {
    await mkdir(scratch, { recursive: true });
    await removeForgotten(scratch);
    const folder = await realpath(await mkdtemp(join(scratch, PREFIX)));
    unpacked.push(folder);
    return folder;
  };
  return {
    files: listing.files.length,
    entries: readListing(listing, newFolder),
    close: async () => {
      for (const folder of unpacked.splice(0)) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What an import that was killed has left. No import takes as long. */
async function removeForgotten(scratch: string): Promise<void> {
  for (const name of await readdir(scratch)) {
    if (!name.startsWith(PREFIX)) continue;
    const found = await lstat(join(scratch, name)).catch(() => null);
    if (found?.isDirectory() && Date.now() - found.mtimeMs > FORGOTTEN_MS)
      await rm(join(scratch, name), { recursive: true, force: true });
  }
}

/** `newFolder` is absent inside an archive: there none is opened any more. */
async function* readListing(
  { files, documents, faults }: Listing,
  newFolder?: () => Promise<string>,
): AsyncGenerator<ImportEntry> {
  const labels = new Labels();
  // What a manifest names belongs to its contribution, and is none by itself.
  const claimed = new Set<string>();
  const archives = files.filter(({ file }) => kindOf(file) === '.zip');
  const texts = files.filter(({ file }) => kindOf(file) === '.txt');
  for (const { file, message } of faults) yield unreadable({ file, line: 0 }, message);
  for (const { file } of files) {
    if (kindOf(file) === '.jsonl') yield* fitting(readJsonLines(file, claimed));
    if (kindOf(file) === '.csv') yield* fitting(readCsv(file, claimed));
  }
  for (const { file, root } of texts) {
    if (!(await isClaimed(file, claimed))) yield* fitting(one(readText(file, root, labels)));
  }
  for (const file of documents) {
    if (!(await isClaimed(file, claimed)))
      yield unreadable(
        { file, line: 0 },
        'No manifest (.csv or .jsonl) names this file, so it belongs to no contribution.',
      );
  }
  for (const archive of archives) {
    if (newFolder) yield* fitting(readArchive(archive, newFolder));
    else yield unreadable({ file: archive.file, line: 0 }, 'Is a ZIP inside a ZIP, which is not opened.');
  }
}

async function* readArchive({ file }: FoundFile, newFolder: () => Promise<string>): AsyncGenerator<ImportEntry> {
  const folder = await newFolder();
  await unpackZip(file, folder);
  // People know the archive, not where we unpacked it.
  const shown = <Where extends Place>(place: Where): Where =>
    place.file.startsWith(folder) ? { ...place, file: file + place.file.slice(folder.length) } : place;
  for await (const entry of readListing(await listFiles([folder]))) {
    yield {
      ...entry,
      place: shown(entry.place),
      faults: entry.faults.map(shown),
      notes: entry.notes.map(shown),
      places: new Map([...entry.places].map(([field, place]) => [field, shown(place)])),
    };
  }
}

/** Turns a file that cannot be taken into an entry with that fault. */
async function* fitting(entries: AsyncGenerator<ImportEntry>): AsyncGenerator<ImportEntry> {
  try {
    yield* entries;
  } catch (error) {
    if (!(error instanceof UnfitFile)) throw error;
    yield unreadable(error.place, error.message);
  }
}

async function* one(entry: Promise<ImportEntry>): AsyncGenerator<ImportEntry> {
  yield await entry;
}

async function isClaimed(file: string, claimed: ReadonlySet<string>): Promise<boolean> {
  return claimed.size > 0 && claimed.has(await realpath(file).catch(() => file));
}

const kindOf = (file: string) => extname(file).toLowerCase();
