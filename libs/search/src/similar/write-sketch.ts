import type { Queryable } from '#libs/retrieval';
import { sketchOf } from './shingles.js';

/**
 * Brings a contribution's sketch to the state of its current revision: title, abstract and body. None for one that is absent or withdrawn.
 * Runs in the transaction that projects the body's texts, and obeys the same dirty set.
 */
export async function writeSketch(transaction: Queryable, contributionId: string): Promise<void> {
  const [row] = await transaction.query<{ revisionId: string; texts: string[] }>(
    `select revision.id as "revisionId", array_prepend(revision.title, array_prepend(revision.abstract, array(
       select passage.text from passage
       where passage.revision_id = revision.id and passage.current and passage.part <> 'ABSTRACT' order by passage.position))) as texts
     from contribution join revision on revision.id = contribution.current_revision_id
     where contribution.id = $1 and contribution.status <> 'WITHDRAWN'`,
    [contributionId],
  );
  await transaction.query('delete from text_sketch where contribution_id = $1', [contributionId]);
  if (!row) return;
  const { modulus, hashes } = sketchOf(row.texts);
  await transaction.query(
    `with sketch as (
       insert into text_sketch (contribution_id, revision_id, modulus, size) values ($1, $2, $3, cardinality($4::bigint[]))
     )
     insert into sketch_hash (hash, contribution_id) select unnest($4::bigint[]), $1`,
    [contributionId, row.revisionId, modulus, hashes.map(String)],
  );
}
