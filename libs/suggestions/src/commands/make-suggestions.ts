import { type Database, isDatabaseAway } from '#libs/platform';
import { Suggester } from '../engine/suggester.js';
import { readThresholds } from '../queries/thresholds.js';
import { holdText, readPaper, replaceSuggestions, type SuggestedText } from './suggestion-store.js';

/**
 * The worker's part: makes suggestions for every submitted text by words alone, again when the text or what may be suggested has changed.
 * Decisions stay. It may die at any line, and any number may run: what is due is told by the tables alone.
 */
export class MakeSuggestions {
  private readonly suggester: Suggester;

  constructor(
    private readonly database: Database,
    suggester?: Suggester,
  ) {
    this.suggester = suggester ?? new Suggester(database);
  }

  /** Takes at most `limit` contributions; answers how many, 0 when nothing is due. */
  async runOnce(limit = 10): Promise<number> {
    const taxonomy = await this.suggester.currentTaxonomy();
    const due = await this.database.query<SuggestedText>(
      `select c.id as "contributionId", r.id as "revisionId", r.title, r.language, coalesce(said.changes, 0)::text as changes
       from contribution c
       join revision r on r.id = c.current_revision_id
       left join suggestion_text said on said.contribution_id = c.id
       left join suggestion_run run on run.contribution_id = c.id
       where c.status not in ('DRAFT', 'WITHDRAWN') and r.frozen_at is not null
         and (run.contribution_id is null or run.revision_id <> r.id or run.taxonomy <> $1
           or run.changes <> coalesce(said.changes, 0))
       order by c.sort_at desc, c.id limit $2`,
      [taxonomy, limit],
    );
    if (due.length === 0) await this.suggester.warm();
    const thresholds = due.length > 0 ? await readThresholds(this.database) : undefined;
    for (const item of due) {
      const run = [item.contributionId, item.revisionId, taxonomy];
      try {
        const paper = await readPaper(this.database, item);
        const ranking = await this.suggester.rank(paper);
        await this.database.transaction(async (transaction) => {
          if (!(await holdText(transaction, item))) return;
          await replaceSuggestions(transaction, item, { paper, ranking, thresholds });
          await transaction.query(RUN, [...run, null, item.changes, this.suggester.refines]);
        });
      } catch (error) {
        if (isDatabaseAway(error)) throw error;
        // The reason stays beside it, and others go on.
        await this.database.query(RUN, [...run, (error as Error).message, item.changes, false]);
      }
    }
    return due.length;
  }
}

const RUN = `insert into suggestion_run (contribution_id, revision_id, taxonomy, failure, changes, refine_after)
  values ($1, $2, $3, $4, $5, case when $6::boolean then now() end)
  on conflict (contribution_id) do update
    set revision_id = excluded.revision_id, taxonomy = excluded.taxonomy, failure = excluded.failure, changes = excluded.changes,
      refine_after = excluded.refine_after`;
