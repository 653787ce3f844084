import { Inject } from '@nestjs/common';
import { Args, Context, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ThemeType } from '#libs/catalogue';
import { EventType, OrganisationType } from '#libs/directory';
import { Access, type RequestContext } from '#libs/identity';
import {
  asOfArgument,
  type ConnectionValue,
  checkPage,
  checkPast,
  ForwardPageArgs,
  type PageArgs,
  toConnection,
} from '#libs/platform';
import { type ContributionCriteria, ContributionList, ContributionOrder } from '../queries/contribution-list.js';
import { Contributions } from '../queries/contributions.js';
import { ThemeCounts } from '../queries/theme-counts.js';
import { ContributionConnection, ContributionType, toContributionType } from './contribution.type.js';
import { ContributionListArgs, checkPastFilter, toCriteria } from './contribution-filter.input.js';

type Connection = ConnectionValue<ContributionType>;

/** Lists of contributions, wherever they hang. */
async function connection(
  list: ContributionList,
  { actor }: RequestContext,
  criteria: ContributionCriteria,
  args: PageArgs & { orderBy?: ContributionOrder | null },
): Promise<Connection> {
  const page = checkPage(args);
  const rows = await list.page(actor, criteria, args.orderBy ?? ContributionOrder.NEWEST, page);
  return toConnection(
    rows,
    page,
    (row) => toContributionType(row, actor, criteria.asOf),
    () => list.count(actor, criteria),
  );
}

@Resolver()
export class ContributionQueriesResolver {
  constructor(
    @Inject(Contributions) private readonly byKey: Contributions,
    @Inject(ContributionList) private readonly list: ContributionList,
  ) {}

  @Access('ANYONE')
  @Query(() => ContributionType, {
    nullable: true,
    description: 'A contribution by its reference; null when there is none or you may not read it.',
  })
  async contribution(
    @Args('reference', { description: 'RT-2017-0042.' }) reference: string,
    @Context() { actor }: RequestContext,
  ): Promise<ContributionType | null> {
    const row = await this.byKey.byReference(actor, reference);
    return row ? toContributionType(row, actor) : null;
  }

  @Access('ANYONE')
  @Query(() => ContributionConnection, { description: 'Contributions that you may read, of every state.' })
  contributions(
    @Args() args: ContributionListArgs,
    @Args(
      'asOf',
      asOfArgument(
        'what was published then, of what you may read today, as it read then. Its links, relations, history and revisions are of that time too; ' +
          'what it leads to, and what is similar, is of today. The text of what was withdrawn since is gone, and its tombstone says so.',
      ),
    )
    asOf: Date | null,
    @Context() context: RequestContext,
  ): Promise<Connection> {
    checkPast(asOf);
    if (asOf) checkPastFilter(args.filter);
    return connection(this.list, context, { ...toCriteria(args.filter), asOf }, args);
  }
}

@Resolver(() => OrganisationType)
export class OrganisationContributionsResolver {
  constructor(@Inject(ContributionList) private readonly list: ContributionList) {}

  @ResolveField(() => ContributionConnection, { description: 'What it handed in, newest first.' })
  contributions(
    @Parent() organisation: OrganisationType,
    @Args() args: ForwardPageArgs,
    @Context() context: RequestContext,
  ): Promise<Connection> {
    return connection(this.list, context, { organisationIds: [organisation.uuid] }, args);
  }
}

@Resolver(() => EventType)
export class EventContributionsResolver {
  constructor(@Inject(ContributionList) private readonly list: ContributionList) {}

  @ResolveField(() => ContributionConnection, { description: 'What was handed in for it, newest first.' })
  contributions(
    @Parent() event: EventType,
    @Args() args: ForwardPageArgs,
    @Context() context: RequestContext,
  ): Promise<Connection> {
    return connection(this.list, context, { eventId: event.uuid }, args);
  }
}

@Resolver(() => ThemeType)
export class ThemeContributionsResolver {
  constructor(@Inject(ThemeCounts) private readonly counts: ThemeCounts) {}

  @ResolveField(() => Int, { description: 'Published contributions on it or on a narrower theme, that you may read.' })
  contributionCount(
    @Parent() theme: ThemeType,
    @Args('asOf', asOfArgument('what was published then, of what you may read today.')) asOf: Date | null,
    @Context() context: RequestContext,
  ): Promise<number> {
    checkPast(asOf);
    return context.loaders
      .get(`theme.contributionCount:${asOf?.toISOString() ?? ''}`, (ids: readonly string[]) =>
        this.counts.published(context.actor, ids, asOf),
      )
      .load(theme.uuid);
  }
}
