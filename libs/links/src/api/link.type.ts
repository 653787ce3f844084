import { Field, Float, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type Actor, isAnalyst } from '#libs/identity';
import { connectionType, DateTimeScalar, globalId, Node } from '#libs/platform';
import { LinkDecision, LinkEnd, LinkOrigin, LinkState, Stance, Strength } from '../policies/link.js';
import type { LinkRow } from '../queries/links.js';

registerEnumType(Stance, {
  name: 'Stance',
  description: 'On which side a contribution stands towards a recommendation.',
  valuesMap: {
    SUPPORTS: { description: 'It is for it.' },
    SUPPORTS_WITH_CHANGES: { description: 'It is for it, if something is changed.' },
    ANSWERS: { description: 'It answers what was asked (a study, a figure) without taking a side.' },
    QUESTIONS: { description: 'It doubts it or asks for reasons.' },
    OFFERS_ALTERNATIVE: { description: 'It proposes another way.' },
    OPPOSES: { description: 'It is against it.' },
    UNSTATED: { description: 'It speaks to it, without a side; what an import knows no better.' },
  },
});
registerEnumType(Strength, {
  name: 'Strength',
  description: 'How strongly a contribution speaks to a recommendation.',
  valuesMap: {
    MENTIONS: { description: 'In passing.' },
    ADDRESSES: { description: 'As one of its subjects.' },
    CENTRAL: { description: 'As its main subject.' },
  },
});
registerEnumType(LinkOrigin, {
  name: 'LinkOrigin',
  description: 'Where a link comes from.',
  valuesMap: {
    AUTHOR: { description: 'Claimed by the submitter.' },
    ANALYST: { description: 'Made by an analyst.' },
    SUGGESTED: { description: 'Suggested by Roundtable.' },
    IMPORTED: { description: 'Came with an import.' },
  },
});
registerEnumType(LinkState, {
  name: 'LinkState',
  description: 'What has been decided on a link.',
  valuesMap: {
    SUGGESTED: { description: 'A suggestion; counts nowhere.' },
    PROPOSED: { description: 'Claimed, not yet decided on.' },
    CONFIRMED: { description: 'Confirmed by an analyst; counts in coverage.' },
    REJECTED: { description: 'Rejected by an analyst, with a reason.' },
  },
});
registerEnumType(LinkDecision, {
  name: 'LinkDecision',
  description: 'A decision on a link.',
  valuesMap: {
    CONFIRM: { description: 'It holds. Of a suspect one: it holds for the new text too.' },
    REJECT: { description: 'It does not hold; a reason is required.' },
  },
});

registerEnumType(LinkEnd, {
  name: 'LinkEnd',
  description: 'An end of a link.',
  valuesMap: {
    CONTRIBUTION: { description: 'The contribution.' },
    RECOMMENDATION: { description: 'The recommendation.' },
  },
});

@ObjectType('RecommendationLink', {
  description:
    'The claim that a contribution speaks to a recommendation: how, how strongly, why, and where it says so.',
  implements: () => [Node],
})
export class RecommendationLinkType extends Node {
  @Field(() => Int, { description: 'The contribution’s revision the claim was made on.' })
  revision: number;

  @Field(() => Int, { description: 'The recommendation’s version the claim was made to.' })
  recommendationVersion: number;

  @Field(() => Stance, { description: 'For, against, or what else.' })
  stance: Stance;

  @Field(() => Strength, { description: 'How strongly.' })
  strength: Strength;

  @Field({
    description: 'Why, in a sentence or two. Empty where it speaks of an earlier text that the caller may not read.',
  })
  rationale: string;

  @Field(() => LinkOrigin, { description: 'Where it comes from.' })
  origin: LinkOrigin;

  @Field(() => LinkState, { description: 'What has been decided.' })
  state: LinkState;

  @Field({
    description:
      'An end has a newer text than the claim was made on, or its evidence is not found in what was read: look again.',
  })
  suspect: boolean;

  @Field(() => [LinkEnd], { description: 'Of a suspect one: which ends have a newer text.' })
  newerEnds: LinkEnd[];

  @Field(() => Float, { nullable: true, description: 'Of a suggestion: 0 to 1.' })
  confidence: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was decided on.' })
  decidedAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'The reason of the decision; not told where `rationale` is not.',
  })
  decisionReason: string | null;

  uuid: string;
  claimId: string;
  contributionId: string;
  recommendationId: string;
  withdrawn: boolean;
  /** For an analyst or the submitter. */
  insider: boolean;
  /** Who decided, set only for insiders. */
  decider: { accountId: string | null } | null;
}

export const RecommendationLinkConnection = connectionType('RecommendationLink', () => RecommendationLinkType);

/** Maps a row that passed the gate; who decided, and which quotes wait, is for analysts and the submitter to know. */
export function toLinkType(row: LinkRow, actor: Actor): RecommendationLinkType {
  const insider = isAnalyst(actor) || (actor.accountId !== null && actor.accountId === row.submitterId);
  return Object.assign(new RecommendationLinkType(), {
    ...row,
    id: globalId('RecommendationLink', row.id),
    uuid: row.id,
    rationale: row.textHidden ? '' : row.rationale,
    decisionReason: row.textHidden ? null : row.decisionReason,
    newerEnds: [
      ...(row.textMoved ? [LinkEnd.CONTRIBUTION] : []),
      ...(row.recommendationMoved ? [LinkEnd.RECOMMENDATION] : []),
    ],
    insider,
    decider: insider && row.decidedAt !== null ? { accountId: row.decidedBy } : null,
  });
}
