import type { Database, Transaction } from '#libs/platform';
import { type BrokenText, brokenTexts, differingTexts, removeBroken } from '#libs/retrieval';
import type { Drift } from '../drift.js';
import { differingHeads } from './build-heads.js';
import { readBodies, readHeads } from './project.js';

/** How the database's own index differs from the tables, and what has to be projected again. */
export interface ProjectionComparison extends Drift {
  differing: { kind: 'HEAD' | 'TEXT'; id: string }[];
  broken: BrokenText[];
}

type Found = { kind: 'HEAD' | 'TEXT'; id: string; how: keyof Drift };

const CHUNK = 100;

/**
 * Compares every row that the projector would write with those that are there. Each chunk is read in one snapshot, in which a row is
 * either as it should be or marked dirty: so it may run while people work. Dirty rows that failed count as differing.
 */
export async function compareProjection(database: Database, ending?: AbortSignal): Promise<ProjectionComparison> {
  const comparison: ProjectionComparison = { missing: 0, ghost: 0, stale: 0, differing: [], broken: [] };
  const note = (found: readonly Found[]) => {
    for (const { kind, id, how } of found) {
      comparison[how]++;
      comparison.differing.push({ kind, id });
    }
  };
  for (let beyond = '00000000-0000-0000-0000-000000000000'; ; ) {
    ending?.throwIfAborted();
    const chunk = await inSnapshot(database, async (transaction) => {
      const rows = await transaction.query<{ id: string }>(
        'select id from contribution where id > $1 order by id limit $2',
        [beyond, CHUNK],
      );
      const ids = rows.map((row) => row.id);
      note(await withoutWaiting(transaction, await compareChunk(transaction, ids)));
      return ids;
    });
    beyond = chunk.at(-1) ?? beyond;
    if (chunk.length < CHUNK) break;
  }
  await inSnapshot(database, async (transaction) => {
    const owners = await transaction.query<{ id: string; kind: 'HEAD' | 'TEXT' }>(
      `select owner_id as id, case field when 'HEAD' then 'HEAD' else 'TEXT' end as kind from indexed_text
       where not exists (select from contribution where contribution.id = owner_id)`,
    );
    note(
      await withoutWaiting(
        transaction,
        owners.map((owner) => ({ ...owner, how: 'ghost' })),
      ),
    );
    comparison.broken = await brokenTexts(transaction);
  });
  for (const { ownerId, field } of comparison.broken) {
    comparison[ownerId === null ? 'ghost' : 'stale']++;
    if (ownerId !== null) comparison.differing.push({ kind: field === 'HEAD' ? 'HEAD' : 'TEXT', id: ownerId });
  }
  return comparison;
}

/** Has the worker project once more what differs. */
export async function repairProjection(database: Database, { differing, broken }: ProjectionComparison): Promise<void> {
  await database.transaction(async (transaction) => {
    if (broken.length > 0)
      await removeBroken(
        transaction,
        broken.map((text) => text.id),
      );
    for (const kind of ['HEAD', 'TEXT']) {
      const ids = differing.filter((row) => row.kind === kind).map((row) => row.id);
      await transaction.query('select search_mark(array[$1], $2::uuid[], true)', [kind, ids]);
    }
  });
}

async function compareChunk(transaction: Transaction, ids: readonly string[]): Promise<Found[]> {
  const { units } = await readHeads(transaction, ids);
  const expected = [...units, ...(await readBodies(transaction, ids))];
  const heads = await differingHeads(transaction, ids);
  const texts = await differingTexts(transaction, ids, ['HEAD', 'BODY'], expected);
  const keyOf = (text: { ownerId: string; unitId: string | null }) => `${text.ownerId} ${text.unitId}`;
  const given = new Set(texts.filter((text) => text.no !== null).map(keyOf));
  const kept = new Set(texts.filter((text) => text.no === null).map(keyOf));
  return [
    ...heads.map(({ id, missing }): Found => ({ kind: 'HEAD', id, how: missing ? 'missing' : 'stale' })),
    ...texts.flatMap((text): Found[] => {
      const both = given.has(keyOf(text)) && kept.has(keyOf(text));
      if (both && text.no === null) return [];
      const how = both ? 'stale' : text.no === null ? 'ghost' : 'missing';
      return [{ kind: text.field === 'HEAD' ? 'HEAD' : 'TEXT', id: text.ownerId, how }];
    }),
  ];
}

/** Leaves out what is on its way: things that contributions name are spread to them first, and so all waits while one does. */
async function withoutWaiting(transaction: Transaction, found: readonly Found[]): Promise<Found[]> {
  if (found.length === 0) return [];
  const waiting = await transaction.query<{ kind: string; id: string }>(
    `select kind, id from search_dirty where error is null and (id = any($1::uuid[]) or kind not in ('HEAD', 'TEXT'))`,
    [found.map((row) => row.id)],
  );
  const keys = new Set(waiting.map((row) => `${row.kind} ${row.id}`));
  const spreading = waiting.some((row) => row.kind !== 'HEAD' && row.kind !== 'TEXT');
  return found.filter(({ kind, id }) => {
    // The count of texts in a head follows the body.
    if (keys.has(`${kind} ${id}`) || (kind === 'HEAD' && keys.has(`TEXT ${id}`))) return false;
    return !(spreading && kind === 'HEAD');
  });
}

function inSnapshot<Result>(database: Database, work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
  return database.transaction(async (transaction) => {
    await transaction.query('set transaction isolation level repeatable read, read only');
    return work(transaction);
  });
}
