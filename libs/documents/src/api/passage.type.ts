import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type DataLoader from 'dataloader';
import type { RequestContext } from '#libs/identity';
import { connectionType, globalId, inKeyOrder, Node } from '#libs/platform';
import type { PassageRow, Passages } from '../queries/passages.js';

export enum PassagePart {
  ABSTRACT = 'ABSTRACT',
  BODY = 'BODY',
  FILE = 'FILE',
}
registerEnumType(PassagePart, {
  name: 'PassagePart',
  description: 'Which part of a contribution a passage is of.',
  valuesMap: {
    ABSTRACT: { description: 'The abstract.' },
    BODY: { description: 'The body.' },
    FILE: { description: 'A file.' },
  },
});

@ObjectType('Passage', {
  description: 'A piece of text that can be found, quoted and cited, of about 100 to 200 words.',
  implements: () => [Node],
})
export class PassageType extends Node {
  @Field(() => PassagePart, { description: 'Which part of the contribution it is of.' })
  part: PassagePart;

  @Field(() => Int, {
    nullable: true,
    description: 'Of a file with pages (or slides): the one it stands on, from 1. A passage never crosses a page.',
  })
  page: number | null;

  @Field(() => String, { nullable: true, description: 'The heading above it.' })
  heading: string | null;

  @Field({ description: 'The text, as written (Markdown in a body).' })
  text: string;

  uuid: string;
  contributionId: string;
  fileId: string | null;
}

export const PassageConnection = connectionType('Passage', () => PassageType);

export function toPassageType(row: PassageRow): PassageType {
  return Object.assign(new PassageType(), { ...row, id: globalId('Passage', row.id), uuid: row.id });
}

/** The request's loader of passages by UUID; null for what is not there or not for this caller. */
export function passageLoader(context: RequestContext, passages: Passages): DataLoader<string, PassageType | null> {
  return context.loaders.get('passage', async (ids: readonly string[]) => {
    const rows = await passages.byIds(context.actor, ids);
    return inKeyOrder(ids, rows, (row) => row.id).map((row) => row && toPassageType(row));
  });
}
