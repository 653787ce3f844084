import { Inject } from '@nestjs/common';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ContributionType, RevisionType } from '#libs/contributions';
import type { RequestContext } from '#libs/identity';
import { readGlobalId } from '#libs/platform';
import { Files } from '../queries/files.js';
import { FileType, revisionFilesLoader } from './file.type.js';

@Resolver(() => ContributionType)
export class ContributionFilesResolver {
  constructor(@Inject(Files) private readonly fileQuery: Files) {}

  @ResolveField(() => [FileType], { description: 'Its files, at most 20; none when withdrawn.' })
  files(
    @Parent() contribution: ContributionType,
    @Context() context: RequestContext,
  ): Promise<FileType[]> | FileType[] {
    if (contribution.tombstone) return [];
    return revisionFilesLoader(context, this.fileQuery).load(contribution.revisionId);
  }
}

@Resolver(() => RevisionType)
export class RevisionFilesResolver {
  constructor(@Inject(Files) private readonly fileQuery: Files) {}

  @ResolveField(() => [FileType], { description: 'The files it had; none when the contribution was withdrawn.' })
  files(@Parent() revision: RevisionType, @Context() context: RequestContext): Promise<FileType[]> {
    return revisionFilesLoader(context, this.fileQuery).load(readGlobalId(revision.id)?.uuid ?? '');
  }
}
