import { extname } from 'node:path';
import { type ImportEntry, unreadable } from './import-item.js';
import { Labels } from './labels.js';
import { listFiles } from './list-files.js';
import { UnfitFile } from './read-file.js';
import { readJsonLines } from './read-json-lines.js';
import { readText } from './read-text.js';

/** What is to be imported: read one after the other, so that the size of the whole doesn't matter. */
export interface ImportSource {
  files: number;
  entries: AsyncGenerator<ImportEntry>;
}

/** Opens files and folders (recursively): JSON Lines and texts with a head. Whatever is wrong comes as an entry with faults. */
export async function openSource(paths: readonly string[]): Promise<ImportSource> {
  const { files, faults } = await listFiles(paths);
  const labels = new Labels();
  async function* entries(): AsyncGenerator<ImportEntry> {
    for (const { file, message } of faults) yield unreadable({ file, line: 0 }, message);
    for (const { file, root } of files) {
      try {
        if (extname(file) === '.jsonl') yield* readJsonLines(file);
        else yield await readText(file, root, labels);
      } catch (error) {
        if (!(error instanceof UnfitFile)) throw error;
        yield unreadable(error.place, error.message);
      }
    }
  }
  return { files: files.length, entries: entries() };
}
