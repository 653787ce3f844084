import { Inject } from '@nestjs/common';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { Contributions, contributionLoader } from '#libs/contributions';
import { Passages, passageLoader } from '#libs/documents';
import { Access, type RequestContext } from '#libs/identity';
import { checkPage } from '#libs/platform';
import { Search, type SearchAnswer } from '../query/search.js';
import { SearchArgs } from './search.args.js';
import { PassageHitType, SearchConnectionType, type SearchEdgeType } from './search.type.js';

@Resolver()
export class SearchResolver {
  constructor(
    @Inject(Search) private readonly finder: Search,
    @Inject(Contributions) private readonly contributions: Contributions,
    @Inject(Passages) private readonly passages: Passages,
  ) {}

  @Access('ANYONE')
  @Query(() => SearchConnectionType, {
    description:
      'Contributions about something, best first, among those you may read. What was ignored or cut is said in notes.',
  })
  async search(@Args() args: SearchArgs, @Context() context: RequestContext): Promise<SearchConnectionType> {
    const question = {
      query: args.query,
      filter: args.filter ?? {},
      facets: args.facets ?? [],
      order: args.orderBy ?? undefined,
      language: args.language ?? undefined,
      page: checkPage(args),
    };
    // Read while the texts are; whoever asks again gets the same, a failure too.
    const nodes = contributionLoader(context, this.contributions);
    const answer = await this.finder.execute(context.actor, question, (ids) => {
      nodes.loadMany(ids).catch(() => undefined);
    });
    const edges = await this.edges(answer, context);
    return {
      edges,
      nodes: edges.map((edge) => edge.node),
      pageInfo: {
        hasNextPage: answer.hasMore,
        hasPreviousPage: args.after != null,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      },
      totalCount: answer.total,
      totalIsExact: true,
      facets: answer.facets,
      notes: answer.notes,
      correctedQuery: answer.correctedQuery ?? null,
      engines: answer.engines,
      freshAsOf: answer.freshAsOf,
    };
  }

  /** Nodes come through the loaders of their areas, and so once more through the reading gate. */
  private async edges(answer: SearchAnswer, context: RequestContext): Promise<SearchEdgeType[]> {
    const nodes = contributionLoader(context, this.contributions);
    const texts = passageLoader(context, this.passages);
    const edges = await Promise.all(
      answer.hits.map(async ({ id, cursor, score, highlights, passages }) => {
        const [node, ...found] = await Promise.all([
          nodes.load(id),
          ...passages.map((hit) => texts.load(hit.passageId)),
        ]);
        const hits = passages.flatMap(({ html }, index): PassageHitType[] => {
          const passage = found[index];
          return passage ? [{ passage, html }] : [];
        });
        return node && { cursor, node, score, highlights, passages: hits };
      }),
    );
    return edges.filter((edge) => edge !== null);
  }
}
