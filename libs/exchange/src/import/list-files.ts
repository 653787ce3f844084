import { lstat, readdir, stat } from 'node:fs/promises';
import { dirname, extname, join, resolve } from 'node:path';

/** A file to import, and the folder that was given when it was found. */
export interface FoundFile {
  file: string;
  root: string;
}

export interface Listing {
  files: FoundFile[];
  /** Papers met inside folders: of use only when a manifest names them. */
  documents: string[];
  faults: { file: string; message: string }[];
}

const READABLE = new Set(['.jsonl', '.csv', '.txt', '.zip']);
const DOCUMENTS = new Set(['.pdf', '.docx', '.doc', '.odt', '.pptx', '.ppt', '.rtf']);

/**
 * The files to import, in the order given, folders in the order of names. A link that was named itself is followed; one met inside
 * a folder is not: it could lead out of it, or round in a circle.
 */
export async function listFiles(paths: readonly string[]): Promise<Listing> {
  const listing: Listing = { files: [], documents: [], faults: [] };
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
      const kind = extname(name).toLowerCase();
      const found = await lstat(path).catch(() => null);
      if (found?.isDirectory()) await walk(path, root);
      else if (found?.isSymbolicLink()) {
        if (READABLE.has(kind)) fault(path, 'Is a symbolic link, which is not followed. Name what it points to.');
      } else if (found?.isFile() && READABLE.has(kind)) add(path, root);
      else if (found?.isFile() && DOCUMENTS.has(kind) && !seen.has(resolve(path))) {
        seen.add(resolve(path));
        listing.documents.push(path);
      }
    }
  };
  for (const path of paths) {
    const found = await stat(path).catch((error: NodeJS.ErrnoException) => ({ code: error.code ?? error.message }));
    if ('code' in found) {
      fault(path, found.code === 'ENOENT' ? 'Does not exist.' : `Cannot be read (${found.code}).`);
    } else if (found.isDirectory()) {
      const count = () => listing.files.length + listing.documents.length + listing.faults.length;
      const before = count();
      await walk(path, path);
      if (count() === before) fault(path, 'Holds no file that ends in .jsonl, .csv, .txt or .zip.');
    } else if (!READABLE.has(extname(path).toLowerCase())) {
      fault(
        path,
        'Must end in .jsonl (JSON Lines), .csv (a manifest), .txt (text with a head) or .zip. Papers come with a manifest that names them.',
      );
    } else {
      add(path, dirname(path));
    }
  }
  return listing;
}
