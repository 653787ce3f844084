import { type Queryable, removeTexts, removeTextsById, replaceTexts, type TextUnit } from '#libs/retrieval';
import { writeSketch } from '../similar/write-sketch.js';
import { countTexts, writeHeads } from './build-heads.js';

interface Head {
  ownerId: string;
  withdrawn: boolean;
  language: string;
  title: string;
  abstract: string;
}

/** The heads of these contributions as texts, and those that have no body to be found: absent or withdrawn ones. */
export async function readHeads(
  database: Queryable,
  ids: readonly string[],
): Promise<{ units: TextUnit[]; withoutBody: string[] }> {
  const heads = await database.query<Head>(
    `select contribution.id as "ownerId", contribution.status = 'WITHDRAWN' as withdrawn, revision.language, revision.title,
       revision.abstract
     from contribution join revision on revision.id = contribution.current_revision_id
     where contribution.id = any($1::uuid[])`,
    [ids],
  );
  const units = heads.map(
    (head): TextUnit => ({
      ownerId: head.ownerId,
      unitId: null,
      field: 'HEAD',
      language: head.language,
      title: head.title,
      text: head.withdrawn ? '' : head.abstract,
    }),
  );
  const present = new Set(heads.filter((head) => !head.withdrawn).map((head) => head.ownerId));
  return { units, withoutBody: ids.filter((id) => !present.has(id)) };
}

/**
 * Until the transaction ends, no other writes what the index has of these contributions. A head carries the count of its texts: whoever
 * wrote the head and whoever wrote the body at the same time would not see each other's, and the count would be wrong for good.
 * Taken after the locks of the dirty rows, and in order, so that nobody waits in a circle.
 */
async function lockOwners(transaction: Queryable, ids: readonly string[]): Promise<void> {
  await transaction.query(
    `select pg_advisory_xact_lock(hashtext('indexed contribution'), key)
     from (select distinct hashtext(id::text) as key from unnest($1::uuid[]) as id order by key) keys`,
    [ids],
  );
}

/** Of the bodies' texts, those that are no longer what is to be read: they go in the transaction that replaces them. */
async function removeFormerBodies(transaction: Queryable, ids: readonly string[]): Promise<void> {
  const former = await transaction.query<{ id: string }>(
    `select indexed_text.id from indexed_text
     join contribution on contribution.id = indexed_text.owner_id
     where indexed_text.owner_id = any($1::uuid[]) and indexed_text.field = 'BODY' and not exists (
       select from passage
       where passage.id = indexed_text.unit_id and passage.current and passage.revision_id = contribution.current_revision_id)`,
    [ids],
  );
  if (former.length > 0)
    await removeTextsById(
      transaction,
      former.map((row) => row.id),
    );
}

/**
 * Brings the heads of these contributions to the state of the tables: title and abstract as text, and the row for filters,
 * facets and sorting. Of a withdrawn one only the title stays findable; its body's texts go at once, and so do those that another revision
 * replaced: what is no longer to be read must not be found for as long as the worker takes.
 */
export async function projectHeads(transaction: Queryable, ids: readonly string[]): Promise<void> {
  await lockOwners(transaction, ids);
  const { units, withoutBody } = await readHeads(transaction, ids);
  await replaceTexts(transaction, ids, ['HEAD'], units);
  if (withoutBody.length > 0) await removeTexts(transaction, withoutBody, ['BODY']);
  await removeFormerBodies(transaction, ids);
  await writeHeads(transaction, ids);
}

/** The bodies and files of these contributions' current revisions, in passages; none of what is absent or withdrawn. */
export function readBodies(database: Queryable, ids: readonly string[]): Promise<TextUnit[]> {
  return database.query<TextUnit>(
    `select passage.contribution_id as "ownerId", passage.id as "unitId", 'BODY' as field, passage.language, passage.heading, passage.text
     from contribution
     join passage on passage.contribution_id = contribution.id and passage.revision_id = contribution.current_revision_id
       and passage.current and passage.part <> 'ABSTRACT'
     where contribution.id = any($1::uuid[]) and contribution.status <> 'WITHDRAWN'
     order by contribution.id, passage.part, passage.position`,
    [ids],
  );
}

/** Makes the body's texts those given, keeps the head's count of texts right, and the sketch. */
export async function projectBody(transaction: Queryable, id: string, units: readonly TextUnit[]): Promise<void> {
  await lockOwners(transaction, [id]);
  const isChanged = await replaceTexts(transaction, [id], ['BODY'], units);
  if (isChanged) await countTexts(transaction, id);
  await writeSketch(transaction, id);
}
