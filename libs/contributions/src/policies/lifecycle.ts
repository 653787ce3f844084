import { type Actor, isAnalyst } from '#libs/identity';

export enum ContributionStatus {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  IN_REVIEW = 'IN_REVIEW',
  CHANGES_REQUESTED = 'CHANGES_REQUESTED',
  PUBLISHED = 'PUBLISHED',
  DECLINED = 'DECLINED',
  WITHDRAWN = 'WITHDRAWN',
}

export enum ContributionAction {
  REVISE = 'REVISE',
  TAG = 'TAG',
  SUBMIT = 'SUBMIT',
  START_REVIEW = 'START_REVIEW',
  REQUEST_CHANGES = 'REQUEST_CHANGES',
  PUBLISH = 'PUBLISH',
  DECLINE = 'DECLINE',
  WITHDRAW = 'WITHDRAW',
  LINK = 'LINK',
  RELATE = 'RELATE',
}

type Party = 'SUBMITTER' | 'ANALYST';

/** One allowed step: who may take it, from which states, where it leads, what it asks for. */
export interface Transition {
  action: ContributionAction;
  by: Party;
  from: readonly ContributionStatus[];
  /** Null: the state stays. */
  to: ContributionStatus | null;
  requires: readonly ('NOTE' | 'COMPLETE')[];
}

const { DRAFT, SUBMITTED, IN_REVIEW, CHANGES_REQUESTED, PUBLISHED, DECLINED, WITHDRAWN } = ContributionStatus;

/**
 * The rule of the lifecycle, whole. For a published contribution with a pending revision, SUBMIT to DECLINE are read
 * against the pending revision's state, and everything else against PUBLISHED.
 */
export const TRANSITIONS: readonly Transition[] = [
  {
    action: ContributionAction.REVISE,
    by: 'SUBMITTER',
    from: [DRAFT, CHANGES_REQUESTED, PUBLISHED],
    to: null,
    requires: [],
  },
  { action: ContributionAction.TAG, by: 'ANALYST', from: [SUBMITTED, IN_REVIEW, PUBLISHED], to: null, requires: [] },
  {
    action: ContributionAction.SUBMIT,
    by: 'SUBMITTER',
    from: [DRAFT, CHANGES_REQUESTED],
    to: SUBMITTED,
    requires: ['COMPLETE'],
  },
  { action: ContributionAction.START_REVIEW, by: 'ANALYST', from: [SUBMITTED], to: IN_REVIEW, requires: [] },
  {
    action: ContributionAction.REQUEST_CHANGES,
    by: 'ANALYST',
    from: [IN_REVIEW],
    to: CHANGES_REQUESTED,
    requires: ['NOTE'],
  },
  { action: ContributionAction.PUBLISH, by: 'ANALYST', from: [IN_REVIEW], to: PUBLISHED, requires: [] },
  { action: ContributionAction.DECLINE, by: 'ANALYST', from: [IN_REVIEW], to: DECLINED, requires: ['NOTE'] },
  {
    action: ContributionAction.WITHDRAW,
    by: 'SUBMITTER',
    from: [DRAFT, SUBMITTED, IN_REVIEW, CHANGES_REQUESTED, DECLINED],
    to: WITHDRAWN,
    requires: ['NOTE'],
  },
  {
    action: ContributionAction.WITHDRAW,
    by: 'ANALYST',
    from: [SUBMITTED, IN_REVIEW, CHANGES_REQUESTED, PUBLISHED, DECLINED],
    to: WITHDRAWN,
    requires: ['NOTE'],
  },
  {
    action: ContributionAction.LINK,
    by: 'SUBMITTER',
    from: [DRAFT, SUBMITTED, IN_REVIEW, CHANGES_REQUESTED, PUBLISHED],
    to: null,
    requires: [],
  },
  {
    action: ContributionAction.LINK,
    by: 'ANALYST',
    from: [SUBMITTED, IN_REVIEW, CHANGES_REQUESTED, PUBLISHED],
    to: null,
    requires: [],
  },
  {
    action: ContributionAction.RELATE,
    by: 'SUBMITTER',
    from: [DRAFT, SUBMITTED, IN_REVIEW, CHANGES_REQUESTED, PUBLISHED],
    to: null,
    requires: [],
  },
  {
    action: ContributionAction.RELATE,
    by: 'ANALYST',
    from: [SUBMITTED, IN_REVIEW, CHANGES_REQUESTED, PUBLISHED],
    to: null,
    requires: [],
  },
];

/** What the lifecycle needs to know of a contribution. */
export interface LifecycleSubject {
  status: ContributionStatus;
  /** State of the next revision of a published one. */
  pendingStatus: ContributionStatus | null;
  submitterId: string | null;
}

const ON_PENDING = new Set([
  ContributionAction.SUBMIT,
  ContributionAction.START_REVIEW,
  ContributionAction.REQUEST_CHANGES,
  ContributionAction.PUBLISH,
  ContributionAction.DECLINE,
]);

/** The state that an action is read against. */
export function stateFor(action: ContributionAction, subject: LifecycleSubject): ContributionStatus {
  return ON_PENDING.has(action) && subject.pendingStatus ? subject.pendingStatus : subject.status;
}

/** As whom an actor may act: its submitter; analysts; and analysts stand in for the submitter of an imported one. */
export function partiesOf(actor: Actor, subject: LifecycleSubject): Set<Party> {
  const parties = new Set<Party>();
  if (actor.accountId !== null && actor.accountId === subject.submitterId) parties.add('SUBMITTER');
  if (isAnalyst(actor)) {
    parties.add('ANALYST');
    if (subject.submitterId === null) parties.add('SUBMITTER');
  }
  return parties;
}

export type TransitionAnswer = { transition: Transition } | { refused: 'NOT_ALLOWED' | 'WRONG_STATE' };

/** Whether an actor may take an action now. NOT_ALLOWED is told before the state is looked at. */
export function transitionFor(actor: Actor, action: ContributionAction, subject: LifecycleSubject): TransitionAnswer {
  const parties = partiesOf(actor, subject);
  const candidates = TRANSITIONS.filter((transition) => transition.action === action && parties.has(transition.by));
  if (candidates.length === 0) return { refused: 'NOT_ALLOWED' };
  const state = stateFor(action, subject);
  // A pending revision on its way may be revised only while it is with its author.
  const blocked =
    action === ContributionAction.REVISE &&
    subject.status === PUBLISHED &&
    subject.pendingStatus !== null &&
    subject.pendingStatus !== DRAFT &&
    subject.pendingStatus !== CHANGES_REQUESTED;
  const transition = blocked ? undefined : candidates.find((candidate) => candidate.from.includes(state));
  return transition ? { transition } : { refused: 'WRONG_STATE' };
}

/** Everything an actor may do now, in the order of the enum. */
export function actionsFor(actor: Actor, subject: LifecycleSubject): ContributionAction[] {
  return Object.values(ContributionAction).filter((action) => 'transition' in transitionFor(actor, action, subject));
}
