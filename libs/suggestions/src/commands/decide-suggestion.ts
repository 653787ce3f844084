import { Inject, Injectable } from '@nestjs/common';
import { ReviseContribution, readableContributions } from '#libs/contributions';
import { type Actor, isAnalyst } from '#libs/identity';
import { AddEvidence, LinkRecommendation, Stance, Strength } from '#libs/links';
import { Database, ErrorCode, Refusal, refuse, type Transaction } from '#libs/platform';
import { SuggestionKind } from '../engine/target.js';
import { SuggestionState } from '../policies/suggestion-state.js';
import { SUGGESTION_TARGETS } from '../queries/suggestions.js';

/** What an analyst makes of a suggestion; stance, strength and rationale are the link's, for recommendations. */
export interface Acceptance {
  /** UUID. */
  id: string;
  stance?: Stance | null;
  strength?: Strength | null;
  rationale?: string | null;
}

/** The right target in place of the suggested one. */
export interface Correction extends Acceptance {
  code: string;
  reason?: string | null;
}

interface SuggestionRow extends Omit<OpenSuggestion, 'quote' | 'prefix' | 'suffix'> {
  state: SuggestionState;
  text: string | null;
  start: number | null;
  end: number | null;
}

interface OpenSuggestion {
  id: string;
  kind: SuggestionKind;
  code: string;
  contributionId: string;
  contributionVersion: number;
  revisionId: string;
  passageId: string | null;
  quote: string | null;
  prefix: string | null;
  suffix: string | null;
}

const CONTEXT = 60;

/** An analyst's decisions on suggestions: what is accepted becomes a link or a tag by the same code as any other. */
@Injectable()
export class DecideSuggestion {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LinkRecommendation) private readonly link: LinkRecommendation,
    @Inject(AddEvidence) private readonly more: AddEvidence,
    @Inject(ReviseContribution) private readonly revise: ReviseContribution,
  ) {}

  /** Refuses NOT_FOUND, NOT_ALLOWED, WRONG_STATE (decided already), and what linking and tagging refuse. */
  accept(actor: Actor, acceptance: Acceptance): Promise<void> {
    return this.database.transaction(async (transaction) => {
      const suggestion = await this.open(transaction, actor, acceptance.id);
      await this.apply(transaction, actor, suggestion, suggestion.code, acceptance);
      await this.decide(transaction, actor, suggestion, SuggestionState.ACCEPTED, null);
    });
  }

  /**
   * Where the two are linked already, the passage is added to that link, whose UUID is returned; nothing else of it changes. Refuses as
   * accepting does, INVALID when the code is the suggested one, and DUPLICATE when that link says another stance or strength.
   */
  correct(actor: Actor, correction: Correction): Promise<string | undefined> {
    return this.database.transaction(async (transaction) => {
      const suggestion = await this.open(transaction, actor, correction.id);
      if (correction.code.toUpperCase() === suggestion.code)
        throw refuse(ErrorCode.INVALID, 'This is what was suggested; accept it instead.', ['code']);
      const linked = await this.add(transaction, actor, suggestion, correction).catch(atCode);
      if (!linked) await this.apply(transaction, actor, suggestion, correction.code, correction).catch(atCode);
      // What was to be said of the link is not said of one that says it in other words; so it stands here.
      const said = correction.reason?.trim() || (linked && correction.rationale?.trim());
      const reason = said || `${correction.code.toUpperCase()} instead`;
      await this.decide(transaction, actor, suggestion, SuggestionState.CORRECTED, reason);
      return linked;
    });
  }

  /** Refuses NOT_FOUND, NOT_ALLOWED, WRONG_STATE, INVALID (no reason). */
  reject(actor: Actor, input: { id: string; reason: string }): Promise<void> {
    return this.database.transaction(async (transaction) => {
      const suggestion = await this.open(transaction, actor, input.id);
      const reason = input.reason.trim();
      if (!reason) throw refuse(ErrorCode.INVALID, 'Rejecting needs a reason.', ['reason']);
      await this.decide(transaction, actor, suggestion, SuggestionState.REJECTED, reason);
    });
  }

  /** Takes a rejection back: the suggestion is open again. Refuses NOT_FOUND, NOT_ALLOWED, WRONG_STATE (what was accepted is a link or a tag by now). */
  reopen(actor: Actor, id: string): Promise<void> {
    return this.database.transaction(async (transaction) => {
      const suggestion = await this.hold(transaction, actor, id);
      if (suggestion.state === SuggestionState.OPEN)
        throw refuse(ErrorCode.WRONG_STATE, 'This suggestion is open already.');
      if (suggestion.state !== SuggestionState.REJECTED)
        throw refuse(
          ErrorCode.WRONG_STATE,
          'What was accepted is a link or a tag by now: decide on that link, or change the tags.',
        );
      await transaction.query(
        `update suggestion set state = 'OPEN', reason = null, decided_by = null, decided_at = null where id = $1`,
        [id],
      );
      await transaction.record(actor, {
        kind: FACTS.OPEN,
        subjectType: 'Suggestion',
        subjectId: id,
        payload: { contributionId: suggestion.contributionId },
      });
    });
  }

  private async open(transaction: Transaction, actor: Actor, id: string): Promise<OpenSuggestion> {
    const row = await this.hold(transaction, actor, id);
    if (row.state !== SuggestionState.OPEN)
      throw refuse(ErrorCode.WRONG_STATE, `This suggestion is ${row.state.toLowerCase()} already.`);
    return withQuote(row);
  }

  private async hold(transaction: Transaction, actor: Actor, id: string): Promise<SuggestionRow> {
    const parameters: unknown[] = [id];
    // The contribution before the suggestion, as the worker locks them.
    await transaction.query(
      'select c.id from contribution c where c.id = (select contribution_id from suggestion where id = $1) for no key update of c',
      [id],
    );
    await transaction.query('select id from suggestion where id = $1 for update', [id]);
    const [row] = await transaction.query<SuggestionRow>(
      `select s.id, s.kind, s.state, target.code, c.id as "contributionId", c.version as "contributionVersion",
         c.current_revision_id as "revisionId", p.id as "passageId",
         p.text, s.start_offset as start, s.end_offset as "end"
       from suggestion s
       join contribution c on c.id = s.contribution_id and c.status <> 'WITHDRAWN'
       join ${SUGGESTION_TARGETS} target on target.kind = s.kind and target.id = s.target_id
       left join passage p on p.id = s.passage_id and p.current
       where s.id = $1 and ${readableContributions(actor, parameters, 'c')}`,
      parameters,
    );
    if (!row) throw refuse(ErrorCode.NOT_FOUND, 'There is no such suggestion.', ['id']);
    if (!isAnalyst(actor)) throw refuse(ErrorCode.NOT_ALLOWED, 'Only analysts decide on suggestions.');
    return row;
  }

  /** Adds its passage to a link that is there. */
  private async add(
    transaction: Transaction,
    actor: Actor,
    suggestion: OpenSuggestion,
    { code, stance, strength }: Correction,
  ): Promise<string | undefined> {
    if (suggestion.kind !== SuggestionKind.RECOMMENDATION) return undefined;
    const { contributionId } = suggestion;
    const more = { contributionId, recommendation: code, stance, strength, evidence: evidenceOf(suggestion) };
    return this.more.execute(actor, more, transaction);
  }

  private async apply(
    transaction: Transaction,
    actor: Actor,
    suggestion: OpenSuggestion,
    code: string,
    { stance, strength, rationale }: Acceptance,
  ): Promise<void> {
    const { contributionId } = suggestion;
    if (suggestion.kind === SuggestionKind.RECOMMENDATION) {
      await this.link.execute(
        actor,
        {
          contributionId,
          recommendation: code,
          stance: stance ?? Stance.UNSTATED,
          strength: strength ?? Strength.ADDRESSES,
          rationale: rationale?.trim() || 'Suggested by its words, and found right.',
          evidence: evidenceOf(suggestion),
        },
        transaction,
      );
      return;
    }
    const [relation, table, field] =
      suggestion.kind === SuggestionKind.THEME
        ? (['theme', 'theme', 'themes'] as const)
        : (['system', 'information_system', 'systems'] as const);
    const known = await transaction.query<{ code: string }>(
      `select named.code from revision_${relation} said join ${table} named on named.id = said.${relation}_id
       where said.revision_id = $1 order by said.position`,
      [suggestion.revisionId],
    );
    const codes = known.map((row) => row.code);
    if (codes.includes(code.toUpperCase())) return;
    const change = { id: contributionId, version: suggestion.contributionVersion, note: 'Suggested tag accepted' };
    await this.revise.execute(actor, change, { [field]: [...codes, code] }, transaction);
  }

  private async decide(
    transaction: Transaction,
    actor: Actor,
    suggestion: OpenSuggestion,
    state: SuggestionState,
    reason: string | null,
  ): Promise<void> {
    await transaction.query(
      'update suggestion set state = $2, reason = $3, decided_by = $4, decided_at = now() where id = $1',
      [suggestion.id, state, reason, actor.accountId],
    );
    await transaction.record(actor, {
      kind: FACTS[state],
      subjectType: 'Suggestion',
      subjectId: suggestion.id,
      payload: { contributionId: suggestion.contributionId },
    });
  }
}

const FACTS: Record<SuggestionState, string> = {
  OPEN: 'SuggestionOpened',
  ACCEPTED: 'SuggestionAccepted',
  CORRECTED: 'SuggestionCorrected',
  REJECTED: 'SuggestionRejected',
};

function evidenceOf({ passageId, quote, prefix, suffix }: OpenSuggestion) {
  return passageId && quote ? [{ passageId, quote, prefix, suffix }] : [];
}

/** Offsets count UTF-16 units, which is not how PostgreSQL counts: so the words are cut here. */
function withQuote(row: SuggestionRow): OpenSuggestion {
  const { text, start, end } = row;
  if (text === null || start === null || end === null) return { ...row, quote: null, prefix: null, suffix: null };
  return {
    ...row,
    quote: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - CONTEXT), start),
    suffix: text.slice(end, end + CONTEXT),
  };
}

/** What linking and tagging find wrong with a recommendation, theme or system is wrong with the code that was given for it. */
function atCode(error: unknown): never {
  if (!(error instanceof Refusal)) throw error;
  const ofTarget = ['recommendation', 'themes', 'systems'];
  throw new Refusal(
    error.faults.map((fault) => (ofTarget.includes(fault.path?.[0] ?? '') ? { ...fault, path: ['code'] } : fault)),
  );
}
