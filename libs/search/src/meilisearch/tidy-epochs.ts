import type { Queryable } from '#libs/retrieval';
import type { MeilisearchConnection } from './connection.js';
import { deleteIndexes, deleteUnknownIndexes, KINDS, listIndexes } from './indexes.js';

const OLD_EPOCHS_KEPT = '1 day';

/** Deletes epochs that nobody has read for a day, and what was left of buildings that were given up. */
export async function tidyEpochs(database: Queryable, connection: MeilisearchConnection): Promise<void> {
  const old = await database.query<{ number: number }>(
    `select number from search_epoch where state = 'OLD' and ended_at < now() - interval '${OLD_EPOCHS_KEPT}'`,
  );
  for (const { number } of old) {
    await deleteIndexes(connection, number);
    await database.query('delete from search_epoch where number = $1', [number]);
  }
  const kept = await database.query<{ number: number }>(`select number from search_epoch where state = 'OLD'`);
  // Listed before what is known: what is begun meanwhile is not among them.
  const indexes = await listIndexes(connection);
  const known = await database.query<{ number: number }>('select number from search_epoch');
  await deleteUnknownIndexes(
    connection,
    indexes,
    known.map((epoch) => epoch.number),
  );
  // A wiped engine has none of them: what nobody can read is not told as if it were there.
  for (const { number } of kept)
    if (!KINDS.some((kind) => indexes.includes(connection.indexName(kind, number))))
      await database.query(`delete from search_epoch where number = $1 and state = 'OLD'`, [number]);
}
