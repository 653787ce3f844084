import { MeilisearchApiError } from 'meilisearch';
import { v7 } from 'uuid';
import type { Queryable } from '#libs/retrieval';
import { type Batch, clearRows, failBatch, noteSent } from './batches.js';
import type { MeilisearchConnection } from './connection.js';
import { buildDocuments, type EngineDocumentBody } from './documents.js';
import type { Epoch } from './epochs.js';

// One payload at most: a refused one is halved, and a long one delays what comes after it.
const DOCUMENTS_MOST = 1_000;
const TOO_LARGE = 413;

interface Known {
  epoch: number;
  id: string;
  hash: string | null;
}

/**
 * Sends what the tables say now of a batch of contributions to every epoch: what differs from what it was given, and the deletion of
 * what is gone. Runs under the writer's lock, in its transaction; when that is rolled back all is sent again, and the engine does
 * things in the order they came.
 */
export async function sendBatch(
  transaction: Queryable,
  connection: MeilisearchConnection,
  epochs: readonly Epoch[],
  batch: Batch,
): Promise<void> {
  const ids = batch.rows.map((row) => row.id);
  const documents = await buildDocuments(transaction, batch.kind, ids);
  const known = await transaction.query<Known>(
    'select epoch, id, hash from engine_document where contribution_id = any($1::uuid[]) and kind = $2',
    [ids, batch.kind],
  );
  const name = v7();
  let tasks = 0;
  let refused: string | undefined;
  for (const { number: epoch } of epochs) {
    const given = new Map(known.filter((row) => row.epoch === epoch).map((row) => [row.id, row.hash]));
    const changed = documents.filter((document) => given.get(document.id) !== document.hash);
    const present = new Set(documents.map((document) => document.id));
    const gone = [...given.keys()].filter((id) => !present.has(id));
    if (changed.length + gone.length === 0) continue;
    const uids = await sendTasks(connection, connection.indexName(batch.kind, epoch), changed, gone).catch((error) => {
      refused = refusalOf(error);
      if (refused === undefined) throw error;
      return [];
    });
    tasks += uids.length;
    await noteDocuments(transaction, { epoch, kind: batch.kind, name }, changed, gone);
    await transaction.query(
      'insert into engine_task (uid, batch, epoch) select uid, $2, $3 from unnest($1::int[]) as uid',
      [uids, name, epoch],
    );
    if (refused !== undefined) break;
  }
  if (tasks === 0 && refused === undefined) return clearRows(transaction, batch);
  await noteSent(transaction, name, batch);
  if (refused !== undefined) await failBatch(transaction, name, { message: refused, isDocumentFault: true });
}

/** Why the engine would not even take a payload, when the payload is to blame; undefined for all other faults. */
function refusalOf(error: unknown): string | undefined {
  return [400, TOO_LARGE, 415, 422].includes(statusOf(error) ?? 0) ? (error as Error).message : undefined;
}

function statusOf(error: unknown): number | undefined {
  return error instanceof MeilisearchApiError ? error.response.status : undefined;
}

async function sendTasks(
  connection: MeilisearchConnection,
  index: string,
  changed: readonly EngineDocumentBody[],
  gone: readonly string[],
): Promise<number[]> {
  const uids: number[] = [];
  const client = await connection.writer();
  for (let from = 0; from < gone.length; from += DOCUMENTS_MOST) {
    const { taskUid } = await client.index(index).deleteDocuments(gone.slice(from, from + DOCUMENTS_MOST));
    uids.push(taskUid);
  }
  for (const payload of payloads(changed, connection.payloadBytes))
    uids.push(...(await sendPayload(connection, index, payload)));
  return uids;
}

/** What the server, or what stands before it, finds too large goes in halves, down to a single document; what is sent later is kept smaller. */
async function sendPayload(
  connection: MeilisearchConnection,
  index: string,
  payload: readonly EngineDocumentBody[],
): Promise<number[]> {
  try {
    const client = await connection.writer();
    const { taskUid } = await client.index(index).addDocuments([...payload], { primaryKey: 'id' });
    return [taskUid];
  } catch (error) {
    if (payload.length === 1 || statusOf(error) !== TOO_LARGE) throw error;
    connection.payloadBytes = Math.min(connection.payloadBytes, Math.ceil(sizeOf(payload) / 2));
    const half = Math.ceil(payload.length / 2);
    return [
      ...(await sendPayload(connection, index, payload.slice(0, half))),
      ...(await sendPayload(connection, index, payload.slice(half))),
    ];
  }
}

const sizeOf = (payload: unknown) => Buffer.byteLength(JSON.stringify(payload));

function payloads(documents: readonly EngineDocumentBody[], most: number): EngineDocumentBody[][] {
  const all: EngineDocumentBody[][] = [];
  let bytes = 0;
  for (const document of documents) {
    const size = sizeOf(document);
    const last = all.at(-1);
    if (!last || last.length >= DOCUMENTS_MOST || bytes + size > most) {
      all.push([document]);
      bytes = size;
    } else {
      last.push(document);
      bytes += size;
    }
  }
  return all;
}

async function noteDocuments(
  transaction: Queryable,
  { epoch, kind, name }: { epoch: number; kind: string; name: string },
  changed: readonly EngineDocumentBody[],
  gone: readonly string[],
): Promise<void> {
  await transaction.query(
    `insert into engine_document (epoch, kind, id, contribution_id, hash)
     select $1, $2, id, contribution_id, hash from unnest($3::uuid[], $4::uuid[], $5::text[]) as given(id, contribution_id, hash)
     on conflict (epoch, kind, id) do update set contribution_id = excluded.contribution_id, hash = excluded.hash, leaving = null`,
    [
      epoch,
      kind,
      changed.map((document) => document.id),
      changed.map((document) => document.contribution),
      changed.map((document) => document.hash),
    ],
  );
  await transaction.query(
    'update engine_document set leaving = $4, hash = null where epoch = $1 and kind = $2 and id = any($3::uuid[])',
    [epoch, kind, gone, name],
  );
}
