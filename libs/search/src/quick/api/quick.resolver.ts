import { Inject } from '@nestjs/common';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { Access, type RequestContext } from '#libs/identity';
import { globalId, NodeLookup, type NodeType } from '#libs/platform';
import type { NameKind } from '../name-hits.js';
import { QuickSearch } from '../quick-search.js';
import { SuggestQueries } from '../suggest-queries.js';
import { checkEntries, QuickSearchArgs, SuggestQueriesArgs } from './quick.args.js';
import { QuickHitType } from './quick.type.js';

const NODES: Record<NameKind, NodeType> = {
  CONTRIBUTION: 'Contribution',
  RECOMMENDATION: 'Recommendation',
  THEME: 'Theme',
  SYSTEM: 'InformationSystem',
  ORGANISATION: 'Organisation',
  EVENT: 'Event',
};

@Resolver()
export class QuickResolver {
  constructor(
    @Inject(QuickSearch) private readonly finder: QuickSearch,
    @Inject(SuggestQueries) private readonly suggestions: SuggestQueries,
    @Inject(NodeLookup) private readonly nodes: NodeLookup,
  ) {}

  @Access('ANYONE')
  @Query(() => [QuickHitType], {
    description:
      'As you type: contributions, recommendations, themes, information systems, organisations and events that you may read and ' +
      'whose names, codes or references hold all the words typed, in any order; the last may be the beginning of one. Best first, kinds mixed.',
  })
  async quickSearch(@Args() args: QuickSearchArgs, @Context() context: RequestContext): Promise<QuickHitType[]> {
    const hits = await this.finder.execute(context.actor, args.text, checkEntries(args));
    // Through the loaders of their areas, and so once more through the reading gate.
    const nodes = await this.nodes.load(
      hits.map((hit) => globalId(NODES[hit.kind], hit.id)),
      context,
    );
    return hits.flatMap(({ label, html }, index): QuickHitType[] => {
      const node = nodes[index];
      return node ? [{ node, label, html }] : [];
    });
  }

  @Access('ANYONE')
  @Query(() => [String], {
    description:
      'As you type a query: what it may become, made of names that you may read. Each is there once, and finds something when searched.',
  })
  suggestQueries(@Args() args: SuggestQueriesArgs, @Context() context: RequestContext): Promise<string[]> {
    return this.suggestions.execute(context.actor, args.prefix, checkEntries(args));
  }
}
