import type { Queryable } from '#libs/retrieval';
import { DEFAULT_THRESHOLDS, type Thresholds } from '../engine/chosen.js';
import { learnThreshold } from '../engine/learn-threshold.js';
import type { SuggestionKind } from '../engine/target.js';

// What was decided long ago says little of what is suggested today.
const LATEST = 500;

/** From which confidence each kind is suggested, learnt from the latest decisions of analysts. */
export async function readThresholds(database: Queryable): Promise<Thresholds> {
  const rows = await database.query<{ kind: SuggestionKind; confidence: number; right: boolean }>(
    // What was corrected pointed to something else: it was not right.
    `select kind, confidence, state = 'ACCEPTED' as right
     from (select *, row_number() over (partition by kind order by decided_at desc) as place from suggestion where state <> 'OPEN') decided
     where place <= $1`,
    [LATEST],
  );
  const thresholds = { ...DEFAULT_THRESHOLDS };
  for (const kind of Object.keys(thresholds) as SuggestionKind[])
    thresholds[kind] = learnThreshold(
      rows.filter((row) => row.kind === kind),
      thresholds[kind],
    );
  return thresholds;
}
