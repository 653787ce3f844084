import { Inject, Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Recommendations } from '#libs/catalogue';
import {
  ContributionAction,
  type ContributionStatus,
  partiesOf,
  readableContributions,
  refuseState,
  transitionFor,
} from '#libs/contributions';
import { Passages } from '#libs/documents';
import type { Actor } from '#libs/identity';
import { Database, ErrorCode, refuse, type Transaction, tidyText } from '#libs/platform';
import { RecommendationLink } from '../entities/recommendation-link.entity.js';
import { LinkOrigin, LinkState, type Stance, type Strength } from '../policies/link.js';
import { tellLost } from './anchor-evidence.js';
import { type EvidenceInput, locateEvidence, openClaim } from './claim-store.js';
import { type AwaitedQuote, awaitEvidence, settleAwaited } from './settle-awaited.js';

/** A claim that a contribution speaks to a recommendation. */
export interface LinkInput {
  /** UUID. */
  contributionId: string;
  /** Code. */
  recommendation: string;
  stance: Stance;
  strength: Strength;
  rationale: string;
  evidence: EvidenceInput[];
  /** Quotes of files that may not be read yet; they become evidence then. */
  awaited?: AwaitedQuote[];
  /** Of an import: IMPORTED, with the reason that stands for a decision when it is confirmed at once. */
  imported?: { confirmedBecause: string | null };
}

interface Ends {
  status: ContributionStatus;
  submitterId: string | null;
  pendingStatus: ContributionStatus | null;
  revisionNumber: number;
  textVersion: number;
}

/**
 * Links a contribution to a recommendation. An author's claim is PROPOSED until an analyst decides; an analyst's is CONFIRMED
 * when it has evidence, and PROPOSED when it has none, since confirming without evidence needs a reason (decideLink).
 */
@Injectable()
export class LinkRecommendation {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Recommendations) private readonly recommendations: Recommendations,
    @Inject(Passages) private readonly passages: Passages,
  ) {}

  /**
   * Returns the link's UUID. Refuses NOT_FOUND (contribution, recommendation, passage), NOT_ALLOWED, WRONG_STATE, DUPLICATE
   * (the pair is linked already, unless that link was rejected and an analyst links anew), INVALID (rationale, quote).
   */
  execute(actor: Actor, input: LinkInput, joined?: Transaction): Promise<string> {
    return this.database.transaction(async (transaction) => {
      const ends = await this.openEnds(transaction, actor, input.contributionId);
      const rationale = tidyText(input.rationale);
      if (rationale === '')
        throw refuse(ErrorCode.INVALID, 'Say in a sentence why the contribution speaks to the recommendation.', [
          'rationale',
        ]);
      const recommendation = await this.recommendations.byCode(input.recommendation);
      if (!recommendation) {
        throw refuse(ErrorCode.NOT_FOUND, `There is no recommendation “${input.recommendation.slice(0, 60)}”.`, [
          'recommendation',
        ]);
      }
      const byAnalyst = partiesOf(actor, ends).has('ANALYST');
      const evidence = await locateEvidence(transaction, this.passages, input.contributionId, input.evidence);
      const { linkId, number } = await this.pair(transaction, input, recommendation.id, byAnalyst);
      const confirmed = input.imported ? input.imported.confirmedBecause !== null : byAnalyst && evidence.length > 0;
      const claimId = await openClaim(
        transaction,
        {
          linkId,
          number,
          revisionNumber: ends.revisionNumber,
          textVersion: ends.textVersion,
          recommendationVersion: recommendation.version,
          stance: input.stance,
          strength: input.strength,
          rationale,
          state: confirmed ? LinkState.CONFIRMED : LinkState.PROPOSED,
          madeBy: actor.accountId,
          decidedBy: confirmed ? actor.accountId : null,
          decidedAt: confirmed ? new Date() : null,
          decisionReason: input.imported?.confirmedBecause ?? null,
        },
        evidence,
      );
      if (input.awaited && input.awaited.length > 0) {
        await awaitEvidence(transaction, claimId, input.awaited);
        // Of a file that was read before, at once.
        await settleAwaited(transaction, input.contributionId);
        await tellLost(transaction, input.contributionId);
      }
      await transaction.record(actor, {
        kind: confirmed ? 'LinkConfirmed' : 'LinkProposed',
        subjectType: 'RecommendationLink',
        subjectId: linkId,
        subjectVersion: number,
        payload: { contributionId: input.contributionId, recommendationId: recommendation.id },
      });
      return linkId;
    }, joined);
  }

  /** The contribution, locked against a change of its text while the claim is made on it. */
  private async openEnds(transaction: Transaction, actor: Actor, contributionId: string): Promise<Ends> {
    const parameters: unknown[] = [contributionId];
    // First the lock, then the reading: a row that another has changed meanwhile would not meet what was joined to it before.
    await transaction.query(`select c.id from contribution c where c.id = $1 for share of c`, [contributionId]);
    const [ends] = await transaction.query<Ends>(
      `select c.status, c.submitter_id as "submitterId", c.pending_status as "pendingStatus",
         r.number as "revisionNumber", r.text_version as "textVersion"
       from contribution c join revision r on r.id = c.current_revision_id
       where c.id = $1 and ${readableContributions(actor, parameters, 'c')}`,
      parameters,
    );
    if (!ends) throw refuse(ErrorCode.NOT_FOUND, 'There is no such contribution.', ['contribution']);
    const answer = transitionFor(actor, ContributionAction.LINK, ends);
    if ('refused' in answer) {
      throw answer.refused === 'NOT_ALLOWED'
        ? refuse(ErrorCode.NOT_ALLOWED, 'Only its author and analysts link a contribution.')
        : refuseState(ContributionAction.LINK, ends);
    }
    return ends;
  }

  private async pair(
    transaction: Transaction,
    input: LinkInput,
    recommendationId: string,
    byAnalyst: boolean,
  ): Promise<{ linkId: string; number: number }> {
    const ends = [input.contributionId, recommendationId];
    await transaction.query(
      'select id from recommendation_link where contribution_id = $1 and recommendation_id = $2 for update',
      ends,
    );
    // A link that was taken back has claims, but none that is open: the state is null.
    const [known] = await transaction.query<{ id: string; state: LinkState | null; number: number }>(
      `select l.id, (array_agg(k.state) filter (where k.valid_to is null))[1] as state, max(k.number) as number
       from recommendation_link l join link_claim k on k.link_id = l.id
       where l.contribution_id = $1 and l.recommendation_id = $2 group by l.id`,
      ends,
    );
    if (known && known.state !== null && !(known.state === LinkState.REJECTED && byAnalyst)) {
      const state = known.state.toLowerCase();
      throw refuse(
        ErrorCode.DUPLICATE,
        `This contribution is linked to ${input.recommendation.toUpperCase()} already; that link is ${state}.`,
        ['recommendation'],
      );
    }
    if (known) return { linkId: known.id, number: known.number + 1 };
    const linkId = v7();
    await transaction.manager.insert(RecommendationLink, {
      id: linkId,
      contributionId: input.contributionId,
      recommendationId,
      origin: input.imported ? LinkOrigin.IMPORTED : byAnalyst ? LinkOrigin.ANALYST : LinkOrigin.AUTHOR,
    });
    return { linkId, number: 1 };
  }
}
