import { Inject } from '@nestjs/common';
import { Args, Context, Field, Int, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { RecommendationType } from '#libs/catalogue';
import { ContributionType } from '#libs/contributions';
import { Access, type RequestContext } from '#libs/identity';
import {
  asOfArgument,
  type ConnectionValue,
  checkPage,
  checkPast,
  ForwardPageArgs,
  toConnection,
} from '#libs/platform';
import { LinkState } from '../policies/link.js';
import { type LinkSide, Links } from '../queries/links.js';
import { LinkListArgs } from './link.inputs.js';
import { RecommendationLinkConnection, type RecommendationLinkType, toLinkType } from './link.type.js';

/** First pages of all ends in a list are loaded together; a further page is a question about one end. */
async function connection(
  links: Links,
  context: RequestContext,
  side: LinkSide,
  id: string,
  args: LinkListArgs,
  asOf: Date | null = null,
): Promise<ConnectionValue<RecommendationLinkType>> {
  checkPast(asOf);
  const page = checkPage(args);
  const criteria = { ...args.filter, asOf };
  const name = `${side}.links:${JSON.stringify(criteria)}`;
  const rows =
    page.after === undefined
      ? await context.loaders
          .get(`${name}:${page.size}`, (ids: readonly string[]) =>
            links.firstPages(context.actor, side, ids, criteria, page.size),
          )
          .load(id)
      : await links.page(context.actor, side, id, criteria, page);
  return toConnection(
    rows,
    page,
    (row) => toLinkType(row, context.actor),
    () =>
      context.loaders
        .get(`${name}:count`, (ids: readonly string[]) => links.counts(context.actor, side, ids, criteria))
        .load(id),
  );
}

@Resolver(() => ContributionType)
export class ContributionLinksResolver {
  constructor(@Inject(Links) private readonly linkQuery: Links) {}

  @ResolveField(() => RecommendationLinkConnection, {
    description:
      'The recommendations it speaks to, in the order they were linked. Suggested and rejected ones are for analysts and the submitter.',
  })
  links(
    @Parent() contribution: ContributionType,
    @Args() args: LinkListArgs,
    @Context() context: RequestContext,
  ): Promise<ConnectionValue<RecommendationLinkType>> {
    return connection(this.linkQuery, context, 'contribution', contribution.uuid, args, contribution.asOf);
  }
}

@Resolver(() => RecommendationType)
export class RecommendationLinksResolver {
  constructor(@Inject(Links) private readonly linkQuery: Links) {}

  @ResolveField(() => RecommendationLinkConnection, {
    description: 'What speaks to it, in the order it was linked, from contributions that you may read.',
  })
  links(
    @Parent() recommendation: RecommendationType,
    @Args() args: LinkListArgs,
    @Args(
      'asOf',
      asOfArgument(
        'what held then, of contributions that were published then and that you may read today.',
        'In a list of the past, of its instant.',
      ),
    )
    asOf: Date | null,
    @Context() context: RequestContext,
  ): Promise<ConnectionValue<RecommendationLinkType>> {
    return connection(
      this.linkQuery,
      context,
      'recommendation',
      recommendation.uuid,
      args,
      asOf ?? recommendation.asOf,
    );
  }
}

@ObjectType('HeldLinks', {
  description: 'The links that a new text of a recommendation would make suspect, of those you may read.',
})
export class HeldLinksType {
  @Field(() => Int, {
    description: 'Confirmed ones: they would count with a mark until somebody looked at them again.',
  })
  confirmed: number;

  @Field(() => Int, { description: 'Ones that wait for a decision.' })
  proposed: number;

  @Field(() => Int, { description: 'How many contributions they come from.' })
  contributions: number;
}

@Resolver(() => RecommendationType)
export class HeldLinksResolver {
  constructor(@Inject(Links) private readonly linkQuery: Links) {}

  @ResolveField(() => HeldLinksType, { description: 'What a new version of its text would make suspect.' })
  heldLinks(@Parent() recommendation: RecommendationType, @Context() context: RequestContext): Promise<HeldLinksType> {
    return context.loaders
      .get('recommendation.heldLinks', (ids: readonly string[]) => this.linkQuery.heldBy(context.actor, ids))
      .load(recommendation.uuid);
  }
}

@Resolver()
export class SuspectLinksResolver {
  constructor(@Inject(Links) private readonly linkQuery: Links) {}

  @Access('ANALYST')
  @Query(() => RecommendationLinkConnection, {
    description:
      'Links to look at again, because an end has a newer text or evidence is lost; in the order they were made. For analysts.',
  })
  async suspectLinks(
    @Args() args: ForwardPageArgs,
    @Context() { actor }: RequestContext,
  ): Promise<ConnectionValue<RecommendationLinkType>> {
    const page = checkPage(args);
    const criteria = { suspect: true, states: [LinkState.CONFIRMED, LinkState.PROPOSED] };
    return toConnection(
      await this.linkQuery.all(actor, criteria, page),
      page,
      (row) => toLinkType(row, actor),
      () => this.linkQuery.countAll(actor, criteria),
    );
  }
}
