import { Inject } from '@nestjs/common';
import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Contributions, ContributionType, contributionLoader } from '#libs/contributions';
import type { RequestContext } from '#libs/identity';
import { type ConnectionValue, checkPage, ErrorCode, ForwardPageArgs, refuse, toConnection } from '#libs/platform';
import { Files } from '../queries/files.js';
import { Passages } from '../queries/passages.js';
import { FileType, fileLoader } from './file.type.js';
import { PassageConnection, PassageType, toPassageType } from './passage.type.js';

@Resolver(() => PassageType)
export class PassageResolver {
  constructor(
    @Inject(Contributions) private readonly contributions: Contributions,
    @Inject(Files) private readonly files: Files,
  ) {}

  @ResolveField(() => ContributionType, { description: 'The contribution that says it.' })
  contribution(@Parent() passage: PassageType, @Context() context: RequestContext): Promise<ContributionType | null> {
    return contributionLoader(context, this.contributions).load(passage.contributionId);
  }

  @ResolveField(() => FileType, { nullable: true, description: 'Of a FILE passage: the file it was read from.' })
  async file(@Parent() passage: PassageType, @Context() context: RequestContext): Promise<FileType | null> {
    return passage.fileId === null ? null : fileLoader(context, this.files).load(passage.fileId);
  }
}

@Resolver(() => ContributionType)
export class ContributionPassagesResolver {
  constructor(
    @Inject(Passages) private readonly passageQuery: Passages,
    @Inject(Contributions) private readonly contributions: Contributions,
  ) {}

  @ResolveField(() => PassageConnection, {
    description:
      'What it says, cut into passages: the abstract, then the body, then the files. Of a list of the past: only while it says the same today.',
  })
  async passages(
    @Parent() contribution: ContributionType,
    @Args() args: ForwardPageArgs,
    @Context() context: RequestContext,
  ): Promise<ConnectionValue<PassageType>> {
    const page = checkPage(args);
    if (contribution.asOf) await this.refuseOtherText(contribution, context);
    const { actor } = context;
    const rows = await this.passageQuery.page(actor, contribution.uuid, page);
    return toConnection(rows, page, toPassageType, () => this.passageQuery.count(actor, contribution.uuid));
  }

  /** Passages of an earlier text are kept where they are quoted only. */
  private async refuseOtherText(contribution: ContributionType, context: RequestContext): Promise<void> {
    const today = await contributionLoader(context, this.contributions).load(contribution.uuid);
    if (today && today.textVersion !== contribution.textVersion)
      throw refuse(
        ErrorCode.UNSUPPORTED,
        `${contribution.reference} says something else today, and only today’s text is kept in passages. Ask for abstract and body.`,
      );
  }
}
