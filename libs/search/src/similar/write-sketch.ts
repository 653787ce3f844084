import { givingWay } from '#libs/platform';
import type { Queryable } from '#libs/retrieval';
import { sketchOf } from './shingles.js';

/**
 * Brings a contribution's sketch to the state of its current revision: title, abstract and body. None for one that is absent or withdrawn.
 * Runs in the transaction that projects the body's texts, and obeys the same dirty set.
 */
export async function writeSketch(transaction: Queryable, contributionId: string): Promise<void> {
  const [row] = await transaction.query<{ revisionId: string; title: string; abstract: string }>(
    `select revision.id as "revisionId", revision.title, revision.abstract
     from contribution join revision on revision.id = contribution.current_revision_id
     where contribution.id = $1 and contribution.status <> 'WITHDRAWN'`,
    [contributionId],
  );
  if (!row) {
    await transaction.query('delete from text_sketch where contribution_id = $1', [contributionId]);
    return;
  }
  const passages = await transaction.query<{ text: string }>(
    `select text from passage where revision_id = $1 and current and part <> 'ABSTRACT' order by position`,
    [row.revisionId],
  );
  const texts = [row.title, row.abstract, ...passages.map(({ text }) => text)];
  const { modulus, hashes } = await sketchOf(texts, givingWay());
  // Of the hashes only what is new and what is gone: an edit leaves most of them as they are.
  await transaction.query(
    `with sketch as (
       insert into text_sketch (contribution_id, revision_id, modulus, size) values ($1, $2, $3, cardinality($4::bigint[]))
       on conflict (contribution_id) do update set revision_id = excluded.revision_id, modulus = excluded.modulus, size = excluded.size
     ),
     wanted as materialized (select unnest($4::bigint[]) as hash),
     gone as (delete from sketch_hash where contribution_id = $1 and hash not in (select hash from wanted))
     insert into sketch_hash (hash, contribution_id)
     select hash, $1 from wanted
     where not exists (select from sketch_hash kept where kept.contribution_id = $1 and kept.hash = wanted.hash)`,
    [contributionId, row.revisionId, modulus, hashes.map(String)],
  );
}
