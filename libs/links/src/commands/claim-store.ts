import { v7 } from 'uuid';
import {
  keepPassages,
  locateAcross,
  locateQuote,
  type Passages,
  type Quotation,
  type QuotePlace,
} from '#libs/documents';
import { ErrorCode, type Fault, Refusal, type Transaction } from '#libs/platform';
import { Evidence } from '../entities/evidence.entity.js';
import { LinkClaim } from '../entities/link-claim.entity.js';
import type { LinkState, Stance, Strength } from '../policies/link.js';
import { contextOf } from './quote-context.js';

/** Evidence as callers give it: a quotation, and the passage it is meant to be in. */
export interface EvidenceInput extends Quotation {
  /** UUID. */
  passageId?: string;
}

/** What a new claim says; ends and numbers are filled in by the command. */
export interface NewClaim {
  linkId: string;
  number: number;
  revisionNumber: number;
  textVersion: number;
  recommendationVersion: number;
  stance: Stance;
  strength: Strength;
  rationale: string;
  state: LinkState;
  madeBy: string | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  decisionReason: string | null;
}

/**
 * Looks every quotation up in what the contribution says now; the offsets are ours. One that goes over the end of a passage stands in
 * several, and has a place in each. Refuses with the path of each that fails.
 */
export async function locateEvidence(
  transaction: Transaction,
  passages: Passages,
  contributionId: string,
  evidence: EvidenceInput[],
): Promise<QuotePlace[]> {
  if (evidence.length === 0) return [];
  const quotable = await passages.quotable(transaction, contributionId);
  const faults: Fault[] = [];
  const places: QuotePlace[] = [];
  for (const [index, item] of evidence.entries()) {
    const path = ['evidence', String(index)];
    const among = item.passageId ? quotable.filter((passage) => passage.id === item.passageId) : quotable;
    if (item.passageId && among.length === 0) {
      faults.push({
        code: ErrorCode.NOT_FOUND,
        message: 'This contribution has no such passage now.',
        path: [...path, 'passage'],
      });
      continue;
    }
    const within = locateQuote(among, item);
    const mayBegin = ({ id }: { id: string }) => !item.passageId || id === item.passageId;
    const place = within === 'ABSENT' ? locateAcross(quotable, item, { mayBegin }) : within;
    if (place === 'ABSENT') {
      const where = item.passageId ? 'in the passage' : 'in the abstract, the body or a file';
      faults.push({
        code: ErrorCode.INVALID,
        message: `These words do not stand ${where}. Quote them exactly as they are written, without leaving anything out.`,
        path: [...path, 'quote'],
      });
    } else if (place === 'AMBIGUOUS') {
      faults.push({
        code: ErrorCode.INVALID,
        message:
          'These words occur more than once. Name the passage, or give prefix and suffix to tell which place is meant.',
        path: [...path, 'quote'],
      });
    } else {
      places.push(...[place].flat());
    }
  }
  if (faults.length > 0) throw new Refusal(faults);
  return places;
}

/**
 * Closes the link's open claim, if any, and opens this one at the same instant; quotes that wait for their file go with it, unless the link
 * is made anew after a rejection. The caller holds the link's row. Returns the UUID of the claim.
 */
export async function openClaim(transaction: Transaction, claim: NewClaim, evidence: QuotePlace[]): Promise<string> {
  const [before] = await transaction.query<{ id: string }>(
    `select id from link_claim where link_id = $1 and valid_to is null and state <> 'REJECTED'`,
    [claim.linkId],
  );
  // The database's clock to the microsecond, read when the link is ours: now() may lie before a claim that we waited for.
  const [clock] = await transaction.query<{ at: string }>('select clock_timestamp()::text as at');
  await transaction.query('update link_claim set valid_to = $2::timestamptz where link_id = $1 and valid_to is null', [
    claim.linkId,
    clock?.at,
  ]);
  const id = v7();
  await transaction.manager.insert(LinkClaim, { id, ...claim, validFrom: () => `'${clock?.at}'::timestamptz` });
  if (before)
    await transaction.query(
      `insert into awaited_evidence (claim_id, position, quote, prefix, suffix, file_id, page)
       select $2, position, quote, prefix, suffix, file_id, page from awaited_evidence where claim_id = $1 and failure is null`,
      [before.id, id],
    );
  if (evidence.length === 0) return id;
  const passages = await transaction.query<{ id: string; text: string }>(
    'select id, text from passage where id = any($1::uuid[])',
    [evidence.map((place) => place.passageId)],
  );
  const texts = new Map(passages.map((passage) => [passage.id, passage.text]));
  await transaction.manager.insert(
    Evidence,
    evidence.map((place, position) => ({
      claimId: id,
      position,
      passageId: place.passageId,
      quote: place.quote,
      ...contextOf(texts.get(place.passageId) ?? '', place.start, place.end),
      startOffset: place.start,
      endOffset: place.end,
    })),
  );
  await keepPassages(
    transaction,
    evidence.map((place) => place.passageId),
  );
  return id;
}
