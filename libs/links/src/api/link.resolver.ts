import { Inject } from '@nestjs/common';
import { Context, Field, Int, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Recommendations, RecommendationType, recommendationLoader } from '#libs/catalogue';
import { Contributions, ContributionType, contributionLoader } from '#libs/contributions';
import { Passages, PassageType, passageLoader } from '#libs/documents';
import { Accounts, ActorType, type RequestContext } from '#libs/identity';
import { ClaimEvidence } from '../queries/claim-evidence.js';
import { RecommendationLinkType } from './link.type.js';
import { whoIs } from './who.js';

@ObjectType('Evidence', { description: 'The passage that says so, and where in it.' })
export class EvidenceType {
  @Field(() => PassageType, { description: 'The passage.' })
  passage: PassageType;

  @Field({
    description:
      'The words quoted, as they were given. A later reading of the file may put spaces, hyphens or a letter otherwise: start and end say what stands there now.',
  })
  quote: string;

  @Field(() => Int, { description: 'Where they begin in passage.text, in UTF-16 units.' })
  start: number;

  @Field(() => Int, { description: 'Where they end, exclusive, in UTF-16 units.' })
  end: number;
}

@ObjectType('AwaitedEvidence', {
  description: 'A quote of a file that came with an import: evidence as soon as the file is read and says it.',
})
export class AwaitedEvidenceType {
  @Field({ description: 'The words, as the import gave them.' })
  quote: string;

  @Field(() => String, { nullable: true, description: 'Name of the file they are meant to be in; null for any.' })
  file: string | null;

  @Field(() => Int, { nullable: true, description: 'The page they are meant to be on.' })
  page: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why they were not found; null while the file is still to be read. The link is suspect then.',
  })
  failure: string | null;
}

@Resolver(() => RecommendationLinkType)
export class RecommendationLinkResolver {
  constructor(
    @Inject(Contributions) private readonly contributions: Contributions,
    @Inject(Recommendations) private readonly recommendations: Recommendations,
    @Inject(Passages) private readonly passages: Passages,
    @Inject(ClaimEvidence) private readonly evidenceQuery: ClaimEvidence,
    @Inject(Accounts) private readonly accounts: Accounts,
  ) {}

  @ResolveField(() => ContributionType, { description: 'The contribution.' })
  contribution(
    @Parent() link: RecommendationLinkType,
    @Context() context: RequestContext,
  ): Promise<ContributionType | null> {
    return contributionLoader(context, this.contributions).load(link.contributionId);
  }

  @ResolveField(() => RecommendationType, { description: 'The recommendation, as it is now.' })
  recommendation(
    @Parent() link: RecommendationLinkType,
    @Context() context: RequestContext,
  ): Promise<RecommendationType | null> {
    return recommendationLoader(context, this.recommendations).load(link.recommendationId);
  }

  @ResolveField(() => [EvidenceType], {
    description: 'Where the contribution says so. Empty when it was withdrawn: its text is gone.',
  })
  async evidence(@Parent() link: RecommendationLinkType, @Context() context: RequestContext): Promise<EvidenceType[]> {
    if (link.withdrawn) return [];
    const rows = await context.loaders
      .get('claim.evidence', (ids: readonly string[]) => this.evidenceQuery.ofClaims(ids))
      .load(link.claimId);
    const loader = passageLoader(context, this.passages);
    const found = await Promise.all(rows.map(async (row) => ({ ...row, passage: await loader.load(row.passageId) })));
    return found.filter((item): item is typeof item & { passage: PassageType } => item.passage !== null);
  }

  @ResolveField(() => [AwaitedEvidenceType], {
    description:
      'Quotes that wait for their file to be read, or that it does not say; for analysts and the submitter, since the file may be one ' +
      'that was never published.',
  })
  async awaitedEvidence(
    @Parent() link: RecommendationLinkType,
    @Context() context: RequestContext,
  ): Promise<AwaitedEvidenceType[]> {
    if (link.withdrawn || !link.insider) return [];
    return context.loaders
      .get('claim.awaited', (ids: readonly string[]) => this.evidenceQuery.awaitedOf(ids))
      .load(link.claimId);
  }

  @ResolveField(() => ActorType, { nullable: true, description: 'Who decided on it; for analysts and the submitter.' })
  decidedBy(@Parent() link: RecommendationLinkType, @Context() context: RequestContext): Promise<ActorType | null> {
    return whoIs(link.decider, context, this.accounts);
  }
}
