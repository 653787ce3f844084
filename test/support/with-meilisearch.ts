import { randomBytes } from 'node:crypto';
import { describe } from '@jest/globals';
import { Meilisearch } from 'meilisearch';
import { MeilisearchConnection, type MeilisearchOptions } from '../../libs/search/src/meilisearch/connection.js';

export interface RealEngine {
  connection: MeilisearchConnection;
  /** With its master key, to do to it what befalls servers. */
  master: Meilisearch;
  /** Removes what the tests made: indexes and keys. */
  tidy(): Promise<void>;
}

/** Defines tests that need a real Meilisearch, where MEILI_URL names one; elsewhere they are skipped, counted and said to be. */
export function withMeilisearch(name: string, define: (engine: RealEngine) => void): void {
  const { MEILI_URL, MEILI_KEY: masterKey } = process.env;
  if (!MEILI_URL) process.stderr.write(`Skipped, since MEILI_URL is not set: ${name}.\n`);
  // Skipped tests are defined too, with an engine that nobody asks.
  const url = MEILI_URL || 'http://127.0.0.1:7700';
  // Of its own, so that runs beside each other share a server.
  const options: MeilisearchOptions = { url, masterKey, prefix: `test-${randomBytes(4).toString('hex')}` };
  const master = new Meilisearch({ host: url, apiKey: masterKey, timeout: 10_000 });
  const tidy = async () => {
    const { results } = await master.getIndexes({ limit: 1_000 });
    for (const { uid } of results) if (uid.startsWith(options.prefix)) await master.deleteIndex(uid);
    if (!masterKey) return;
    const keys = await master.getKeys({ limit: 1_000 });
    for (const key of keys.results) if (key.indexes[0] === `${options.prefix}_*`) await master.deleteKey(key.uid);
  };
  (MEILI_URL ? describe : describe.skip)(name, () =>
    define({ connection: new MeilisearchConnection(options), master, tidy }),
  );
}
