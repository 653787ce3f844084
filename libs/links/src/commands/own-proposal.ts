import { ContributionAction, type ContributionStatus, readableContributions, transitionFor } from '#libs/contributions';
import type { Actor } from '#libs/identity';
import { ErrorCode, refuse, type Transaction } from '#libs/platform';
import { LinkState } from '../policies/link.js';

/** A claim that nobody has decided on, opened for a change by who made it. */
export interface OwnProposal {
  contributionId: string;
  number: number;
  revisionNumber: number;
  textVersion: number;
  recommendationVersion: number;
}

/**
 * Opens a claim of one's own, while it is PROPOSED and its contribution may be linked. Refuses NOT_FOUND for what one may not read,
 * NOT_ALLOWED for the claims of others, and WRONG_STATE once it is decided on.
 */
export async function openOwnProposal(transaction: Transaction, actor: Actor, id: string): Promise<OwnProposal> {
  // The contribution before the link, as those lock who make links and decide on them; and both before anything is read of them.
  await transaction.query(
    'select c.id from contribution c where c.id = (select contribution_id from recommendation_link where id = $1) for share of c',
    [id],
  );
  await transaction.query('select id from recommendation_link where id = $1 for update', [id]);
  const parameters: unknown[] = [id];
  const [link] = await transaction.query<
    OwnProposal & {
      state: LinkState;
      madeBy: string | null;
      status: ContributionStatus;
      pendingStatus: ContributionStatus | null;
      submitterId: string | null;
    }
  >(
    `select c.id as "contributionId", k.number, k.state, k.made_by as "madeBy", c.status, c.pending_status as "pendingStatus",
       c.submitter_id as "submitterId", r.number as "revisionNumber", r.text_version as "textVersion", n.version as "recommendationVersion"
     from recommendation_link l
       join link_claim k on k.link_id = l.id and k.valid_to is null
       join contribution c on c.id = l.contribution_id
       join revision r on r.id = c.current_revision_id
       join recommendation n on n.id = l.recommendation_id
     where l.id = $1 and ${readableContributions(actor, parameters, 'c')}`,
    parameters,
  );
  const isOwn = link && actor.accountId !== null && link.madeBy === actor.accountId;
  // What was rejected or only suggested is read by few: to others it is not there.
  if (!link || (!isOwn && link.state !== LinkState.PROPOSED && link.state !== LinkState.CONFIRMED)) {
    throw refuse(ErrorCode.NOT_FOUND, 'There is no such link.', ['id']);
  }
  if (!isOwn) throw refuse(ErrorCode.NOT_ALLOWED, 'Only who proposed a link changes it or takes it back.');
  const answer = transitionFor(actor, ContributionAction.LINK, link);
  if ('refused' in answer) throw refuse(ErrorCode.WRONG_STATE, 'The links of this contribution stay as they are now.');
  if (link.state !== LinkState.PROPOSED) {
    throw refuse(ErrorCode.WRONG_STATE, 'An analyst has decided on this link; it stays as it is.');
  }
  return link;
}
