import type { Meilisearch } from 'meilisearch';
import { codeOf, type MeilisearchConnection, unless } from './connection.js';
import type { DocumentKind } from './documents.js';
import type { EngineSettings } from './settings.js';

export const KINDS: DocumentKind[] = ['HEAD', 'TEXT'];
/** Earlier servers take other settings. */
const VERSION_LEAST = [1, 50] as const;

/** Refuses a server that is older than what our settings are made for. */
export async function checkVersion(connection: MeilisearchConnection): Promise<void> {
  const { pkgVersion } = await (await connection.maker()).getVersion();
  const [major = 0, minor = 0] = pkgVersion.split('.').map(Number);
  const [leastMajor, leastMinor] = VERSION_LEAST;
  if (major < leastMajor || (major === leastMajor && minor < leastMinor))
    throw new Error(`Meilisearch ${VERSION_LEAST.join('.')} or later is needed; this is ${pkgVersion}.`);
}

/** Makes the indexes of an epoch with their settings, which must be there before the first document. What is there already stays. */
export async function makeIndexes(
  connection: MeilisearchConnection,
  epoch: number,
  settings: EngineSettings,
): Promise<void> {
  const client = await connection.maker();
  for (const kind of KINDS) {
    const name = connection.indexName(kind, epoch);
    // Tasks run in the order they came, so that neither needs to be waited for.
    await client.createIndex(name, { primaryKey: 'id' });
    await client.index(name).updateSettings(settings[kind]);
  }
}

export async function deleteIndexes(connection: MeilisearchConnection, epoch: number): Promise<void> {
  const client = await connection.writer();
  for (const kind of KINDS)
    await client.deleteIndex(connection.indexName(kind, epoch)).catch(unless('index_not_found'));
}

/** The names of all indexes of ours. */
export async function listIndexes(connection: MeilisearchConnection): Promise<string[]> {
  const client = await connection.writer();
  const size = 100;
  const names: string[] = [];
  for (let offset = 0; ; offset += size) {
    const { results } = await client.getIndexes({ limit: size, offset });
    names.push(...results.map((index) => index.uid).filter((name) => connection.isIndexName(name)));
    if (results.length < size) return names;
  }
}

/** Deletes those of the indexes whose epoch nobody knows any more: of a building that was given up, or of a database that is gone. */
export async function deleteUnknownIndexes(
  connection: MeilisearchConnection,
  indexes: readonly string[],
  epochs: readonly number[],
): Promise<void> {
  const client = await connection.writer();
  const known = new Set(epochs.flatMap((epoch) => KINDS.map((kind) => connection.indexName(kind, epoch))));
  for (const name of indexes) if (!known.has(name)) await client.deleteIndex(name);
}

/** Whether the engine still has the indexes of an epoch as we made them: a wiped one has none, or one without settings. */
export async function hasIndexes(connection: MeilisearchConnection, epoch: number): Promise<boolean> {
  const client = await connection.writer();
  for (const kind of KINDS) {
    const index = client.index(connection.indexName(kind, epoch));
    const attributes = await index.getFilterableAttributes().catch(unless('index_not_found'));
    if (!attributes || attributes.length === 0) return false;
  }
  return true;
}

/** Whether the engine has not come yet to making the indexes of an epoch, or to their settings. */
export async function isMakingIndexes(connection: MeilisearchConnection, epoch: number): Promise<boolean> {
  const client = await connection.writer();
  const { results } = await client.tasks.getTasks({
    indexUids: KINDS.map((kind) => connection.indexName(kind, epoch)),
    types: ['indexCreation', 'settingsUpdate'],
    statuses: ['enqueued', 'processing'],
    limit: 1,
  });
  return results.length > 0;
}

/** Why the engine refused the settings of an epoch, in its own words; empty when it says nothing. */
export async function settingsFailure(connection: MeilisearchConnection, epoch: number): Promise<string> {
  const client = await connection.writer();
  const { results } = await client.tasks.getTasks({
    indexUids: KINDS.map((kind) => connection.indexName(kind, epoch)),
    types: ['indexCreation', 'settingsUpdate'],
    statuses: ['failed'],
    limit: 1,
  });
  return results[0]?.error?.message ?? '';
}

/** Of a document as the engine has it, what tells whether it is as it should be. */
interface KnownDocument {
  id: string;
  contribution: string;
  hash: string;
}

const KNOWN_FIELDS: (keyof KnownDocument)[] = ['id', 'contribution', 'hash'];

/** Documents that an index has, a page at a time: ids and hashes only. */
export async function* readDocuments(client: Meilisearch, name: string): AsyncGenerator<KnownDocument> {
  const size = 1_000;
  for (let offset = 0; ; offset += size) {
    const { results } = await client
      .index(name)
      .getDocuments<KnownDocument>({ fields: KNOWN_FIELDS, limit: size, offset });
    yield* results;
    if (results.length < size) return;
  }
}

/** Those of the documents that an index has. */
export async function fetchDocuments(
  client: Meilisearch,
  name: string,
  ids: readonly string[],
): Promise<KnownDocument[]> {
  const { results } = await client
    .index(name)
    .getDocuments<KnownDocument>({ ids: [...ids], fields: KNOWN_FIELDS, limit: ids.length });
  return results;
}

/** The engine refused our key: it was wiped, keys and all. */
export const isKeyRefused = (error: unknown) => codeOf(error) === 'invalid_api_key';
