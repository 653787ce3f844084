import { v7 } from 'uuid';
import { SYSTEM } from '#libs/identity';
import { type Database, givingWay, type Transaction } from '#libs/platform';
import { suggested, type Thresholds } from '../engine/chosen.js';
import { quoteOf } from '../engine/quote.js';
import type { Paper, Ranking } from '../engine/suggester.js';

/** The text of a contribution that suggestions are made for. */
export interface SuggestedText {
  contributionId: string;
  revisionId: string;
  title: string;
  language: string;
  /** How often its passages have changed, in digits. */
  changes: string;
}

/** What it says now, as it is ranked. */
export async function readPaper(database: Database, { revisionId, title, language }: SuggestedText): Promise<Paper> {
  const passages = await database.query<Paper['passages'][number]>(
    `select id, heading, text from passage where revision_id = $1 and current order by part, position`,
    [revisionId],
  );
  return { title, language, passages };
}

/** Replaces what is open by what is sure enough. The caller has locked the contribution, and writes the run. */
export async function replaceSuggestions(
  transaction: Transaction,
  { contributionId, revisionId }: SuggestedText,
  { paper, ranking, thresholds }: { paper: Paper; ranking: Ranking; thresholds: Thresholds | undefined },
): Promise<void> {
  const giveWay = givingWay();
  const rows: object[] = [];
  for (const { target, confidence, method, signs } of suggested(ranking.ranked, thresholds)) {
    const quote = await quoteOf(paper, ranking, signs, giveWay);
    rows.push({ id: v7(), kind: target.kind, targetId: target.id, confidence, method, ...quote });
  }
  await transaction.query(
    `delete from suggestion where contribution_id = $1 and state = 'OPEN'
       and not exists (select from jsonb_to_recordset($2::jsonb) as item(kind text, "targetId" uuid)
         where item.kind = suggestion.kind and item."targetId" = suggestion.target_id)`,
    [contributionId, JSON.stringify(rows)],
  );
  await transaction.query(
    `insert into suggestion (id, contribution_id, revision_id, kind, target_id, confidence, method, passage_id, start_offset, end_offset, state)
     select id, $1, $2, kind, "targetId", confidence, method, "passageId", start, "end", 'OPEN'
     from jsonb_to_recordset($3::jsonb) as item(id uuid, kind text, "targetId" uuid, confidence float8, method text[],
       "passageId" uuid, start int, "end" int)
     on conflict (contribution_id, kind, target_id) do update
       set revision_id = excluded.revision_id, confidence = excluded.confidence, method = excluded.method,
         passage_id = excluded.passage_id, start_offset = excluded.start_offset, end_offset = excluded.end_offset
       where suggestion.state = 'OPEN'`,
    [contributionId, revisionId, JSON.stringify(rows)],
  );
  await transaction.record(SYSTEM, {
    kind: 'SuggestionsMade',
    subjectType: 'Contribution',
    subjectId: contributionId,
    payload: { revisionId, suggestions: rows.length },
  });
}

/** Whoever revises or withdraws a contribution waits from here on, or has done so: then false, and what was read is not what it says. */
export async function holdText(
  transaction: Transaction,
  { contributionId, revisionId }: SuggestedText,
): Promise<boolean> {
  const [same] = await transaction.query(
    `select 1 from contribution where id = $1 and current_revision_id = $2 and status not in ('DRAFT', 'WITHDRAWN') for no key update`,
    [contributionId, revisionId],
  );
  return same !== undefined;
}
