import type { ChangeAuthor, Transaction } from '#libs/platform';
import type { CueItem } from '../files/catalogue-files.js';

/** Brings cues to what the file says, but for those that analysts have written. */
export async function loadCues(
  transaction: Transaction,
  by: ChangeAuthor,
  items: readonly CueItem[],
  recommendations: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = items.flatMap(({ recommendation, phrases }) => {
    const id = recommendations.get(recommendation);
    return id === undefined ? [] : [{ id, phrases }];
  });
  const changed = await transaction.query<{ id: string }>(
    `insert into recommendation_cues as known (recommendation_id, phrases)
     select id, phrases from jsonb_to_recordset($1::jsonb) as item(id uuid, phrases text[])
     on conflict (recommendation_id) do update set phrases = excluded.phrases
     where not known.edited and known.phrases <> excluded.phrases
     returning recommendation_id as id`,
    [JSON.stringify(rows)],
  );
  for (const { id } of changed)
    await transaction.record(by, { kind: 'CuesLoaded', subjectType: 'Recommendation', subjectId: id });
}
