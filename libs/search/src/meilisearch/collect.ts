import type { Meilisearch, Task } from 'meilisearch';
import type { Queryable } from '#libs/retrieval';
import { type BatchFailure, failBatch, finishBatch, forgetBatch, freeRows } from './batches.js';
import type { MeilisearchConnection } from './connection.js';
import type { DocumentKind } from './documents.js';

/** What became of the tasks under way. */
export interface Collected {
  /** Batches that ended, well or not. */
  ended: number;
  /** Of these, how many ended well. */
  succeeded: number;
  /** The engine does not know tasks it took, or an index is gone: it was wiped, or put back to an earlier state. */
  lostMemory: boolean;
}

const KINDS: DocumentKind[] = ['HEAD', 'TEXT'];
const ASKED_AT_ONCE = 200;

/** Reads the results of all tasks that were sent: a receipt is no result. */
export async function collectResults(transaction: Queryable, connection: MeilisearchConnection): Promise<Collected> {
  const collected = await collectTasks(transaction, connection);
  await freeRows(transaction);
  return collected;
}

async function collectTasks(transaction: Queryable, connection: MeilisearchConnection): Promise<Collected> {
  const tasks = await transaction.query<{ uid: number; batch: string; epoch: number }>(
    'select uid, batch, epoch from engine_task order by uid',
  );
  if (tasks.length === 0) return { ended: 0, succeeded: 0, lostMemory: false };
  const known = await readTasks(
    await connection.writer(),
    tasks.map((task) => task.uid),
  );
  const batches = new Map<string, (Task | undefined)[]>();
  for (const { uid, batch, epoch } of tasks) {
    const task = known.get(uid);
    // An engine that was wiped counts from the beginning: the task of this number may be somebody else's.
    const isOurs = KINDS.some((kind) => task?.indexUid === connection.indexName(kind, epoch));
    batches.set(batch, [...(batches.get(batch) ?? []), isOurs ? task : undefined]);
  }
  let [ended, succeeded] = [0, 0];
  let lostMemory = false;
  for (const [batch, results] of batches) {
    const failed = results.find((task) => task?.status === 'failed' || task?.status === 'canceled');
    if (results.some((task) => task === undefined)) {
      lostMemory = true;
      await forgetBatch(transaction, batch);
    } else if (failed) {
      lostMemory ||= failed.error?.code === 'index_not_found';
      await failBatch(transaction, batch, explain(failed));
    } else if (results.every((task) => task?.status === 'succeeded')) {
      await finishBatch(transaction, batch);
      succeeded++;
    } else continue;
    ended++;
  }
  return { ended, succeeded, lostMemory };
}

async function readTasks(client: Meilisearch, uids: readonly number[]): Promise<Map<number, Task>> {
  const known = new Map<number, Task>();
  for (let from = 0; from < uids.length; from += ASKED_AT_ONCE) {
    const some = uids.slice(from, from + ASKED_AT_ONCE);
    const { results } = await client.tasks.getTasks({ uids: some, limit: some.length });
    for (const task of results) known.set(task.uid, task);
  }
  return known;
}

function explain(task: Task): BatchFailure {
  const { message = 'the task was cancelled', type = '', code = '' } = task.error ?? {};
  return { message, isDocumentFault: type === 'invalid_request' && code !== 'index_not_found' };
}
