import { Inject } from '@nestjs/common';
import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { InformationSystemType, Systems, systemLoader, Themes, ThemeType, themeLoader } from '#libs/catalogue';
import {
  Events,
  EventType,
  eventLoader,
  Organisations,
  OrganisationType,
  organisationLoader,
  Persons,
  PersonType,
  personLoader,
} from '#libs/directory';
import type { RequestContext } from '#libs/identity';
import { type ConnectionValue, checkPage, ForwardPageArgs, inKeyOrder, listConnection } from '#libs/platform';
import { Contributions } from '../queries/contributions.js';
import { RevisionParts } from '../queries/revision-parts.js';
import { Revisions } from '../queries/revisions.js';
import { ContributionType, PendingRevision, toContributionType } from './contribution.type.js';
import { RevisionConnection, type RevisionType, toRevisionType } from './revision.type.js';

/** What every contribution names: who speaks, on what, for which occasion. Loaded by set, in the order given by the author. */
@Resolver(() => ContributionType)
export class ContributionNamesResolver {
  constructor(
    @Inject(RevisionParts) private readonly parts: RevisionParts,
    @Inject(Themes) private readonly themeQuery: Themes,
    @Inject(Systems) private readonly systemQuery: Systems,
    @Inject(Organisations) private readonly organisationQuery: Organisations,
    @Inject(Persons) private readonly personQuery: Persons,
    @Inject(Events) private readonly eventQuery: Events,
  ) {}

  @ResolveField(() => [OrganisationType], { description: 'Who speaks.' })
  async organisations(
    @Parent() contribution: ContributionType,
    @Context() context: RequestContext,
  ): Promise<OrganisationType[]> {
    const ids = await this.named(context, 'revision_organisation', contribution.revisionId);
    return present(await organisationLoader(context, this.organisationQuery).loadMany(ids));
  }

  @ResolveField(() => [PersonType], { description: 'Who wrote it.' })
  async authors(@Parent() contribution: ContributionType, @Context() context: RequestContext): Promise<PersonType[]> {
    const ids = await this.named(context, 'revision_author', contribution.revisionId);
    return present(await personLoader(context, this.personQuery).loadMany(ids));
  }

  @ResolveField(() => EventType, { nullable: true, description: 'The event that it answers.' })
  event(
    @Parent() contribution: ContributionType,
    @Context() context: RequestContext,
  ): Promise<EventType | null> | null {
    return contribution.eventId ? eventLoader(context, this.eventQuery).load(contribution.eventId) : null;
  }

  @ResolveField(() => [ThemeType], { description: 'What it is about.' })
  async themes(@Parent() contribution: ContributionType, @Context() context: RequestContext): Promise<ThemeType[]> {
    const ids = await this.named(context, 'revision_theme', contribution.revisionId);
    return present(await themeLoader(context, this.themeQuery).loadMany(ids));
  }

  @ResolveField(() => [InformationSystemType], { description: 'The information systems it speaks of.' })
  async systems(
    @Parent() contribution: ContributionType,
    @Context() context: RequestContext,
  ): Promise<InformationSystemType[]> {
    const ids = await this.named(context, 'revision_system', contribution.revisionId);
    return present(await systemLoader(context, this.systemQuery).loadMany(ids));
  }

  private named(
    context: RequestContext,
    table: Parameters<RevisionParts['named']>[0],
    revisionId: string,
  ): Promise<string[]> {
    return context.loaders
      .get(`${table}.ofRevision`, (ids: readonly string[]) => this.parts.named(table, ids))
      .load(revisionId);
  }
}

/** Its text beyond the head, and its history. */
@Resolver(() => ContributionType)
export class ContributionTextResolver {
  constructor(
    @Inject(RevisionParts) private readonly parts: RevisionParts,
    @Inject(Revisions) private readonly revisionQuery: Revisions,
  ) {}

  @ResolveField(() => String, {
    nullable: true,
    description: 'Markdown; the text itself when no file carries it. Null when withdrawn.',
  })
  body(@Parent() contribution: ContributionType, @Context() context: RequestContext): Promise<string | null> | null {
    if (contribution.tombstone) return null;
    return context.loaders
      .get('revision.body', (ids: readonly string[]) => this.parts.bodies(ids))
      .load(contribution.revisionId);
  }

  @ResolveField(() => PendingRevision, {
    nullable: true,
    description: 'Of a published one: the next revision on its way; for its submitter and analysts.',
  })
  async pending(
    @Parent() contribution: ContributionType,
    @Context() context: RequestContext,
  ): Promise<PendingRevision | null> {
    if (!contribution.pendingRevisionId || !contribution.pendingStatus) return null;
    const head = await context.loaders
      .get('revision.head', (ids: readonly string[]) => this.parts.heads(ids))
      .load(contribution.pendingRevisionId);
    return (
      head && { number: head.number, title: head.title, status: contribution.pendingStatus, published: contribution }
    );
  }

  @ResolveField(() => RevisionConnection, { description: 'Its revisions as submitted or published, oldest first.' })
  async revisions(
    @Parent() contribution: ContributionType,
    @Args() args: ForwardPageArgs,
    @Context() context: RequestContext,
  ): Promise<ConnectionValue<RevisionType>> {
    const page = checkPage(args);
    const rows = await this.revisionQuery.ofContribution(context.actor, contribution.uuid, contribution.asOf);
    return listConnection(rows.map(toRevisionType), page);
  }
}

/** What a pending revision says, in full. */
@Resolver(() => PendingRevision)
export class PendingRevisionResolver {
  constructor(@Inject(Contributions) private readonly contributions: Contributions) {}

  @ResolveField(() => ContributionType, {
    description:
      'The contribution as it would read once published. Passages, links and history are those of the published one.',
  })
  async content(@Parent() pending: PendingRevision, @Context() context: RequestContext): Promise<ContributionType> {
    const row = await context.loaders
      .get('contribution.pending', async (ids: readonly string[]) =>
        inKeyOrder(ids, await this.contributions.pendingByIds(context.actor, ids), (found) => found.id),
      )
      .load(pending.published.uuid);
    if (!row) throw new Error('The pending revision is gone.');
    return toContributionType(row, context.actor);
  }
}

function present<Item>(items: (Item | Error | null)[]): Item[] {
  return items.filter((item): item is Item => item !== null && !(item instanceof Error));
}
