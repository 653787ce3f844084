import type { Queryable, TextField } from '../text/unit.js';

/** A text whose postings are not those of its words. */
export interface BrokenText {
  id: string;
  /** Null when the text itself is gone, and postings are left. */
  ownerId: string | null;
  field: TextField | null;
}

/** Finds them by counting: each text has one posting for each of its words. Reads everything once. */
export function brokenTexts(database: Queryable): Promise<BrokenText[]> {
  return database.query<BrokenText>(
    `select coalesce(kept.id, counted.text_id)::text as id, kept.owner_id as "ownerId", kept.field
     from indexed_text kept
     full join (select text_id, count(*) as words from posting group by text_id) counted on counted.text_id = kept.id
     where coalesce(length(kept.vector), 0) <> coalesce(counted.words, 0)`,
  );
}

/** Removes these texts with whatever postings they have; what is dirty is indexed anew. */
export async function removeBroken(transaction: Queryable, ids: readonly string[]): Promise<void> {
  await transaction.query('delete from posting where text_id = any($1::bigint[])', [ids]);
  await transaction.query('delete from indexed_text where id = any($1::bigint[])', [ids]);
}
