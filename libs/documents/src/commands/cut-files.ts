import type { Transaction } from '#libs/platform';

/** Files of a revision that nobody has asked to read yet are read by the worker. */
export async function queueFiles(transaction: Transaction, revisionId: string): Promise<void> {
  await transaction.query(
    'insert into extraction (file_id) select file_id from revision_file where revision_id = $1 on conflict do nothing',
    [revisionId],
  );
}

/**
 * Makes the passages of a revision's files those that were read from them, in the order of the files. As with other passages, one whose
 * text is unchanged keeps its identity, and quoted ones that are gone stay, not current. Done in the database: a file may have thousands.
 */
export async function cutFiles(transaction: Transaction, contributionId: string, revisionId: string): Promise<void> {
  await transaction.query(
    `with wanted as materialized (
       select e.*, (row_number() over (order by v.position, e.position) - 1)::int as place,
         row_number() over (partition by e.file_id, md5(e.text) order by e.position) as turn
       from revision_file v join extracted_passage e on e.file_id = v.file_id where v.revision_id = $2
     ), known as materialized (
       select id, file_id, text, kept, row_number() over (partition by file_id, md5(text) order by position < 0, position, id) as turn
       from passage where revision_id = $2 and part = 'FILE'
     ), matched as materialized (
       select k.id, w.place, w.page, w.heading, w.language from known k
       join wanted w on w.file_id = k.file_id and md5(w.text) = md5(k.text) and w.text = k.text and w.turn = k.turn
     ), owner as materialized (
       select r.language, c.current_revision_id = r.id as current
       from revision r join contribution c on c.id = r.contribution_id where r.id = $2
     ), moved as (
       update passage p set position = m.place, page = m.page, heading = m.heading,
         language = coalesce(m.language, owner.language), current = owner.current
       from matched m, owner where p.id = m.id and (p.position, p.page, p.heading, p.language, p.current)
         is distinct from (m.place, m.page, m.heading, coalesce(m.language, owner.language), owner.current)
     ), gone as (
       delete from passage p using known k where p.id = k.id and not k.kept and not exists (select from matched m where m.id = k.id)
     ), unsaid as (
       update passage p set current = false, position = -1
       from known k where p.id = k.id and k.kept and p.position >= 0 and not exists (select from matched m where m.id = k.id)
     )
     insert into passage (id, contribution_id, revision_id, part, file_id, page, position, heading, text, language, current)
     select gen_random_uuid(), $1, $2, 'FILE', w.file_id, w.page, w.place, w.heading, w.text, coalesce(w.language, owner.language), owner.current
     from wanted w cross join owner
     where not exists (select from known k where k.file_id = w.file_id and md5(k.text) = md5(w.text) and k.text = w.text and k.turn = w.turn)`,
    [contributionId, revisionId],
  );
}
