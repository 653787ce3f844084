import { setTimeout as sleep } from 'node:timers/promises';
import { EngineWorker, MeilisearchCandidates, MeilisearchConnection } from '#libs/search';

/** Builds a database's documents in Meilisearch by the product's own worker, in indexes of their own. */
export async function buildEngine(database, options) {
  // What it finds is measured here, not how fast.
  const connection = new MeilisearchConnection({ ...options, searchTimeoutMs: 10_000 });
  // What an earlier run knew of its indexes, which are gone.
  await database.query('truncate search_epoch, engine_dirty cascade');
  await removeIndexes(connection, options.prefix);
  const worker = new EngineWorker(database, connection);
  while (!(await isBuilt(database))) if ((await worker.runOnce()) === 0) await sleep(50);
  return {
    source: new MeilisearchCandidates(database, connection),
    remove: () => removeIndexes(connection, options.prefix),
  };
}

async function isBuilt(database) {
  const [row] = await database.query(
    `select exists (select from search_epoch where state = 'LIVE')
       and not exists (select from engine_dirty where not poison) and not exists (select from engine_task) as built`,
  );
  return row.built;
}

async function removeIndexes(connection, prefix) {
  const client = await connection.maker();
  const { results } = await client.getIndexes({ limit: 1_000 });
  for (const { uid } of results) {
    if (uid.startsWith(`${prefix}_`)) await client.tasks.waitForTask((await client.deleteIndex(uid)).taskUid);
  }
}
