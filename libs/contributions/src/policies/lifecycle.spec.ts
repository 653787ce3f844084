import { describe, expect, it } from '@jest/globals';
import { type Actor, ANONYMOUS, Role, SYSTEM } from '#libs/identity';
import {
  actionsFor,
  ContributionAction,
  ContributionStatus,
  type LifecycleSubject,
  transitionFor,
} from './lifecycle.js';

const account = (accountId: string, ...roles: Role[]): Actor => ({
  accountId,
  roles: new Set(roles),
  organisationId: null,
});

const SUBMITTER = account('submitter', Role.EXPERT);
const PARTIES: Record<string, { actor: Actor; submitterId: string | null }> = {
  'its submitter': { actor: SUBMITTER, submitterId: 'submitter' },
  'another expert': { actor: account('other', Role.EXPERT), submitterId: 'submitter' },
  'an expert on an import': { actor: account('other', Role.EXPERT), submitterId: null },
  'a reader with an account': { actor: account('reader'), submitterId: 'submitter' },
  'an analyst': { actor: account('analyst', Role.ANALYST), submitterId: 'submitter' },
  'an administrator': { actor: account('administrator', Role.ADMINISTRATOR), submitterId: 'submitter' },
  'an analyst who submitted it': { actor: account('both', Role.ANALYST), submitterId: 'both' },
  'an analyst on an import': { actor: account('analyst', Role.ANALYST), submitterId: null },
  'the system on an import': { actor: SYSTEM, submitterId: null },
  'anonymous on an import': { actor: ANONYMOUS, submitterId: null },
  anonymous: { actor: ANONYMOUS, submitterId: 'submitter' },
};

// Written by hand from the contract, not from the code. One line for each action, one mark for each state, in the order
//   DRAFT SUBMITTED IN_REVIEW CHANGES_REQUESTED PUBLISHED DECLINED WITHDRAWN
// y: yes · w: not in this state · -: never, whatever the state.
const NOBODY = {
  REVISE: '-------',
  TAG: '-------',
  SUBMIT: '-------',
  START_REVIEW: '-------',
  REQUEST_CHANGES: '-------',
  PUBLISH: '-------',
  DECLINE: '-------',
  WITHDRAW: '-------',
  LINK: '-------',
  RELATE: '-------',
};
const JUDGE = {
  REVISE: '-------',
  TAG: 'wyywyww',
  SUBMIT: '-------',
  START_REVIEW: 'wywwwww',
  REQUEST_CHANGES: 'wwywwww',
  PUBLISH: 'wwywwww',
  DECLINE: 'wwywwww',
  WITHDRAW: 'wyyyyyw',
  LINK: 'wyyyyww',
  RELATE: 'wyyyyww',
};
const BOTH = {
  ...JUDGE,
  REVISE: 'ywwyyww',
  SUBMIT: 'ywwywww',
  WITHDRAW: 'yyyyyyw',
  LINK: 'yyyyyww',
  RELATE: 'yyyyyww',
};
const EXPECTED: Record<keyof typeof PARTIES, Record<keyof typeof NOBODY, string>> = {
  'its submitter': {
    ...NOBODY,
    REVISE: 'ywwyyww',
    SUBMIT: 'ywwywww',
    WITHDRAW: 'yyyywyw',
    LINK: 'yyyyyww',
    RELATE: 'yyyyyww',
  },
  'another expert': NOBODY,
  'an expert on an import': NOBODY,
  'a reader with an account': NOBODY,
  'an analyst': JUDGE,
  'an administrator': JUDGE,
  'an analyst who submitted it': BOTH,
  'an analyst on an import': BOTH,
  'the system on an import': BOTH,
  'anonymous on an import': NOBODY,
  anonymous: NOBODY,
};
const STATES = ['DRAFT', 'SUBMITTED', 'IN_REVIEW', 'CHANGES_REQUESTED', 'PUBLISHED', 'DECLINED', 'WITHDRAWN'] as const;

const MARKS = { y: 'yes', w: 'WRONG_STATE', '-': 'NOT_ALLOWED' } as const;
const answerOf = (actor: Actor, action: string, subject: LifecycleSubject) => {
  const answer = transitionFor(actor, action as ContributionAction, subject);
  return 'refused' in answer ? answer.refused : 'yes';
};

describe('the lifecycle, action by state by party', () => {
  it('the table names every state, action and party', () => {
    expect([...STATES].sort()).toEqual(Object.values(ContributionStatus).sort());
    expect(Object.keys(EXPECTED).sort()).toEqual(Object.keys(PARTIES).sort());
    for (const actions of Object.values(EXPECTED)) {
      expect(Object.keys(actions).sort()).toEqual(Object.values(ContributionAction).sort());
      for (const marks of Object.values(actions)) expect(marks).toHaveLength(STATES.length);
    }
  });

  const cases = Object.entries(EXPECTED).flatMap(([party, actions]) =>
    Object.entries(actions).map(([action, marks]) => [party, action, marks] as const),
  );
  it.each(cases)('%s: %s', (party, action, marks) => {
    const { actor, submitterId } = PARTIES[party] as (typeof PARTIES)[string];
    const met = STATES.map((status) =>
      answerOf(actor, action, { status: status as ContributionStatus, pendingStatus: null, submitterId }),
    );
    expect(met).toEqual([...marks].map((mark) => MARKS[mark as keyof typeof MARKS]));
  });

  it.each(Object.keys(PARTIES))('what %s may do is what would not be refused', (party) => {
    const { actor, submitterId } = PARTIES[party] as (typeof PARTIES)[string];
    for (const [index, status] of STATES.entries()) {
      const expected = Object.entries(EXPECTED[party] as Record<string, string>).filter(
        ([, marks]) => marks[index] === 'y',
      );
      expect(
        actionsFor(actor, { status: status as ContributionStatus, pendingStatus: null, submitterId }).sort(),
      ).toEqual(expected.map(([action]) => action).sort());
    }
  });
});

describe('a published one with a next revision', () => {
  // Order of marks: the next revision is DRAFT, SUBMITTED, IN_REVIEW, CHANGES_REQUESTED.
  const PENDING = ['DRAFT', 'SUBMITTED', 'IN_REVIEW', 'CHANGES_REQUESTED'] as const;
  const expected: [string, Actor, Record<string, string>][] = [
    [
      'its submitter',
      SUBMITTER,
      {
        REVISE: 'ywwy',
        TAG: '----',
        SUBMIT: 'ywwy',
        START_REVIEW: '----',
        REQUEST_CHANGES: '----',
        PUBLISH: '----',
        DECLINE: '----',
        WITHDRAW: 'wwww',
        LINK: 'yyyy',
        RELATE: 'yyyy',
      },
    ],
    [
      'an analyst',
      account('analyst', Role.ANALYST),
      {
        REVISE: '----',
        TAG: 'yyyy',
        SUBMIT: '----',
        START_REVIEW: 'wyww',
        REQUEST_CHANGES: 'wwyw',
        PUBLISH: 'wwyw',
        DECLINE: 'wwyw',
        WITHDRAW: 'yyyy',
        LINK: 'yyyy',
        RELATE: 'yyyy',
      },
    ],
    [
      'another expert',
      account('other', Role.EXPERT),
      Object.fromEntries(Object.values(ContributionAction).map((action) => [action, '----'])),
    ],
    ['anonymous', ANONYMOUS, Object.fromEntries(Object.values(ContributionAction).map((action) => [action, '----']))],
  ];
  it.each(expected)('%s', (_, actor, actions) => {
    expect(Object.keys(actions).sort()).toEqual(Object.values(ContributionAction).sort());
    for (const [action, marks] of Object.entries(actions)) {
      const met = PENDING.map((pending) =>
        answerOf(actor, action, {
          status: ContributionStatus.PUBLISHED,
          pendingStatus: pending as ContributionStatus,
          submitterId: 'submitter',
        }),
      );
      expect({ action, met }).toEqual({ action, met: [...marks].map((mark) => MARKS[mark as keyof typeof MARKS]) });
    }
  });
});

describe('what steps ask for, and where they lead', () => {
  const lead = (actor: Actor, action: ContributionAction, status: ContributionStatus) => {
    const answer = transitionFor(actor, action, { status, pendingStatus: null, submitterId: 'submitter' });
    return 'transition' in answer ? [answer.transition.to, [...answer.transition.requires]] : answer.refused;
  };
  const analyst = account('analyst', Role.ANALYST);
  it.each<[string, Actor, string, string, string | null, string[]]>([
    ['SUBMIT', SUBMITTER, 'DRAFT', 'its submitter', 'SUBMITTED', ['COMPLETE']],
    ['SUBMIT', SUBMITTER, 'CHANGES_REQUESTED', 'its submitter', 'SUBMITTED', ['COMPLETE']],
    ['START_REVIEW', analyst, 'SUBMITTED', 'an analyst', 'IN_REVIEW', []],
    ['REQUEST_CHANGES', analyst, 'IN_REVIEW', 'an analyst', 'CHANGES_REQUESTED', ['NOTE']],
    ['PUBLISH', analyst, 'IN_REVIEW', 'an analyst', 'PUBLISHED', []],
    ['DECLINE', analyst, 'IN_REVIEW', 'an analyst', 'DECLINED', ['NOTE']],
    ['WITHDRAW', SUBMITTER, 'DRAFT', 'its submitter', 'WITHDRAWN', ['NOTE']],
    ['WITHDRAW', analyst, 'PUBLISHED', 'an analyst', 'WITHDRAWN', ['NOTE']],
    ['REVISE', SUBMITTER, 'PUBLISHED', 'its submitter', null, []],
    ['TAG', analyst, 'PUBLISHED', 'an analyst', null, []],
    ['LINK', analyst, 'PUBLISHED', 'an analyst', null, []],
    ['RELATE', analyst, 'PUBLISHED', 'an analyst', null, []],
  ])('%s by %s from %s', (action, actor, from, _who, to, requires) => {
    expect(lead(actor, action as ContributionAction, from as ContributionStatus)).toEqual([to, requires]);
  });
});
