import { createHash } from 'node:crypto';
import { countTerms } from '#libs/retrieval';
import { ProjectDirty } from '#libs/search';
import { cutPassages } from '../../dist/libs/documents/src/policies/cut-passages.js';

// What a position paper may have as its abstract; longer texts are bodies, in passages.
const ABSTRACT_CHARACTERS = 3_000;

/** The id of a document, the same in every run. */
export function uuidOf(text) {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Writes the documents as published public papers and has them projected by the product's own projector. */
export async function loadSet(database, docs) {
  for (let from = 0; from < docs.length; from += 500) await write(database, docs.slice(from, from + 500), from);
  await project(database);
}

export async function project(database) {
  const projector = new ProjectDirty(database);
  while ((await projector.runOnce(200)) > 0);
  for (let beyond = '0'; beyond !== null; ) beyond = await countTerms(database, beyond);
  await database.query('vacuum analyze');
}

async function write(database, docs, from) {
  const rows = docs.map((doc, index) => {
    const isAbstract = doc.text.length <= ABSTRACT_CHARACTERS;
    return {
      id: uuidOf(doc.id),
      revisionId: uuidOf(`revision ${doc.id}`),
      reference: `RT-2017-${String(from + index + 1).padStart(6, '0')}`,
      title: doc.title.replaceAll('_', ' '),
      abstract: isAbstract ? doc.text : '',
      language: doc.language,
      passages: isAbstract ? [] : cutPassages(doc.text),
    };
  });
  await database.query(
    `with doc as (
       select * from jsonb_to_recordset($1::jsonb)
         as doc(id uuid, "revisionId" uuid, reference text, title text, abstract text, language text)
     ),
     written as (
       insert into contribution (id, kind, reference, status, audience, current_revision_id, published_at, sort_at)
       select id, 'POSITION_PAPER', reference, 'PUBLISHED', 'PUBLIC', "revisionId", '2017-06-08', '2017-06-08' from doc
     )
     insert into revision (id, contribution_id, number, text_version, title, abstract, language, audience)
     select "revisionId", id, 1, 1, title, abstract, language, 'PUBLIC' from doc`,
    [JSON.stringify(rows)],
  );
  const passages = rows.flatMap((row) =>
    row.passages.map((passage, position) => ({
      id: uuidOf(`${row.id} ${position}`),
      contributionId: row.id,
      revisionId: row.revisionId,
      position: position + 1,
      language: row.language,
      ...passage,
    })),
  );
  await database.query(
    `insert into passage (id, contribution_id, revision_id, part, position, heading, text, language, current)
     select id, "contributionId", "revisionId", 'BODY', position, heading, text, language, true
     from jsonb_to_recordset($1::jsonb)
       as p(id uuid, "contributionId" uuid, "revisionId" uuid, position int, heading text, text text, language text)`,
    [JSON.stringify(passages)],
  );
}
