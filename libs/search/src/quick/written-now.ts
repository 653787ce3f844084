import { readableContributions } from '#libs/contributions';
import type { Actor } from '#libs/identity';
import type { Queryable } from '#libs/retrieval';

// Texts of the index looked at for each word: only while it is behind does the first not say it.
const TEXTS = 5;

/** Which of these words a text that the actor may read says as it is now, however far behind the index is. */
export async function writtenNow(database: Queryable, actor: Actor, forms: readonly string[]): Promise<Set<string>> {
  if (forms.length === 0) return new Set();
  const parameters: unknown[] = [forms];
  const readable = readableContributions(actor, parameters, 'contribution');
  const rows = await database.query<{ form: string }>(
    `select given.form from unnest($1::text[]) as given(form)
     where exists (
       select from (
         select entry.text_id from word_form written
         join posting entry on entry.term_id = written.term_id
         join contribution on contribution.id = entry.owner_id and ${readable}
         where written.form = unaccent(given.form) limit ${TEXTS}
       ) found
       join indexed_text on indexed_text.id = found.text_id
       join contribution on contribution.id = indexed_text.owner_id
       join revision on revision.id = contribution.current_revision_id
       left join passage on passage.id = indexed_text.unit_id and passage.revision_id = revision.id and passage.current
         and contribution.status <> 'WITHDRAWN'
       where strpos(unaccent(lower(case when indexed_text.field = 'BODY' then concat_ws(' ', passage.heading, passage.text)
           when contribution.status = 'WITHDRAWN' then revision.title else concat_ws(' ', revision.title, revision.abstract) end)),
         unaccent(given.form)) > 0
     )`,
    parameters,
    { plan: 'ONCE' },
  );
  return new Set(rows.map((row) => row.form));
}
