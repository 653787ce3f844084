import { Inject, Injectable } from '@nestjs/common';
import { Passages } from '#libs/documents';
import type { Actor } from '#libs/identity';
import { Database, ErrorCode, refuse, type Transaction, tidyText } from '#libs/platform';
import { LinkState, type Stance, type Strength } from '../policies/link.js';
import { type EvidenceInput, locateEvidence, openClaim } from './claim-store.js';
import { openOwnProposal } from './own-proposal.js';

/** The claim anew, whole. */
export interface LinkRevision {
  /** UUID of the link. */
  id: string;
  stance: Stance;
  strength: Strength;
  rationale: string;
  evidence: EvidenceInput[];
}

/** Says a proposed link anew, on the text as it is now: the next claim, which waits for a decision like the one before. */
@Injectable()
export class ReviseLink {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Passages) private readonly passages: Passages,
  ) {}

  /** Refuses like openOwnProposal, and INVALID (rationale, quote). */
  execute(actor: Actor, input: LinkRevision, joined?: Transaction): Promise<void> {
    return this.database.transaction(async (transaction) => {
      const link = await openOwnProposal(transaction, actor, input.id);
      const rationale = tidyText(input.rationale);
      if (rationale === '')
        throw refuse(ErrorCode.INVALID, 'Say in a sentence why the contribution speaks to the recommendation.', [
          'rationale',
        ]);
      const places = await locateEvidence(transaction, this.passages, link.contributionId, input.evidence);
      await openClaim(
        transaction,
        {
          linkId: input.id,
          number: link.number + 1,
          revisionNumber: link.revisionNumber,
          textVersion: link.textVersion,
          recommendationVersion: link.recommendationVersion,
          stance: input.stance,
          strength: input.strength,
          rationale,
          state: LinkState.PROPOSED,
          madeBy: actor.accountId,
          decidedBy: null,
          decidedAt: null,
          decisionReason: null,
        },
        places,
      );
      await transaction.record(actor, {
        kind: 'LinkRevised',
        subjectType: 'RecommendationLink',
        subjectId: input.id,
        subjectVersion: link.number + 1,
        payload: { contributionId: link.contributionId },
      });
    }, joined);
  }
}
