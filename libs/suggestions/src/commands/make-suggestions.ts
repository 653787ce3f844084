import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { SYSTEM } from '#libs/identity';
import { type Database, isDatabaseAway } from '#libs/platform';
import { suggested } from '../engine/chosen.js';
import { quoteOf } from '../engine/quote.js';
import type { Ranked } from '../engine/rank.js';
import { type Paper, type Ranking, Suggester } from '../engine/suggester.js';
import { readTargets } from '../queries/targets.js';
import { readThresholds } from '../queries/thresholds.js';

interface Due {
  contributionId: string;
  revisionId: string;
  title: string;
  language: string;
  /** How often its passages have changed, in digits. */
  changes: string;
}

const TAXONOMY_KEPT_MS = 10_000;

/**
 * The worker's part: makes suggestions for every submitted text, again when the text or what may be suggested has changed. Decisions
 * stay. It may die at any line, and any number may run: what is due is told by the tables alone.
 */
export class MakeSuggestions {
  private readonly suggester: Suggester;
  private taxonomy = { hash: '', until: 0 };

  constructor(
    private readonly database: Database,
    suggester?: Suggester,
  ) {
    this.suggester = suggester ?? new Suggester(database);
  }

  /** Takes at most `limit` contributions; answers how many, 0 when nothing is due. */
  async runOnce(limit = 10): Promise<number> {
    const taxonomy = await this.currentTaxonomy();
    const due = await this.database.query<Due>(
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
      try {
        const paper = await this.read(item);
        const ranking = await this.suggester.rank(paper);
        await this.write(item, taxonomy, paper, ranking, suggested(ranking.ranked, thresholds));
      } catch (error) {
        if (isDatabaseAway(error)) throw error;
        // The reason stays beside it, and others go on.
        await this.noteRun(item, taxonomy, (error as Error).message);
      }
    }
    return due.length;
  }

  private async read({ revisionId, title, language }: Due): Promise<Paper> {
    const passages = await this.database.query<Paper['passages'][number]>(
      `select id, heading, text from passage where revision_id = $1 and current order by part, position`,
      [revisionId],
    );
    return { title, language, passages };
  }

  private async write(
    { contributionId, revisionId, changes }: Due,
    taxonomy: string,
    paper: Paper,
    ranking: Ranking,
    chosen: readonly Ranked[],
  ): Promise<void> {
    const rows = chosen.map(({ target, confidence, method, signs }) => {
      const quote = quoteOf(paper, ranking, signs);
      return { id: v7(), kind: target.kind, targetId: target.id, confidence, method, ...quote };
    });
    await this.database.transaction(async (transaction) => {
      // Whoever revises or withdraws it waits, or has done so: then what was read is not what it says, and it is due again.
      const [same] = await transaction.query(
        `select 1 from contribution where id = $1 and current_revision_id = $2 and status not in ('DRAFT', 'WITHDRAWN') for no key update`,
        [contributionId, revisionId],
      );
      if (!same) return;
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
      await transaction.query(RUN, [contributionId, revisionId, taxonomy, null, changes]);
      await transaction.record(SYSTEM, {
        kind: 'SuggestionsMade',
        subjectType: 'Contribution',
        subjectId: contributionId,
        payload: { revisionId, suggestions: rows.length },
      });
    });
  }

  private async noteRun(
    { contributionId, revisionId, changes }: Due,
    taxonomy: string,
    failure: string,
  ): Promise<void> {
    await this.database.query(RUN, [contributionId, revisionId, taxonomy, failure, changes]);
  }

  private async currentTaxonomy(): Promise<string> {
    if (this.taxonomy.until < Date.now()) {
      const targets = await readTargets(this.database);
      const hash = createHash('sha256').update(JSON.stringify(targets)).digest('hex');
      if (hash !== this.taxonomy.hash) this.suggester.forget();
      this.taxonomy = { hash, until: Date.now() + TAXONOMY_KEPT_MS };
    }
    return this.taxonomy.hash;
  }
}

const RUN = `insert into suggestion_run (contribution_id, revision_id, taxonomy, failure, changes) values ($1, $2, $3, $4, $5)
  on conflict (contribution_id) do update
    set revision_id = excluded.revision_id, taxonomy = excluded.taxonomy, failure = excluded.failure, changes = excluded.changes`;
