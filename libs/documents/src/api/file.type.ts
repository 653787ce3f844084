import { Field, Int, ObjectType } from '@nestjs/graphql';
import type DataLoader from 'dataloader';
import type { RequestContext } from '#libs/identity';
import { globalId, groupedByKey, inKeyOrder, Node } from '#libs/platform';
import type { FileRow, Files } from '../queries/files.js';

@ObjectType('File', { description: 'A file of a contribution, as it was handed in.', implements: () => [Node] })
export class FileType extends Node {
  @Field({ description: 'Name to save it under.' })
  name: string;

  @Field({ description: 'What it is, by its content, e.g. application/pdf.' })
  mediaType: string;

  @Field(() => Int, { description: 'Size in bytes.' })
  byteSize: number;

  @Field({ description: 'SHA-256 of its bytes, in hexadecimal.' })
  sha256: string;

  @Field({ description: 'Path on this server that it is downloaded from, by those who may read it.' })
  url: string;

  uuid: string;
  contributionId: string;
}

export function toFileType(row: FileRow): FileType {
  const id = globalId('File', row.id);
  return Object.assign(new FileType(), { ...row, id, uuid: row.id, url: `/files/${id}` });
}

/** The request's loader of files by UUID; null for what is not there or not for this caller. */
export function fileLoader(context: RequestContext, files: Files): DataLoader<string, FileType | null> {
  return context.loaders.get('file', async (ids: readonly string[]) => {
    const rows = await files.byIds(context.actor, ids);
    return inKeyOrder(ids, rows, (row) => row.id).map((row) => row && toFileType(row));
  });
}

/** The request's loader of the files of revisions, by the UUID of the revision. */
export function revisionFilesLoader(context: RequestContext, files: Files): DataLoader<string, FileType[]> {
  return context.loaders.get('file.ofRevision', async (ids: readonly string[]) => {
    const rows = await files.ofRevisions(context.actor, ids);
    return groupedByKey(ids, rows, (row) => row.revisionId).map((group) => group.map(toFileType));
  });
}
