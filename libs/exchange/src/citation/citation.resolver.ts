import { Inject } from '@nestjs/common';
import { Args, Context, Parent, ResolveField, Resolver, registerEnumType } from '@nestjs/graphql';
import { ContributionType } from '#libs/contributions';
import type { RequestContext } from '#libs/identity';
import { Configuration, inKeyOrder } from '#libs/platform';
import { CitationSources } from './citation-sources.js';
import { CitationStyle, cite } from './cite.js';

registerEnumType(CitationStyle, {
  name: 'CitationStyle',
  description: 'Forms of a citation.',
  valuesMap: {
    TEXT: { description: 'One to read, in the style of the APA.' },
    BIBTEX: { description: 'BibTeX, in ASCII.' },
    RIS: { description: 'RIS, for reference managers.' },
    CSL_JSON: { description: 'CSL JSON: an array with one item.' },
  },
});

@Resolver(() => ContributionType)
export class CitationResolver {
  constructor(
    @Inject(CitationSources) private readonly sources: CitationSources,
    @Inject(Configuration) private readonly configuration: Configuration,
  ) {}

  @ResolveField(() => String, { description: 'How to cite it.' })
  async citation(
    @Parent() { uuid, revisionId, asOf }: ContributionType,
    @Args('style', { type: () => CitationStyle, defaultValue: CitationStyle.TEXT, description: 'In which form.' })
    style: CitationStyle,
    @Context() context: RequestContext,
  ): Promise<string> {
    const source = asOf
      ? await context.loaders
          .get('citation source of the past', async (ids: readonly string[]) =>
            inKeyOrder(ids, await this.sources.byPublished(context.actor, ids), (row) => row.revisionId),
          )
          .load(revisionId)
      : await context.loaders
          .get('citation source', async (ids: readonly string[]) =>
            inKeyOrder(ids, await this.sources.byIds(context.actor, ids), (row) => row.id),
          )
          .load(uuid);
    return source ? cite(source, style, this.configuration.publicUrl) : '';
  }
}
