import type { Actor } from '#libs/identity';
import { checkVersion, ErrorCode, type Refusal, refuse, type Transaction } from '#libs/platform';
import type { ContributionKind } from '../policies/content.js';
import {
  type ContributionAction,
  type ContributionStatus,
  type LifecycleSubject,
  stateFor,
  type Transition,
  transitionFor,
} from '../policies/lifecycle.js';
import { readableContributions } from '../policies/reading-gate.js';

/** A contribution whose row is locked until the transaction ends. */
export interface OpenContribution {
  id: string;
  kind: ContributionKind;
  status: ContributionStatus;
  version: number;
  reference: string | null;
  submitterId: string | null;
  currentRevisionId: string;
  pendingRevisionId: string | null;
  pendingStatus: ContributionStatus | null;
}

/** What a change of an existing contribution names. */
export interface ChangeOf {
  id: string;
  /** The version the caller has seen. */
  version: number;
  note?: string | null;
}

const WORDS: Record<ContributionAction, string> = {
  REVISE: 'revised',
  TAG: 'tagged',
  SUBMIT: 'submitted',
  START_REVIEW: 'taken into review',
  REQUEST_CHANGES: 'sent back for changes',
  PUBLISH: 'published',
  DECLINE: 'declined',
  WITHDRAW: 'withdrawn',
  LINK: 'linked',
  RELATE: 'related to another',
};

/** The refusal of an action that the state of a contribution does not allow. */
export function refuseState(action: ContributionAction, contribution: LifecycleSubject): Refusal {
  const state = stateFor(action, contribution).toLowerCase().replace('_', ' ');
  return refuse(ErrorCode.WRONG_STATE, `A contribution that is ${state} cannot be ${WORDS[action]}.`);
}

/**
 * Locks a contribution for an action and checks, in this order: may the actor read it (NOT_FOUND), may they ever do this
 * (NOT_ALLOWED), is it still the version they saw (VERSION_CONFLICT), does its state allow it (WRONG_STATE), is the note
 * there that the step asks for (INVALID).
 */
export async function openForChange(
  transaction: Transaction,
  actor: Actor,
  action: ContributionAction,
  change: ChangeOf,
): Promise<{ contribution: OpenContribution; transition: Transition }> {
  const parameters: unknown[] = [change.id];
  const [contribution] = await transaction.query<OpenContribution>(
    `select c.id, c.kind, c.status, c.version, c.reference, c.submitter_id as "submitterId",
       c.current_revision_id as "currentRevisionId", c.pending_revision_id as "pendingRevisionId", c.pending_status as "pendingStatus"
     from contribution c where c.id = $1 and ${readableContributions(actor, parameters, 'c')} for update of c`,
    parameters,
  );
  if (!contribution) throw refuse(ErrorCode.NOT_FOUND, 'There is no such contribution.', ['id']);
  const answer = transitionFor(actor, action, contribution);
  if ('refused' in answer && answer.refused === 'NOT_ALLOWED') {
    throw refuse(ErrorCode.NOT_ALLOWED, `This contribution cannot be ${WORDS[action]} by you.`);
  }
  checkVersion('contribution', contribution.version, change.version);
  if ('refused' in answer) throw refuseState(action, contribution);
  if (answer.transition.requires.includes('NOTE') && !change.note?.trim()) {
    throw refuse(ErrorCode.INVALID, 'This step needs a note that gives the reason.', ['note']);
  }
  return { contribution, transition: answer.transition };
}

/** Raises the version and sets columns of a contribution that is open for change. */
export async function closeChange(
  transaction: Transaction,
  contribution: OpenContribution,
  columns: Record<string, unknown>,
): Promise<void> {
  const names = Object.keys(columns);
  const sets = names.map((name, index) => `${name} = $${index + 3}`);
  const rows = await transaction.query<{ id: string }>(
    `with changed as (
       update contribution set ${[...sets, 'version = version + 1', 'updated_at = now()'].join(', ')}
       where id = $1 and version = $2 returning id)
     select id from changed`,
    [contribution.id, contribution.version, ...names.map((name) => columns[name])],
  );
  if (rows.length !== 1) throw new Error(`Contribution ${contribution.id} changed although it was locked.`);
}
