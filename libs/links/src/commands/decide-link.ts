import { Inject, Injectable } from '@nestjs/common';
import { anchorQuote, Passages, type QuotePlace } from '#libs/documents';
import { type Actor, isAnalyst } from '#libs/identity';
import { Database, ErrorCode, refuse, type Transaction } from '#libs/platform';
import { LinkDecision, LinkState, type Stance, type Strength } from '../policies/link.js';
import { LINK_TABLES, readableLinks, SUSPECT } from '../policies/reading-gate.js';
import { type EvidenceInput, locateEvidence, openClaim } from './claim-store.js';

interface DecidedLink {
  claimId: string;
  number: number;
  state: LinkState;
  contributionId: string;
  contributionStatus: string;
  stance: Stance;
  strength: Strength;
  rationale: string;
  claimRevisionNumber: number;
  claimTextVersion: number;
  claimRecommendationVersion: number;
  revisionNumber: number;
  textVersion: number;
  recommendationVersion: number;
  madeBy: string | null;
  suspect: boolean;
}

/**
 * An analyst's decision on a link. Confirming needs evidence, or a reason that says why there is none; rejecting needs a
 * reason. Confirming a suspect link says that it holds for the new text too: its evidence is looked up there again.
 */
@Injectable()
export class DecideLink {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Passages) private readonly passages: Passages,
  ) {}

  /**
   * Returns whether it was decided: where nobody looks at it (`ifSound`), a suspect link is left as it is. Refuses NOT_FOUND, NOT_ALLOWED,
   * WRONG_STATE (decided so already), INVALID (reason or evidence missing, quote gone).
   */
  execute(
    actor: Actor,
    input: { id: string; decision: LinkDecision; reason?: string | null; ifSound?: boolean },
    joined?: Transaction,
  ): Promise<boolean> {
    return this.database.transaction(async (transaction) => {
      const link = await this.open(transaction, actor, input.id);
      if (input.ifSound && link.suspect) return false;
      const reason = input.reason?.trim() || null;
      const confirm = input.decision === LinkDecision.CONFIRM;
      this.checkState(link, confirm);
      if (!confirm && !reason) throw refuse(ErrorCode.INVALID, 'Rejecting needs a reason.', ['reason']);
      const evidence = await this.evidenceOf(transaction, link.claimId);
      if (confirm && evidence.length === 0 && !reason) {
        throw refuse(ErrorCode.INVALID, 'There is no evidence. Give a reason that says why none is needed.', [
          'reason',
        ]);
      }
      const places =
        confirm && link.suspect
          ? await this.relocate(transaction, link.contributionId, evidence)
          : evidence.map((item) => item.place);
      await openClaim(
        transaction,
        {
          linkId: input.id,
          number: link.number + 1,
          // A rejection speaks of the claim as it was made; a confirmation of both ends as they are now.
          revisionNumber: confirm ? link.revisionNumber : link.claimRevisionNumber,
          textVersion: confirm ? link.textVersion : link.claimTextVersion,
          recommendationVersion: confirm ? link.recommendationVersion : link.claimRecommendationVersion,
          stance: link.stance,
          strength: link.strength,
          rationale: link.rationale,
          state: confirm ? LinkState.CONFIRMED : LinkState.REJECTED,
          madeBy: link.madeBy,
          decidedBy: actor.accountId,
          decidedAt: new Date(),
          decisionReason: reason,
        },
        places,
      );
      await transaction.record(actor, {
        kind: confirm ? 'LinkConfirmed' : 'LinkRejected',
        subjectType: 'RecommendationLink',
        subjectId: input.id,
        subjectVersion: link.number + 1,
        payload: { contributionId: link.contributionId },
      });
      return true;
    }, joined);
  }

  private async open(transaction: Transaction, actor: Actor, id: string): Promise<DecidedLink> {
    const parameters: unknown[] = [id];
    // The contribution before the link, as those lock who make links; and both before anything is read of them.
    await transaction.query(
      'select c.id from contribution c where c.id = (select contribution_id from recommendation_link where id = $1) for share of c',
      [id],
    );
    await transaction.query('select id from recommendation_link where id = $1 for update', [id]);
    const [link] = await transaction.query<DecidedLink>(
      `select k.id as "claimId", k.number, k.state, c.id as "contributionId", c.status as "contributionStatus", k.stance, k.strength,
         k.rationale, k.revision_number as "claimRevisionNumber", k.text_version as "claimTextVersion",
         k.recommendation_version as "claimRecommendationVersion", r.number as "revisionNumber", r.text_version as "textVersion",
         n.version as "recommendationVersion", k.made_by as "madeBy", ${SUSPECT} as suspect
       from ${LINK_TABLES} where l.id = $1 and ${readableLinks(actor, parameters)}`,
      parameters,
    );
    if (!link) throw refuse(ErrorCode.NOT_FOUND, 'There is no such link.', ['id']);
    if (!isAnalyst(actor)) throw refuse(ErrorCode.NOT_ALLOWED, 'Only analysts decide on links.');
    return link;
  }

  private checkState(link: DecidedLink, confirm: boolean): void {
    if (link.contributionStatus === 'WITHDRAWN')
      throw refuse(ErrorCode.WRONG_STATE, 'The contribution was withdrawn; its links stay as they are.');
    if (confirm && link.state === LinkState.CONFIRMED && !link.suspect)
      throw refuse(ErrorCode.WRONG_STATE, 'This link is confirmed already.');
    if (link.state === LinkState.REJECTED) {
      throw refuse(
        ErrorCode.WRONG_STATE,
        confirm ? 'This link was rejected; link the two anew instead.' : 'This link is rejected already.',
      );
    }
  }

  private async evidenceOf(transaction: Transaction, claimId: string) {
    const rows = await transaction.query<
      { passageId: string; start: number; end: number; quote: string } & EvidenceInput
    >(
      `select passage_id as "passageId", start_offset as start, end_offset as "end", quote, prefix, suffix
       from evidence where claim_id = $1 order by position`,
      [claimId],
    );
    return rows.map(({ passageId, start, end, quote, prefix, suffix }) => ({
      place: { passageId, start, end, quote } satisfies QuotePlace,
      input: { quote, prefix, suffix } satisfies EvidenceInput,
    }));
  }

  /** Where the quotes stand in the present text; refuses with each that is gone. */
  private async relocate(
    transaction: Transaction,
    contributionId: string,
    evidence: { input: EvidenceInput }[],
  ): Promise<QuotePlace[]> {
    const quotable = await this.passages.quotable(transaction, contributionId);
    const places = evidence.map(({ input }) => anchorQuote(quotable, input));
    const found = places.filter((place): place is QuotePlace => place !== undefined);
    if (found.length === places.length) return found;
    return locateEvidence(
      transaction,
      this.passages,
      contributionId,
      evidence.map(({ input }) => ({ quote: input.quote })),
    );
  }
}
