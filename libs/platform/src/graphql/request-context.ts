import DataLoader from 'dataloader';

/** What a GraphQL request carries. Areas add their own fields by declaration merging in identity (the actor). */
export class LoaderSet {
  private readonly loaders = new Map<string, DataLoader<unknown, unknown>>();

  /** The request's loader of that name, made at first use. Batches are chunked, so that no statement grows without bound. */
  get<Key, Value>(
    name: string,
    batch: (keys: readonly Key[]) => Promise<readonly (Value | Error)[]>,
    cacheKey?: (key: Key) => unknown,
  ): DataLoader<Key, Value> {
    let loader = this.loaders.get(name);
    if (!loader) {
      loader = new DataLoader<unknown, unknown>((keys) => batch(keys as readonly Key[]), {
        maxBatchSize: 500,
        cacheKeyFn: cacheKey as ((key: unknown) => unknown) | undefined,
      });
      this.loaders.set(name, loader);
    }
    return loader as DataLoader<Key, Value>;
  }

  /** Forgets what was loaded; called after a mutation changed rows, so that its payload shows the new state. */
  clear(): void {
    this.loaders.clear();
  }
}

/** Puts rows into the order of the keys asked for; keys without a row give null. */
export function inKeyOrder<Key, Row>(
  keys: readonly Key[],
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): (Row | null)[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => byKey.get(key) ?? null);
}

/** Groups rows by key, in the order of the keys asked for; keys without rows give an empty list. */
export function groupedByKey<Key, Row>(keys: readonly Key[], rows: readonly Row[], keyOf: (row: Row) => Key): Row[][] {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return keys.map((key) => groups.get(key) ?? []);
}
