import type { Queryable } from '#libs/retrieval';
import type { Drift } from '../drift.js';
import type { MeilisearchConnection } from './connection.js';
import { buildDocuments, type DocumentKind } from './documents.js';
import { fetchDocuments, readDocuments } from './indexes.js';

/** How the second engine's documents differ from the tables. */
export interface Comparison extends Drift {
  /** What differs, to be mended. */
  differing: Suspect[];
}

const CHUNK = 200;

/**
 * Compares every document of an epoch with what the builder makes of the tables now. Contributions that wait to be sent are left out:
 * they are known to be behind; those that the engine refused (`parked`) count, unless told otherwise. Reading an index takes a while,
 * in which things change: whatever differs is looked at once more. Holds an id and a hash of each document in memory, about 150 bytes.
 */
export async function compareEpoch(
  database: Queryable,
  connection: MeilisearchConnection,
  epoch: number,
  { parked = true, ending }: { parked?: boolean; ending?: AbortSignal } = {},
): Promise<Comparison> {
  const comparison: Comparison = { missing: 0, ghost: 0, stale: 0, differing: [] };
  for (const kind of ['HEAD', 'TEXT'] as DocumentKind[]) {
    const suspects = await compareIndex(database, connection, epoch, { kind, ending });
    for (let from = 0; from < suspects.length; from += CHUNK) {
      const some = suspects.slice(from, from + CHUNK);
      for (const { how, ...one } of await lookAgain(database, connection, epoch, { kind, suspects: some, parked })) {
        comparison[how]++;
        comparison.differing.push(one);
      }
    }
  }
  return comparison;
}

interface Suspect {
  kind: DocumentKind;
  id: string;
  contribution: string;
}

async function compareIndex(
  database: Queryable,
  connection: MeilisearchConnection,
  epoch: number,
  { kind, ending }: { kind: DocumentKind; ending: AbortSignal | undefined },
): Promise<Suspect[]> {
  const client = await connection.writer();
  const given = new Map<string, { contribution: string; hash: string }>();
  for await (const { id, contribution, hash } of readDocuments(client, connection.indexName(kind, epoch)))
    given.set(id, { contribution, hash });
  const suspects: Suspect[] = [];
  for (let beyond = '00000000-0000-0000-0000-000000000000'; ; ) {
    ending?.throwIfAborted();
    const chunk = await database.query<{ id: string }>(
      'select id from contribution where id > $1 order by id limit $2',
      [beyond, CHUNK],
    );
    const ids = chunk.map((row) => row.id);
    for (const { id, contribution, hash } of await buildDocuments(database, kind, ids)) {
      if (given.get(id)?.hash !== hash) suspects.push({ kind, id, contribution });
      given.delete(id);
    }
    beyond = ids.at(-1) ?? beyond;
    if (ids.length < CHUNK) break;
  }
  return [...suspects, ...[...given].map(([id, { contribution }]) => ({ kind, id, contribution }))];
}

async function lookAgain(
  database: Queryable,
  connection: MeilisearchConnection,
  epoch: number,
  { kind, suspects, parked }: { kind: DocumentKind; suspects: readonly Suspect[]; parked: boolean },
): Promise<(Suspect & { how: keyof Drift })[]> {
  const owners = [...new Set(suspects.map((one) => one.contribution))];
  const found = await fetchDocuments(
    await connection.writer(),
    connection.indexName(kind, epoch),
    suspects.map((one) => one.id),
  );
  const given = new Map(found.map((document) => [document.id, document.hash]));
  const built = await buildDocuments(database, kind, owners);
  const expected = new Map(built.map((document) => [document.id, document.hash]));
  // Asked last: what changed since it was built waits by now.
  const waiting = await waitingOf(database, kind, owners, parked);
  return suspects.flatMap((one) => {
    const [should, is] = [expected.get(one.id), given.get(one.id)];
    if (should === is || waiting.has(one.contribution)) return [];
    return [{ ...one, how: should === undefined ? 'ghost' : is === undefined ? 'missing' : 'stale' }];
  });
}

async function waitingOf(
  database: Queryable,
  kind: DocumentKind,
  ids: readonly string[],
  parked: boolean,
): Promise<Set<string>> {
  const rows = await database.query<{ id: string }>(
    'select id from engine_dirty where kind = $1 and id = any($2::uuid[]) and not (poison and $3)',
    [kind, ids, parked],
  );
  return new Set(rows.map((row) => row.id));
}

/** Has the worker send what differs once more, and delete what should not be there. */
export async function repair(database: Queryable, epoch: number, { differing }: Comparison): Promise<void> {
  await database.query(
    `insert into engine_document (epoch, kind, id, contribution_id, hash)
     select $1, kind, id, contribution_id, null from unnest($2::text[], $3::uuid[], $4::uuid[]) as found(kind, id, contribution_id)
     on conflict (epoch, kind, id) do update set hash = null`,
    [epoch, differing.map((one) => one.kind), differing.map((one) => one.id), differing.map((one) => one.contribution)],
  );
  await database.query(
    `select search_mark_engine(array[kind], array_agg(distinct id), true) from unnest($1::text[], $2::uuid[]) as found(kind, id) group by kind`,
    [differing.map((one) => one.kind), differing.map((one) => one.contribution)],
  );
}
