import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ItemReader, isObject } from './item-reader.js';

/** The data folder of a lib in the project's tree; the same whether the code runs from the sources or built, in dist. */
export function dataFolder(lib: string, from = fileURLToPath(import.meta.url)): string {
  let folder = dirname(from);
  while (!existsSync(join(folder, 'package.json'))) {
    if (folder === dirname(folder)) throw new Error(`There is no package.json above ${from}.`);
    folder = dirname(folder);
  }
  return join(folder, 'libs', lib, 'data');
}

/** Reads the items of one JSON file, a list of objects. `keyField` tells items apart: no two may share it. */
export async function readItems<Item>(
  folder: string,
  file: string,
  keyField: string,
  faults: string[],
  read: (reader: ItemReader) => Item,
): Promise<Item[]> {
  const items = await readList(join(folder, file), file, faults);
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const key = isObject(item) && typeof item[keyField] === 'string' ? item[keyField] : undefined;
    const reader = new ItemReader(isObject(item) ? item : {}, `${file}, ${key ?? `item ${index + 1}`}`, faults);
    if (!isObject(item)) {
      reader.fault(keyField, 'the item must be an object');
      return [];
    }
    if (key !== undefined && seen.has(key.toLowerCase())) reader.fault(keyField, `“${key}” is there twice`);
    if (key !== undefined) seen.add(key.toLowerCase());
    const result = read(reader);
    reader.end();
    return [result];
  });
}

/** The keys of a file's items, for the checks of references from other files. */
export async function readKeys(folder: string, file: string, keyField: string): Promise<Set<string>> {
  const items = await readList(join(folder, file), file, []);
  return new Set(
    items.flatMap((item) => (isObject(item) && typeof item[keyField] === 'string' ? [item[keyField]] : [])),
  );
}

async function readList(path: string, file: string, faults: string[]): Promise<unknown[]> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (Array.isArray(value)) return value;
    faults.push(`${file}, file, content: must be a list of items`);
  } catch (error) {
    faults.push(`${file}, file, content: cannot be read (${(error as Error).message})`);
  }
  return [];
}
