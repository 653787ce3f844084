import { type AnalysedWord, type Queryable, wordKey, wordsMeant } from '#libs/retrieval';
import { highlight } from './highlight.js';
import type { HitRow } from './hits-statement.js';

export interface Highlight {
  field: 'title' | 'abstract' | 'body';
  html: string;
}

/** What a hit shows of its texts. */
export interface HitTexts {
  highlights: Highlight[];
  passages: { passageId: string; html: string }[];
}

interface TextRow {
  contributionId: string;
  field: 'title' | 'abstract' | 'passage';
  part: 'ABSTRACT' | 'BODY' | 'FILE' | null;
  passageId: string | null;
  language: string;
  text: string;
  place: number;
}

/** Passages shown with a hit. */
const PASSAGES_MAX = 3;

// Texts as they are now, not as they were indexed; passages that are no longer current are not shown. The head's text is
// shown by the passages of the abstract. The language is the index's, so that words are cut as they were found.
const TEXTS = `
  with indexed as materialized (
    select owner_id as id, field, unit_id, array_position($2::bigint[], indexed_text.id) as place
    from indexed_text where indexed_text.id = any($2::bigint[])
  ),
  subject as materialized (
    select contribution.id, contribution.status, revision.title, revision.abstract, revision.language, revision.id as revision_id
    from contribution join revision on revision.id = contribution.current_revision_id
    where contribution.id = any($1::uuid[])
  )
  select id as "contributionId", 'title' as field, null as part, null::uuid as "passageId", language, title as text, 0 as place from subject
  union all
  select id, 'abstract', null, null, language, abstract, 0 from subject where status <> 'WITHDRAWN'
  union all
  select subject.id, 'passage', passage.part, passage.id, passage.language, passage.text, indexed.place::int
  from indexed join subject using (id)
  join passage on passage.id = indexed.unit_id and passage.current and passage.revision_id = subject.revision_id
  where subject.status <> 'WITHDRAWN'
  union all
  select subject.id, 'passage', passage.part, passage.id, passage.language, passage.text, indexed.place::int
  from indexed join subject using (id)
  join passage on passage.revision_id = subject.revision_id and passage.part = 'ABSTRACT' and passage.current
  where indexed.field = 'HEAD' and subject.status <> 'WITHDRAWN'
  order by place`;

/** Reads and highlights the texts of a page of hits: two statements at most, whatever their number. */
export async function readHitTexts(
  database: Queryable,
  hits: readonly HitRow[],
  words: readonly AnalysedWord[],
): Promise<Map<string, HitTexts>> {
  const answer = new Map(hits.map((hit): [string, HitTexts] => [hit.id, { highlights: [], passages: [] }]));
  if (hits.length === 0 || words.length === 0) return answer;
  const rows = await database.query<TextRow>(
    TEXTS,
    [hits.map((hit) => hit.id), hits.flatMap((hit) => hit.texts ?? [])],
    { plan: 'ONCE' },
  );
  const wanted = words.flatMap((word) => word.variants.map(({ language, lexeme }) => wordKey(language, lexeme)));
  const meant = await wordsMeant(database, rows, new Set(wanted));
  for (const [no, row] of rows.entries()) {
    const hit = answer.get(row.contributionId);
    const marked = meant[no];
    const html = marked && highlight(row.text, (_, place) => marked[place] ?? false, row.field !== 'title');
    if (!hit || html === undefined) continue;
    if (row.field === 'passage') {
      if (hit.passages.length < PASSAGES_MAX) hit.passages.push({ passageId: row.passageId ?? '', html });
      const shown = hit.highlights.some((known) => known.field === 'body');
      if (row.part !== 'ABSTRACT' && !shown) hit.highlights.push({ field: 'body', html });
    } else {
      hit.highlights.push({ field: row.field, html });
    }
  }
  return answer;
}
