import { Inject, Injectable } from '@nestjs/common';
import { Recommendations } from '#libs/catalogue';
import {
  ContributionAction,
  type ContributionStatus,
  readableContributions,
  refuseState,
  transitionFor,
} from '#libs/contributions';
import { Passages, type QuotePlace } from '#libs/documents';
import { type Actor, isAnalyst } from '#libs/identity';
import { Database, ErrorCode, globalId, refuse, type Transaction } from '#libs/platform';
import { type LinkState, linkLimits, Stance, Strength } from '../policies/link.js';
import { LINK_TABLES, SUSPECT } from '../policies/reading-gate.js';
import { type EvidenceInput, locateEvidence, type NewClaim, openClaim } from './claim-store.js';

/** More of what speaks for a link, by its ends. */
export interface MoreEvidence {
  /** UUID. */
  contributionId: string;
  /** Code. */
  recommendation: string;
  /** What the link is taken to say; what is left open, or at its plainest, agrees with whatever it says. */
  stance?: Stance | null;
  strength?: Strength | null;
  evidence: EvidenceInput[];
}

interface HeldLink extends NewClaim {
  claimId: string;
  state: LinkState;
  suspect: boolean;
  status: ContributionStatus;
  pendingStatus: ContributionStatus | null;
  submitterId: string | null;
}

/**
 * Adds evidence to a link that is proposed or confirmed: the next claim, which says what the one before said and was decided as it was,
 * with the new passages behind its own. Nothing else of a link changes in passing.
 */
@Injectable()
export class AddEvidence {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Recommendations) private readonly recommendations: Recommendations,
    @Inject(Passages) private readonly passages: Passages,
  ) {}

  /**
   * Returns the link's UUID; undefined where the two have no such link that the actor may read. Refuses NOT_ALLOWED (analysts only),
   * WRONG_STATE (of the contribution, or suspect), DUPLICATE (it says another stance or strength), LIMIT_REACHED, INVALID (quote).
   */
  execute(actor: Actor, input: MoreEvidence, joined?: Transaction): Promise<string | undefined> {
    return this.database.transaction(async (transaction) => {
      const recommendation = await this.recommendations.byCode(input.recommendation);
      const link = recommendation && (await this.hold(transaction, actor, input.contributionId, recommendation.id));
      if (!link) return undefined;
      if (!isAnalyst(actor)) throw refuse(ErrorCode.NOT_ALLOWED, 'Only analysts add evidence to a link.');
      if ('refused' in transitionFor(actor, ContributionAction.LINK, link))
        throw refuseState(ContributionAction.LINK, link);
      refuseOther(input, link);
      const known = await this.evidenceOf(transaction, link.claimId);
      const found = await locateEvidence(transaction, this.passages, input.contributionId, input.evidence);
      const added = found.filter((place) => !known.some((one) => holds(one, place)));
      if (added.length === 0) return link.linkId;
      if (known.length + added.length > linkLimits.evidence)
        throw refuse(
          ErrorCode.LIMIT_REACHED,
          `${named(input, link)}, and has ${known.length} pieces of evidence; at most ${linkLimits.evidence} are kept.`,
          ['recommendation'],
        );
      const {
        claimId: _claim,
        suspect: _suspect,
        status: _status,
        pendingStatus: _pending,
        submitterId: _by,
        ...claim
      } = link;
      await openClaim(transaction, { ...claim, number: claim.number + 1 }, [...known, ...added]);
      await transaction.record(actor, {
        kind: 'LinkRevised',
        subjectType: 'RecommendationLink',
        subjectId: link.linkId,
        subjectVersion: claim.number + 1,
        payload: { contributionId: input.contributionId },
      });
      return link.linkId;
    }, joined);
  }

  /** The contribution before the link, as those lock who make links and decide on them; and both before anything is read of them. */
  private async hold(
    transaction: Transaction,
    actor: Actor,
    contributionId: string,
    recommendationId: string,
  ): Promise<HeldLink | undefined> {
    await transaction.query('select id from contribution where id = $1 for share', [contributionId]);
    const parameters: unknown[] = [contributionId, recommendationId];
    await transaction.query(
      'select id from recommendation_link where contribution_id = $1 and recommendation_id = $2 for update',
      parameters,
    );
    const [link] = await transaction.query<HeldLink>(
      `select l.id as "linkId", k.id as "claimId", k.number, k.state, k.stance, k.strength, k.rationale,
         k.revision_number as "revisionNumber", k.text_version as "textVersion", k.recommendation_version as "recommendationVersion",
         k.made_by as "madeBy", k.decided_by as "decidedBy", k.decided_at as "decidedAt", k.decision_reason as "decisionReason",
         ${SUSPECT} as suspect, c.status, c.pending_status as "pendingStatus", c.submitter_id as "submitterId"
       from ${LINK_TABLES}
       where l.contribution_id = $1 and l.recommendation_id = $2 and k.state in ('PROPOSED', 'CONFIRMED')
         and ${readableContributions(actor, parameters, 'c')}`,
      parameters,
    );
    return link;
  }

  private evidenceOf(transaction: Transaction, claimId: string): Promise<QuotePlace[]> {
    return transaction.query(
      `select passage_id as "passageId", start_offset as start, end_offset as "end", quote from evidence where claim_id = $1 order by position`,
      [claimId],
    );
  }
}

/** A link that says something else, or must be looked at first, is left as it is; the sentence says which it is and what to do. */
function refuseOther(input: MoreEvidence, link: HeldLink): void {
  if (link.suspect)
    throw refuse(
      ErrorCode.WRONG_STATE,
      `${named(input, link)}, and that link is suspect. Decide on it first, then on this.`,
      ['recommendation'],
    );
  const { stance, strength } = input;
  if (stance && stance !== Stance.UNSTATED && stance !== link.stance)
    throw refuse(
      ErrorCode.DUPLICATE,
      `${named(input, link)}, as ${link.stance}. Say ${link.stance} or UNSTATED to add this passage to it; if it should say ${stance}, reject it and link the two anew.`,
      ['stance'],
    );
  if (strength && strength !== Strength.ADDRESSES && strength !== link.strength)
    throw refuse(
      ErrorCode.DUPLICATE,
      `${named(input, link)}, as ${link.strength}. Say ${link.strength} or ADDRESSES to add this passage to it; if it should say ${strength}, reject it and link the two anew.`,
      ['strength'],
    );
}

function named({ recommendation }: MoreEvidence, { linkId, state }: HeldLink): string {
  const id = globalId('RecommendationLink', linkId);
  return `This contribution is linked to ${recommendation.toUpperCase()} already (${state.toLowerCase()}, ${id})`;
}

function holds(one: QuotePlace, other: QuotePlace): boolean {
  return one.passageId === other.passageId && one.start <= other.start && one.end >= other.end;
}
