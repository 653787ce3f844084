import { type Database, isDatabaseAway, type Transaction } from '#libs/platform';
import type { Suggester } from '../engine/suggester.js';
import { readThresholds } from '../queries/thresholds.js';
import { holdText, readPaper, replaceSuggestions, type SuggestedText } from './suggestion-store.js';

interface Refinable extends SuggestedText {
  taxonomy: string;
}

/** A paper that failed makes room for others for so long. */
const REST = '10 minutes';

/**
 * The worker's other part, where an endpoint for embeddings is configured: orders suggestions that were made by words anew by meaning too.
 * Nothing waits for it. While the endpoint is away papers keep their turn; what was not refined is tried again.
 */
export class RefineSuggestions {
  constructor(
    private readonly database: Database,
    private readonly suggester: Suggester,
  ) {}

  /** Takes at most `limit` contributions; answers how many were refined, 0 when none is due or the endpoint cannot now. */
  async runOnce(limit = 10, ending?: AbortSignal): Promise<number> {
    if (!this.suggester.refines) return 0;
    // Another worker may know of a new taxonomy already: what it made is not refined by the old one.
    const taxonomy = await this.suggester.currentTaxonomy();
    const due = await this.database.query<Refinable>(
      `select c.id as "contributionId", r.id as "revisionId", r.title, r.language, run.changes::text as changes, run.taxonomy
       from suggestion_run run
       join contribution c on c.id = run.contribution_id
       join revision r on r.id = c.current_revision_id and r.id = run.revision_id
       where run.refine_after <= now() and run.taxonomy = $1 and c.status not in ('DRAFT', 'WITHDRAWN')
       order by c.sort_at desc, c.id limit $2`,
      [taxonomy, limit],
    );
    const thresholds = due.length > 0 ? await readThresholds(this.database) : undefined;
    let refined = 0;
    for (const item of due) {
      if (ending?.aborted || this.suggester.rests) break;
      try {
        const paper = await readPaper(this.database, item);
        const ranking = await this.suggester.refine(await this.suggester.rank(paper), ending);
        if (ending?.aborted) break;
        if (!ranking) {
          await this.putOff(item);
          continue;
        }
        const isWritten = await this.database.transaction(async (transaction) => {
          if (!(await holdText(transaction, item)) || !(await isStillDue(transaction, item))) return false;
          await replaceSuggestions(transaction, item, { paper, ranking, thresholds });
          await transaction.query('update suggestion_run set refine_after = null where contribution_id = $1', [
            item.contributionId,
          ]);
          return true;
        });
        if (isWritten) refined++;
      } catch (error) {
        if (isDatabaseAway(error)) throw error;
        await this.putOff(item);
        throw error;
      }
    }
    return refined;
  }

  private async putOff(item: Refinable): Promise<void> {
    await this.database.query(
      `update suggestion_run set refine_after = now() + $5::interval where ${SAME} and refine_after is not null`,
      [...runOf(item), REST],
    );
  }
}

const SAME = 'contribution_id = $1 and revision_id = $2 and taxonomy = $3 and changes = $4';
const runOf = (item: Refinable) => [item.contributionId, item.revisionId, item.taxonomy, item.changes];

/** Whether nobody has made or refined them since. */
async function isStillDue(transaction: Transaction, item: Refinable): Promise<boolean> {
  const rows = await transaction.query(
    `select 1 from suggestion_run where ${SAME} and refine_after is not null`,
    runOf(item),
  );
  return rows.length > 0;
}
