import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { relatedLoader, Themes, ThemeType, themeLoader } from '#libs/catalogue';
import { Access, type RequestContext } from '#libs/identity';
import { checkPage, ForwardPageArgs, inKeyOrder, toConnection } from '#libs/platform';
import { Events } from '../queries/events.js';
import { CallType, EventConnection, EventType, toCallType, toEventType } from './event.type.js';

@Resolver(() => EventType)
export class EventResolver {
  constructor(
    @Inject(Events) private readonly queries: Events,
    @Inject(Themes) private readonly themeQueries: Themes,
  ) {}

  @Access('ANYONE')
  @Query(() => EventConnection, { description: 'Roundtables and other occasions, newest first.' })
  async events(@Args() pageArgs: ForwardPageArgs) {
    const page = checkPage(pageArgs);
    return toConnection(await this.queries.page(page), page, toEventType, () => this.queries.count());
  }

  @Access('ANYONE')
  @Query(() => EventType, { nullable: true, description: 'An event by its short name; null when there is none.' })
  async event(
    @Args('slug', { description: 'Its short name, in letters of either case.' }) slug: string,
  ): Promise<EventType | null> {
    const row = await this.queries.bySlug(slug);
    return row ? toEventType(row) : null;
  }

  @ResolveField(() => [ThemeType], { description: 'Themes it was about.' })
  themes(@Parent() parent: EventType, @Context() context: RequestContext): Promise<ThemeType[]> {
    const relation = (ids: readonly string[]) => this.queries.themesOf('event', ids);
    return relatedLoader(context, 'themesOfEvent', relation, themeLoader(context, this.themeQueries)).load(parent.uuid);
  }

  @ResolveField(() => CallType, { nullable: true, description: 'Its call for input; null when none is known.' })
  call(@Parent() parent: EventType, @Context() context: RequestContext): Promise<CallType | null> {
    return context.loaders
      .get('callOfEvent', async (ids: readonly string[]) =>
        inKeyOrder(ids, (await this.queries.callsOf(ids)).map(toCallType), (call) => call.eventUuid),
      )
      .load(parent.uuid);
  }
}

@Resolver(() => CallType)
export class CallResolver {
  constructor(
    @Inject(Events) private readonly queries: Events,
    @Inject(Themes) private readonly themeQueries: Themes,
  ) {}

  @ResolveField(() => [ThemeType], { description: 'Themes on which input is asked for.' })
  themes(@Parent() parent: CallType, @Context() context: RequestContext): Promise<ThemeType[]> {
    const relation = (ids: readonly string[]) => this.queries.themesOf('call', ids);
    return relatedLoader(context, 'themesOfCall', relation, themeLoader(context, this.themeQueries)).load(
      parent.eventUuid,
    );
  }
}
