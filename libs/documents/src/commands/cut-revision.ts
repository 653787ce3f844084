import { v7 } from 'uuid';
import type { Transaction } from '#libs/platform';
import { cutPassages } from '../policies/cut-passages.js';
import { cutFiles, queueFiles } from './cut-files.js';

interface WantedPassage {
  id: string;
  part: 'ABSTRACT' | 'BODY';
  position: number;
  heading: string | null;
  text: string;
}

/**
 * Cuts the text of a revision into passages, in the command's own transaction. Passages whose text is unchanged keep their
 * identity, so evidence in a draft stays valid while other paragraphs are edited; quoted ones that are gone stay, not current.
 */
export async function cutRevision(transaction: Transaction, contributionId: string, revisionId: string): Promise<void> {
  const [revision] = await transaction.query<{
    abstract: string;
    body: string | null;
    language: string;
    current: boolean;
  }>(
    `select r.abstract, r.body, r.language, c.current_revision_id = r.id as current
     from revision r join contribution c on c.id = r.contribution_id where r.id = $1`,
    [revisionId],
  );
  if (!revision) return;
  const known = await transaction.query<{ id: string; part: string; text: string }>(
    `select id, part, text from passage where revision_id = $1 and part <> 'FILE' order by part, position`,
    [revisionId],
  );
  const free = new Map<string, string[]>();
  for (const passage of known) {
    const key = `${passage.part}\n${passage.text}`;
    free.set(key, [...(free.get(key) ?? []), passage.id]);
  }
  const wanted: WantedPassage[] = [];
  const want = (part: WantedPassage['part'], heading: string | null, text: string, position: number) =>
    wanted.push({ id: free.get(`${part}\n${text}`)?.shift() ?? v7(), part, position, heading, text });
  for (const [position, { text }] of cutPassages(revision.abstract).entries()) want('ABSTRACT', null, text, position);
  for (const [position, { heading, text }] of cutPassages(revision.body ?? '').entries())
    want('BODY', heading, text, position);
  const ids = wanted.map((passage) => passage.id);
  await transaction.query(
    `delete from passage where revision_id = $1 and part <> 'FILE' and not kept and not (id = any($2::uuid[]))`,
    [revisionId, ids],
  );
  // Position -1: quoted once, but no longer said.
  await transaction.query(
    `update passage set current = false, position = -1 where revision_id = $1 and part <> 'FILE' and not (id = any($2::uuid[]))`,
    [revisionId, ids],
  );
  await transaction.query(
    `insert into passage (id, contribution_id, revision_id, part, position, heading, text, language, current)
     select p.id, $1, $2, p.part, p.position, p.heading, p.text, $3, $4
     from jsonb_to_recordset($5::jsonb) as p (id uuid, part text, position int, heading text, text text)
     on conflict (id) do update set position = excluded.position, heading = excluded.heading, language = excluded.language, current = excluded.current
     where (passage.position, passage.heading, passage.language, passage.current)
       is distinct from (excluded.position, excluded.heading, excluded.language, excluded.current)`,
    [contributionId, revisionId, revision.language, revision.current, JSON.stringify(wanted)],
  );
  await queueFiles(transaction, revisionId);
  await cutFiles(transaction, contributionId, revisionId);
  if (revision.current) await makeCurrent(transaction, contributionId, revisionId);
}

/** From now on the contribution says what this revision says. Quoted passages of others stay for those who cite them. */
export async function makeCurrent(transaction: Transaction, contributionId: string, revisionId: string): Promise<void> {
  await transaction.query(
    `delete from passage p using contribution c where c.id = p.contribution_id and p.contribution_id = $1
       and p.revision_id <> $2 and p.revision_id is distinct from c.pending_revision_id and not p.kept`,
    [contributionId, revisionId],
  );
  await transaction.query(
    `update passage set current = (revision_id = $2 and position >= 0)
     where contribution_id = $1 and current <> (revision_id = $2 and position >= 0)`,
    [contributionId, revisionId],
  );
}

/** The same text under a newer revision number. */
export async function carryOver(transaction: Transaction, fromRevisionId: string, toRevisionId: string): Promise<void> {
  await transaction.query('update passage set revision_id = $2 where revision_id = $1', [fromRevisionId, toRevisionId]);
}

/** Of a withdrawn contribution nothing can be read; what was quoted stays in the record, out of reach of every query. */
export async function dropPassages(transaction: Transaction, contributionId: string): Promise<void> {
  await transaction.query(
    'delete from extracted_passage e using file f where f.id = e.file_id and f.contribution_id = $1',
    [contributionId],
  );
  await transaction.query('delete from passage where contribution_id = $1 and not kept', [contributionId]);
  await transaction.query('update passage set current = false where contribution_id = $1', [contributionId]);
}

/** Keeps passages that are quoted, whatever happens to the text. */
export async function keepPassages(transaction: Transaction, ids: readonly string[]): Promise<void> {
  await transaction.query('update passage set kept = true where id = any($1::uuid[]) and not kept', [ids]);
}
