import { lstat, readdir, stat } from 'node:fs/promises';
import { dirname, extname, join, resolve } from 'node:path';

/** A file to import, and the folder that was given when it was found. */
export interface FoundFile {
  file: string;
  root: string;
}

export interface Listing {
  files: FoundFile[];
  faults: { file: string; message: string }[];
}

const READABLE = new Set(['.jsonl', '.txt']);

/**
 * The files to import, in the order given, folders in the order of names. A link that was named itself is followed; one met inside
 * a folder is not: it could lead out of it, or round in a circle.
 */
export async function listFiles(paths: readonly string[]): Promise<Listing> {
  const listing: Listing = { files: [], faults: [] };
  const seen = new Set<string>();
  const fault = (file: string, message: string) => listing.faults.push({ file, message });
  const add = (file: string, root: string) => {
    // Named twice, or as itself and by its folder.
    if (seen.has(resolve(file))) return;
    seen.add(resolve(file));
    listing.files.push({ file, root: resolve(root) });
  };
  const walk = async (folder: string, root: string): Promise<void> => {
    const names = await readdir(folder).catch(
      (error: NodeJS.ErrnoException) => void fault(folder, `Cannot be listed (${error.code}).`),
    );
    for (const name of names?.sort() ?? []) {
      const path = join(folder, name);
      if (name.startsWith('.') || name === 'node_modules') continue;
      const found = await lstat(path).catch(() => null);
      if (found?.isDirectory()) await walk(path, root);
      else if (found?.isSymbolicLink()) {
        if (READABLE.has(extname(name)))
          fault(path, 'Is a symbolic link, which is not followed. Name what it points to.');
      } else if (found?.isFile() && READABLE.has(extname(name))) add(path, root);
    }
  };
  for (const path of paths) {
    const found = await stat(path).catch((error: NodeJS.ErrnoException) => ({ code: error.code ?? error.message }));
    if ('code' in found) {
      fault(path, found.code === 'ENOENT' ? 'Does not exist.' : `Cannot be read (${found.code}).`);
    } else if (found.isDirectory()) {
      const before = listing.files.length + listing.faults.length;
      await walk(path, path);
      if (listing.files.length + listing.faults.length === before)
        fault(path, 'Holds no file that ends in .jsonl or .txt.');
    } else if (!READABLE.has(extname(path))) {
      fault(path, 'Must end in .jsonl (JSON Lines) or .txt (text with a head).');
    } else {
      add(path, dirname(path));
    }
  }
  return listing;
}
