import { isObject } from './field-reader.js';
import { type ImportEntry, type Place, unreadable } from './import-item.js';
import { decodeLine, NOT_UTF8, readLines } from './read-file.js';
import { readManifestRow } from './read-manifest-row.js';

/** Reads JSON Lines: one contribution a line; blank lines are passed over. A bad line spoils itself only. */
export async function* readJsonLines(file: string, claimed: Set<string>): AsyncGenerator<ImportEntry> {
  let found = 0;
  for (const [index, bytes] of (await readLines(file)).entries()) {
    const place = { file, line: index + 1 };
    const text = decodeLine(bytes);
    if (text?.trim() === '') continue;
    found++;
    yield text === undefined ? unreadable(place, NOT_UTF8, 'line') : await readLine(text, place, claimed);
  }
  if (found === 0) yield unreadable({ file, line: 0 }, 'Holds nothing but blank lines.');
}

async function readLine(text: string, place: Place, claimed: Set<string>): Promise<ImportEntry> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return unreadable(place, `Is not JSON: ${(error as Error).message.slice(0, 200)}.`, 'line');
  }
  if (!isObject(value)) return unreadable(place, 'Must be a JSON object, one contribution a line.', 'line');
  return readManifestRow(value, place, claimed);
}
