import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import type { ChangeAuthor, Transaction } from '#libs/platform';

/** What a load of data files did. `missing` names what is in the database but no longer in the files; it stays. */
export interface LoadResult {
  added: number;
  changed: number;
  unchanged: number;
  missing: string[];
}

/** An item as it was last loaded. */
export interface KnownItem {
  key: string;
  id: string;
  hash: string;
}

/** How items of one kind are written. `add` and `change` return the version they made, where there are versions. */
export interface ItemKind<Item> {
  /** Facts are named by it: ThemeAdded, ThemeChanged. */
  subjectType: string;
  keyOf(item: Item): string;
  add(id: string, item: Item, hash: string): Promise<number | undefined>;
  change(id: string, item: Item, hash: string): Promise<number | undefined>;
}

/** Writes what is new or has changed since the last load, with a fact each, and returns the ids of all items by key. */
export async function applyItems<Item extends object>(
  transaction: Transaction,
  by: ChangeAuthor,
  items: Item[],
  known: KnownItem[],
  kind: ItemKind<Item>,
): Promise<LoadResult & { ids: Map<string, string> }> {
  const knownByKey = new Map(known.map((item) => [item.key, item]));
  const ids = new Map<string, string>();
  const counts = { added: 0, changed: 0, unchanged: 0 };
  for (const item of items) {
    const key = kind.keyOf(item);
    const hash = contentHash(item);
    const old = knownByKey.get(key);
    const id = old?.id ?? v7();
    ids.set(key, id);
    knownByKey.delete(key);
    if (old?.hash === hash) {
      counts.unchanged++;
      continue;
    }
    const version = old ? await kind.change(id, item, hash) : await kind.add(id, item, hash);
    counts[old ? 'changed' : 'added']++;
    await transaction.record(by, {
      kind: `${kind.subjectType}${old ? 'Changed' : 'Added'}`,
      subjectType: kind.subjectType,
      subjectId: id,
      subjectVersion: version,
      payload: version === undefined ? { code: key } : { code: key, version },
    });
  }
  return { ...counts, missing: [...knownByKey.keys()].map((key) => `${kind.subjectType} ${key}`), ids };
}

/** Adds up what the kinds of a load did. */
export function sumOf(results: LoadResult[]): LoadResult {
  return {
    added: results.reduce((sum, result) => sum + result.added, 0),
    changed: results.reduce((sum, result) => sum + result.changed, 0),
    unchanged: results.reduce((sum, result) => sum + result.unchanged, 0),
    missing: results.flatMap((result) => result.missing),
  };
}

/** A hash of an item's content that doesn't depend on the order of its fields. */
function contentHash(item: object): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(item)))
    .digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, entry]) => [key, sorted(entry)]),
  );
}
