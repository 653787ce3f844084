import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, sep } from 'node:path';
import { checkFile } from '#libs/documents';
import { Refusal } from '#libs/platform';
import type { Report } from './field-reader.js';
import type { ImportedFile } from './import-item.js';

/** Finds the files that a manifest names, beside it or below. What is wrong with one is a fault of its place in the list. */
export async function findFiles(
  manifest: string,
  names: readonly string[],
  report: Report,
  claimed: Set<string>,
): Promise<ImportedFile[]> {
  const files: ImportedFile[] = [];
  for (const [index, name] of names.entries()) {
    const fault = (message: string) => report(`files.${index}`, `“${name.slice(0, 200)}”: ${message}`);
    const path = await pathOf(manifest, name);
    if ('fault' in path) {
      fault(path.fault);
      continue;
    }
    claimed.add(path.real);
    try {
      const { sha256 } = await checkFile(path.real, basename(name));
      const twin = files.find((file) => file.sha256 === sha256);
      if (twin) fault(`Has the same bytes as “${twin.name}”.`);
      else files.push({ path: path.real, source: name, name: basename(name), sha256 });
    } catch (error) {
      if (error instanceof Refusal) fault(error.message);
      else if (isOfTheFile(error)) fault(`Cannot be read (${error.code}).`);
      else throw error;
    }
  }
  return files;
}

/** Where a name leads, links resolved; nothing outside the manifest's folder, so that a manifest can't take what its sender may not see. */
async function pathOf(manifest: string, name: string): Promise<{ real: string } | { fault: string }> {
  if (isAbsolute(name) || /^[a-z]:|^[\\/]/i.test(name) || name.split(/[\\/]/).includes('..')) return { fault: OUTSIDE };
  const folder = await realpath(dirname(manifest));
  // Archives and file systems write accents in two ways.
  for (const spelt of new Set([name, name.normalize('NFC'), name.normalize('NFD')])) {
    try {
      const real = await realpath(join(folder, spelt));
      if (!real.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return { fault: OUTSIDE };
      return (await stat(real)).isFile() ? { real } : { fault: 'Is not a plain file.' };
    } catch (error) {
      if (!isOfTheFile(error)) throw error;
      if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') return { fault: `Cannot be read (${error.code}).` };
    }
  }
  return { fault: 'Does not exist beside the manifest.' };
}

const OUTSIDE = 'Must be a name below the folder of the manifest, with “/” between folders.';

const OF_THE_FILE = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG', 'EISDIR', 'EIO']);

function isOfTheFile(error: unknown): error is NodeJS.ErrnoException {
  return OF_THE_FILE.has((error as NodeJS.ErrnoException).code ?? '');
}
