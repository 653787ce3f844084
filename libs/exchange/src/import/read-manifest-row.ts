import { findFiles } from './find-files.js';
import type { ImportEntry, ImportFault, ImportNote, Place } from './import-item.js';
import { readJsonItem } from './read-json-item.js';

/** Reads one contribution of a manifest, and looks at the files it names; adds where those lie to `claimed`. */
export async function readManifestRow(
  value: Record<string, unknown>,
  place: Place,
  claimed: Set<string>,
): Promise<ImportEntry> {
  const faults: ImportFault[] = [];
  const notes: ImportNote[] = [];
  const report = (field: string, message: string) => void faults.push({ ...place, field, message });
  const { item, files } = readJsonItem(value, report, (message) => notes.push({ ...place, message }));
  item.files = await findFiles(place.file, files, report, claimed);
  return { place, title: item.content.title || null, item, faults, notes, places: new Map() };
}
