import { Inject } from '@nestjs/common';
import { Args, Context, ID, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { RevisionType } from '#libs/contributions';
import type { RequestContext } from '#libs/identity';
import { ErrorCode, readGlobalId, refuse } from '#libs/platform';
import { compareRevisions, diffLimits } from '../diff/compare-revisions.js';
import { RevisionTexts } from '../queries/revision-texts.js';
import { RevisionDiffType } from './revision-diff.type.js';

// Each may take some tenths of a second.
const MOST = 3;

@Resolver(() => RevisionType)
export class RevisionDiffResolver {
  private readonly asked = new WeakMap<RequestContext, number>();

  constructor(@Inject(RevisionTexts) private readonly texts: RevisionTexts) {}

  @ResolveField(() => RevisionDiffType, {
    nullable: true,
    description: `What changed between this revision and another of the same contribution, whichever is earlier; null when one of them may not be read in full. At most ${MOST} in a request.`,
  })
  async diff(
    @Parent() revision: RevisionType,
    @Args('to', { type: () => ID, description: 'Id or number of the other revision.' }) to: string,
    @Context() context: RequestContext,
  ): Promise<RevisionDiffType | null> {
    const count = (this.asked.get(context) ?? 0) + 1;
    this.asked.set(context, count);
    if (count > MOST)
      throw refuse(ErrorCode.LIMIT_REACHED, `Compare at most ${MOST} pairs of revisions in a request.`, ['to']);
    const id = readGlobalId(revision.id)?.uuid ?? '';
    const named = readGlobalId(to);
    const number = /^[1-9]\d{0,8}$/.test(to) ? Number(to) : null;
    if (number === null && named?.type !== 'Revision')
      throw refuse(ErrorCode.INVALID, 'Give the id or the number of a revision.', ['to']);
    const other = named?.type === 'Revision' ? named.uuid : null;
    const found = await this.texts.of(
      context.actor,
      revision.contributionId,
      other === null ? [id] : [id, other],
      number,
    );
    const [own, second] = [
      found.find((text) => text.id === id),
      found.find((text) => text.id === other || text.number === number),
    ];
    if (!own || !second) return null;
    const [before, after] = own.number <= second.number ? [own, second] : [second, own];
    await this.texts.addPassages(context.actor, before, after, diffLimits.passages);
    const { facts, files, changes, counts, isComplete } = compareRevisions(before, after);
    return Object.assign(new RevisionDiffType(), {
      from: before.number,
      to: after.number,
      facts,
      files,
      changes,
      unchanged: counts.UNCHANGED,
      changed: counts.CHANGED,
      added: counts.ADDED,
      removed: counts.REMOVED,
      isComplete,
    });
  }
}
