import { Field, Float, ID, Int, InterfaceType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type Actor, isAnalyst } from '#libs/identity';
import { connectionType, DateTimeScalar, globalId, LanguageTagScalar, Node, UrlScalar } from '#libs/platform';
import { ArchitectureStyle, Audience, ContributionKind } from '../policies/content.js';
import { actionsFor, ContributionAction, ContributionStatus } from '../policies/lifecycle.js';
import type { ContributionRow } from '../queries/contribution-rows.js';

registerEnumType(ContributionKind, {
  name: 'ContributionKind',
  description: 'The three kinds of contribution.',
  valuesMap: {
    POSITION_PAPER: { description: 'Where an organisation stands, and what it asks for.' },
    TECHNOLOGY_NOTE: { description: 'What a technology can do today.' },
    IMPLEMENTATION_OPTION: { description: 'One way to carry a recommendation out.' },
  },
});
registerEnumType(ContributionStatus, {
  name: 'ContributionStatus',
  description: 'Where a contribution stands on its way.',
  valuesMap: {
    DRAFT: { description: 'Being written; only its submitter reads it.' },
    SUBMITTED: { description: 'Handed in; waits for an analyst.' },
    IN_REVIEW: { description: 'An analyst is at it.' },
    CHANGES_REQUESTED: { description: 'Sent back to its author, with a note.' },
    PUBLISHED: { description: 'Public record, within its audience.' },
    DECLINED: { description: 'Not taken up, with a reason.' },
    WITHDRAWN: { description: 'Taken back; a tombstone stays.' },
  },
});
registerEnumType(Audience, {
  name: 'Audience',
  description: 'Who may read it once published.',
  valuesMap: {
    PUBLIC: { description: 'Anyone.' },
    AGENCY: { description: 'Analysts and the submitter’s organisation.' },
    CONFIDENTIAL: { description: 'The submitter and administrators, until named readers and clearances exist.' },
  },
});
registerEnumType(ContributionAction, {
  name: 'ContributionAction',
  description: 'What can be done to a contribution.',
  valuesMap: {
    REVISE: { description: 'Change what it says (reviseContribution).' },
    TAG: { description: 'Change its themes, systems or event, as an analyst (reviseContribution).' },
    SUBMIT: { description: 'Hand it in (submitContribution).' },
    START_REVIEW: { description: 'Take it into review (startReview).' },
    REQUEST_CHANGES: { description: 'Send it back to its author (requestChanges).' },
    PUBLISH: { description: 'Publish it (publishContribution).' },
    DECLINE: { description: 'Decline it (declineContribution).' },
    WITHDRAW: { description: 'Take it back (withdrawContribution).' },
    LINK: { description: 'Link it to a recommendation (linkRecommendation).' },
    RELATE: { description: 'Say what it is to another contribution (relateContributions).' },
  },
});
registerEnumType(ArchitectureStyle, {
  name: 'ArchitectureStyle',
  description: 'Where data and functions of an option lie.',
  valuesMap: {
    CENTRALISED: { description: 'In one place for all.' },
    FEDERATED: { description: 'With each party, behind a common layer.' },
    DECENTRALISED: { description: 'With each party, peer to peer.' },
    HYBRID: { description: 'Partly central, partly with the parties.' },
  },
});

@ObjectType({ description: 'Of a published contribution: its next revision on its way.' })
export class PendingRevision {
  @Field(() => Int, { description: 'Number of the revision.' })
  number: number;

  @Field(() => ContributionStatus, { description: 'Where it stands.' })
  status: ContributionStatus;

  @Field({ description: 'Its title.' })
  title: string;

  /** The published one, over which `content` lays what the revision says. */
  published: { uuid: string };
}

@ObjectType({ description: 'What stays of a withdrawn contribution.' })
export class Tombstone {
  @Field(() => DateTimeScalar, { description: 'When it was withdrawn.' })
  withdrawnAt: Date;

  @Field({ description: 'Why.' })
  reason: string;
}

@InterfaceType('Contribution', {
  description: 'What an expert or an organisation handed in: a paper of one of three kinds.',
  implements: () => [Node],
  resolveType: (value: { constructor: unknown }) => value.constructor,
})
export abstract class ContributionType implements Node {
  @Field(() => ID, { description: 'Global id, opaque to clients.' })
  id: string;

  @Field(() => String, {
    nullable: true,
    description: 'RT-2017-0042: given at first submission (its year, UTC), never reused; null in a draft.',
  })
  reference: string | null;

  @Field(() => ContributionKind, { description: 'Which of the three kinds.' })
  kind: ContributionKind;

  @Field(() => ContributionStatus, { description: 'Where it stands.' })
  status: ContributionStatus;

  @Field(() => Audience, { description: 'Who may read it once published.' })
  audience: Audience;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until this instant only the submitter and administrators read it, once published.',
  })
  embargoUntil: Date | null;

  @Field(() => LanguageTagScalar, { description: 'Language it is written in.' })
  language: string;

  @Field({ description: 'Title, at most 300 characters.' })
  title: string;

  @Field({ description: 'Plain text, at most 3,000 characters; empty when withdrawn.' })
  abstract: string;

  @Field(() => Int, { description: 'For optimistic locking: send it back with every change. Links do not raise it.' })
  version: number;

  @Field(() => Tombstone, {
    nullable: true,
    description: 'Of a withdrawn one: when and why. Reference, title and links stay, the text is gone.',
  })
  tombstone: Tombstone | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'First submission.' })
  submittedAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'First publication.' })
  publishedAt: Date | null;

  @Field(() => DateTimeScalar, { description: 'Last change of content or state.' })
  updatedAt: Date;

  @Field(() => String, { nullable: true, description: 'Of an imported one: its kind in the words of the source.' })
  sourceKind: string | null;

  @Field(() => String, { nullable: true, description: 'Of an imported one: its date in the words of the source.' })
  sourceDate: string | null;

  @Field(() => UrlScalar, { nullable: true, description: 'Of an imported one: where it was found.' })
  source: string | null;

  @Field(() => [ContributionAction], { description: 'What the caller may do with it now.' })
  viewerCan: ContributionAction[];

  uuid: string;
  /** Of a list of the past: its instant. */
  asOf: Date | null;
  revisionId: string;
  revisionNumber: number;
  textVersion: number;
  eventId: string | null;
  submitterId: string | null;
  /** Set only when the caller may know of it. */
  pendingRevisionId: string | null;
  pendingStatus: ContributionStatus | null;
}

@ObjectType('PositionPaper', {
  description: 'Where an organisation stands, and what it asks for.',
  implements: () => [ContributionType, Node],
})
export class PositionPaperType extends ContributionType {}

@ObjectType('TechnologyNote', {
  description: 'What a technology can do today: maturity, standards, limits.',
  implements: () => [ContributionType, Node],
})
export class TechnologyNoteType extends ContributionType {}

@ObjectType('ImplementationOption', {
  description: 'One way to carry a recommendation out.',
  implements: () => [ContributionType, Node],
})
export class ImplementationOptionType extends ContributionType {}

@ObjectType({ description: 'An amount between two bounds.' })
export class MoneyRange {
  @Field(() => Float, { description: 'Lower bound, in whole units of the currency.' })
  low: number;

  @Field(() => Float, { description: 'Upper bound, in whole units of the currency.' })
  high: number;

  @Field({ description: 'ISO 4217 code.' })
  currency: string;

  @Field(() => String, { nullable: true, description: 'What the estimate rests on.' })
  basis: string | null;
}

@ObjectType({ description: 'A whole number between two bounds.' })
export class IntRange {
  @Field(() => Int, { description: 'Lower bound.' })
  low: number;

  @Field(() => Int, { description: 'Upper bound.' })
  high: number;
}

export const ContributionConnection = connectionType('Contribution', () => ContributionType);

const CLASSES = {
  POSITION_PAPER: PositionPaperType,
  TECHNOLOGY_NOTE: TechnologyNoteType,
  IMPLEMENTATION_OPTION: ImplementationOptionType,
};

/** Maps a row that passed the gate; what only submitter and analysts may know is left out for others. What is past cannot be changed. */
export function toContributionType(row: ContributionRow, actor: Actor, asOf: Date | null = null): ContributionType {
  const isSubmitter = actor.accountId !== null && actor.accountId === row.submitterId;
  const knowsPending =
    isSubmitter || (isAnalyst(actor) && (row.pendingStatus !== ContributionStatus.DRAFT || row.submitterId === null));
  return Object.assign(new CLASSES[row.kind](), {
    ...row,
    id: globalId('Contribution', row.id),
    uuid: row.id,
    asOf,
    source: row.sourceUrl,
    pendingRevisionId: knowsPending ? row.pendingRevisionId : null,
    pendingStatus: knowsPending ? row.pendingStatus : null,
    tombstone: row.withdrawnAt === null ? null : { withdrawnAt: row.withdrawnAt, reason: row.withdrawalReason ?? '' },
    viewerCan: asOf ? [] : actionsFor(actor, row),
  });
}

/** The three kinds, reached through the interface only, so the schema must be told of them. */
export const contributionTypes = Object.values(CLASSES);
