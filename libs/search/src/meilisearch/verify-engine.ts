import type { Queryable } from '#libs/retrieval';
import type { MeilisearchConnection } from './connection.js';
import { buildDocuments, type DocumentKind } from './documents.js';
import { readDocuments } from './indexes.js';

/** How an index differs from the tables, in documents. */
export interface Comparison {
  /** In the tables and not in the index. */
  missing: number;
  /** In the index and not in the tables. */
  ghost: number;
  /** In both, and different. */
  stale: number;
  /** What differs, to be mended. */
  differing: { kind: DocumentKind; id: string; contribution: string }[];
}

const CHUNK = 200;

/**
 * Compares every document of an epoch with what the builder makes of the tables now. Contributions that wait to be sent are left out:
 * they are known to be behind; those that the engine refused (`parked`) count, unless told otherwise. Holds an id and a hash of each document in memory, about 150 bytes.
 */
export async function compareEpoch(
  database: Queryable,
  connection: MeilisearchConnection,
  epoch: number,
  { parked = true } = {},
): Promise<Comparison> {
  const comparison: Comparison = { missing: 0, ghost: 0, stale: 0, differing: [] };
  const client = await connection.writer();
  for (const kind of ['HEAD', 'TEXT'] as DocumentKind[]) {
    const given = new Map<string, { contribution: string; hash: string }>();
    for await (const { id, contribution, hash } of readDocuments(client, connection.indexName(kind, epoch)))
      given.set(id, { contribution, hash });
    let beyond = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const chunk = await database.query<{ id: string }>(
        'select id from contribution where id > $1 order by id limit $2',
        [beyond, CHUNK],
      );
      const ids = chunk.map((row) => row.id);
      // Built before it is asked what waits: what changes in between waits by then.
      const documents = await buildDocuments(database, kind, ids);
      const waiting = await waitingOf(database, kind, ids, parked);
      for (const { id, contribution, hash } of documents) {
        const found = given.get(id);
        given.delete(id);
        if (waiting.has(contribution) || found?.hash === hash) continue;
        comparison[found ? 'stale' : 'missing']++;
        comparison.differing.push({ kind, id, contribution });
      }
      beyond = ids.at(-1) ?? beyond;
      if (ids.length < CHUNK) break;
    }
    const left = [...given];
    const waiting = await waitingOf(
      database,
      kind,
      [...new Set(left.map(([, { contribution }]) => contribution))],
      parked,
    );
    for (const [id, { contribution }] of left) {
      if (waiting.has(contribution)) continue;
      comparison.ghost++;
      comparison.differing.push({ kind, id, contribution });
    }
  }
  return comparison;
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
