import { Inject } from '@nestjs/common';
import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Contributions, ContributionType, contributionLoader } from '#libs/contributions';
import type { RequestContext } from '#libs/identity';
import { ErrorCode, groupedByKey, refuse } from '#libs/platform';
import { CONTAINMENT_FROM, NearDuplicates, RESEMBLANCE_FROM } from '../near-duplicates.js';
import { SimilarContributions } from '../similar-contributions.js';
import { checkFirst, SimilarArgs } from './similar.args.js';
import { NearDuplicateType } from './similar.type.js';

/** One request may ask it of so many contributions: each is a search with some thirty words. */
const SUBJECTS_MAX = 20;
const ASKED_OF = `Asked of at most ${SUBJECTS_MAX} contributions in a request.`;

@Resolver(() => ContributionType)
export class SimilarResolver {
  constructor(
    @Inject(SimilarContributions) private readonly finder: SimilarContributions,
    @Inject(NearDuplicates) private readonly duplicates: NearDuplicates,
    @Inject(Contributions) private readonly contributions: Contributions,
  ) {}

  @ResolveField(() => [ContributionType], {
    description: `What is about the same, best first, among what you may read: by the words that tell most about it, and then by those of the best found. Across languages only what they write alike counts. None when nothing is near, and of a withdrawn one. ${ASKED_OF}`,
  })
  async similar(
    @Parent() { uuid }: ContributionType,
    @Args() args: SimilarArgs,
    @Context() context: RequestContext,
  ): Promise<ContributionType[]> {
    const wanted = checkFirst(args);
    const rows = await this.load(context, 'similar', uuid, (ids) => this.finder.of(context.actor, ids));
    const found = await this.read(context, rows.slice(0, wanted));
    return found.flatMap(({ contribution }) => (contribution ? [contribution] : []));
  }

  @ResolveField(() => [NearDuplicateType], {
    description: `Contributions with much of the same wording, most alike first: a resemblance of ${RESEMBLANCE_FROM} or more, or ${CONTAINMENT_FROM * 100} % of one contained in the other. Also of drafts. It follows a change of text within seconds. ${ASKED_OF}`,
  })
  async nearDuplicates(
    @Parent() { uuid }: ContributionType,
    @Args() args: SimilarArgs,
    @Context() context: RequestContext,
  ): Promise<NearDuplicateType[]> {
    const wanted = checkFirst(args);
    const rows = await this.load(context, 'near duplicates', uuid, (ids) => this.duplicates.of(context.actor, ids));
    const found = await this.read(context, rows.slice(0, wanted));
    return found.flatMap(({ contribution, row: { resemblance, contained, contains } }) =>
      contribution ? [{ contribution, resemblance, contained, contains }] : [],
    );
  }

  private load<Row extends { subjectId: string }>(
    context: RequestContext,
    name: string,
    id: string,
    ask: (ids: readonly string[]) => Promise<Row[]>,
  ): Promise<Row[]> {
    return context.loaders
      .get(name, async (ids: readonly string[]) => {
        if (ids.length > SUBJECTS_MAX)
          throw refuse(
            ErrorCode.INVALID,
            `At most ${SUBJECTS_MAX} contributions can be asked for ${name} in one request; these were ${ids.length}. Ask for a shorter page.`,
          );
        return groupedByKey(ids, await ask(ids), (row) => row.subjectId);
      })
      .load(id);
  }

  /** Through the loader of contributions, and so once more through the reading gate. */
  private async read<Row extends { id: string }>(context: RequestContext, rows: readonly Row[]) {
    const loader = contributionLoader(context, this.contributions);
    return Promise.all(rows.map(async (row) => ({ row, contribution: await loader.load(row.id) })));
  }
}
