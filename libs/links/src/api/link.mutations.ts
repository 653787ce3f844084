import { Inject } from '@nestjs/common';
import { Args, Context, Field, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Access, type RequestContext } from '#libs/identity';
import { Payload, uuidOf } from '#libs/platform';
import { DecideLink } from '../commands/decide-link.js';
import { LinkRecommendation } from '../commands/link-recommendation.js';
import { ReviseLink } from '../commands/revise-link.js';
import { WithdrawLink } from '../commands/withdraw-link.js';
import { Links } from '../queries/links.js';
import {
  DecideLinkInput,
  type EvidenceInput,
  LinkRecommendationInput,
  ReviseLinkInput,
  WithdrawLinkInput,
} from './link.inputs.js';
import { RecommendationLinkType, toLinkType } from './link.type.js';

@ObjectType({ description: 'The link as it is now.' })
export class RecommendationLinkPayload extends Payload {
  @Field(() => RecommendationLinkType, { nullable: true, description: 'The link after the change; null on failure.' })
  link: RecommendationLinkType | null;
}

@Resolver()
export class LinkMutationsResolver {
  constructor(
    @Inject(LinkRecommendation) private readonly linkCommand: LinkRecommendation,
    @Inject(DecideLink) private readonly decideCommand: DecideLink,
    @Inject(ReviseLink) private readonly reviseCommand: ReviseLink,
    @Inject(WithdrawLink) private readonly withdrawCommand: WithdrawLink,
    @Inject(Links) private readonly links: Links,
  ) {}

  @Access('CONTRIBUTOR')
  @Mutation(() => RecommendationLinkPayload, {
    description:
      'Links a contribution to a recommendation. An author’s link is PROPOSED until an analyst decides; an analyst’s with evidence is CONFIRMED at once.',
  })
  async linkRecommendation(
    @Args('input') input: LinkRecommendationInput,
    @Context() context: RequestContext,
  ): Promise<RecommendationLinkPayload> {
    const id = await this.linkCommand.execute(context.actor, {
      ...input,
      contributionId: uuidOf('Contribution', input.contribution, ['contribution']),
      evidence: toEvidence(input.evidence),
    });
    return this.payload(id, context);
  }

  @Access('CONTRIBUTOR')
  @Mutation(() => RecommendationLinkPayload, {
    description: 'Says a proposed link of yours anew, on the text as it is now, until an analyst has decided.',
  })
  async reviseLink(
    @Args('input') input: ReviseLinkInput,
    @Context() context: RequestContext,
  ): Promise<RecommendationLinkPayload> {
    const id = uuidOf('RecommendationLink', input.id, ['id']);
    await this.reviseCommand.execute(context.actor, { ...input, id, evidence: toEvidence(input.evidence) });
    return this.payload(id, context);
  }

  @Access('CONTRIBUTOR')
  @Mutation(() => RecommendationLinkPayload, {
    description: 'Takes a proposed link of yours back, until an analyst has decided. The link of the payload is null.',
  })
  async withdrawLink(
    @Args('input') input: WithdrawLinkInput,
    @Context() context: RequestContext,
  ): Promise<RecommendationLinkPayload> {
    const id = uuidOf('RecommendationLink', input.id, ['id']);
    await this.withdrawCommand.execute(context.actor, id);
    return this.payload(id, context);
  }

  @Access('ANALYST')
  @Mutation(() => RecommendationLinkPayload, {
    description: 'Confirms or rejects a link; confirming needs evidence, or a reason that says why there is none.',
  })
  async decideLink(
    @Args('input') input: DecideLinkInput,
    @Context() context: RequestContext,
  ): Promise<RecommendationLinkPayload> {
    const id = uuidOf('RecommendationLink', input.id, ['id']);
    await this.decideCommand.execute(context.actor, { id, decision: input.decision, reason: input.reason });
    return this.payload(id, context);
  }

  private async payload(id: string, context: RequestContext): Promise<RecommendationLinkPayload> {
    context.loaders.clear();
    const [row] = await this.links.byIds(context.actor, [id]);
    return { link: row ? toLinkType(row, context.actor) : null, errors: [] };
  }
}

function toEvidence(evidence: EvidenceInput[] | null | undefined) {
  return (evidence ?? []).map((item, index) => ({
    quote: item.quote,
    prefix: item.prefix,
    suffix: item.suffix,
    passageId: item.passage ? uuidOf('Passage', item.passage, ['evidence', String(index), 'passage']) : undefined,
  }));
}
