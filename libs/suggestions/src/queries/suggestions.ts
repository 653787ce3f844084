import { Inject, Injectable } from '@nestjs/common';
import { readableContributions } from '#libs/contributions';
import { type Actor, isAnalyst } from '#libs/identity';
import { Database, groupedByKey } from '#libs/platform';
import type { SuggestionKind } from '../engine/target.js';
import { SuggestionState } from '../policies/suggestion-state.js';

export interface SuggestionRow {
  id: string;
  contributionId: string;
  kind: SuggestionKind;
  targetId: string;
  confidence: number;
  method: string[];
  passageId: string | null;
  start: number | null;
  end: number | null;
  state: SuggestionState;
  reason: string | null;
  decidedBy: string | null;
  decidedAt: Date | null;
}

/** What suggestions point to, with their codes. */
export const SUGGESTION_TARGETS = `(
  select 'RECOMMENDATION' as kind, id, code from recommendation
  union all select 'THEME', id, code from theme
  union all select 'SYSTEM', id, code from information_system
)`;

/**
 * What is still open and already there by other hands: linked (whatever was decided on the link) or tagged. It is no question
 * any more. Over `s`, and `c` for the contribution.
 */
const SETTLED = `(s.state = 'OPEN' and (
  (s.kind = 'RECOMMENDATION' and exists (select from recommendation_link l where l.contribution_id = c.id and l.recommendation_id = s.target_id))
  or (s.kind = 'THEME' and exists (select from revision_theme t where t.revision_id = c.current_revision_id and t.theme_id = s.target_id))
  or (s.kind = 'SYSTEM' and exists (select from revision_system t where t.revision_id = c.current_revision_id and t.system_id = s.target_id))))`;

/** Reads suggestions: for analysts and the submitter, of contributions that they may read. */
@Injectable()
export class Suggestions {
  constructor(@Inject(Database) private readonly database: Database) {}

  ofContributions(actor: Actor, contributionIds: readonly string[]): Promise<SuggestionRow[]> {
    return this.read(actor, 's.contribution_id = any($1::uuid[])', contributionIds);
  }

  byIds(actor: Actor, ids: readonly string[]): Promise<SuggestionRow[]> {
    return this.read(actor, 's.id = any($1::uuid[])', ids);
  }

  /** How many are open, of each contribution. */
  async openCounts(actor: Actor, contributionIds: readonly string[]): Promise<number[]> {
    const rows = await this.ofContributions(actor, contributionIds);
    const grouped = groupedByKey(contributionIds, rows, (row) => row.contributionId);
    return grouped.map((list) => list.filter((row) => row.state === SuggestionState.OPEN).length);
  }

  private async read(actor: Actor, which: string, ids: readonly string[]): Promise<SuggestionRow[]> {
    if (actor.accountId === null) return [];
    const parameters: unknown[] = [ids];
    const gate = readableContributions(actor, parameters, 'c');
    let own = 'true';
    if (!isAnalyst(actor)) {
      parameters.push(actor.accountId);
      own = `c.submitter_id = $${parameters.length}::uuid`;
    }
    return this.database.query<SuggestionRow>(
      `select s.id, s.contribution_id as "contributionId", s.kind, s.target_id as "targetId", s.confidence, s.method,
         s.passage_id as "passageId", s.start_offset as start, s.end_offset as "end", s.state, s.reason,
         s.decided_by as "decidedBy", s.decided_at as "decidedAt"
       from suggestion s join contribution c on c.id = s.contribution_id
       where ${which} and c.status <> 'WITHDRAWN' and ${gate} and ${own} and not ${SETTLED}
       order by s.kind, s.confidence desc, s.id`,
      parameters,
    );
  }
}
