import { Field, Int, ObjectType } from '@nestjs/graphql';
import { connectionType, DateTimeScalar, globalId, Node } from '#libs/platform';
import type { RevisionRow } from '../queries/revisions.js';

@ObjectType('Revision', {
  description: 'An immutable snapshot of a contribution as it was submitted or published.',
  implements: () => [Node],
})
export class RevisionType extends Node {
  @Field(() => Int, { description: 'Counts from 1 within the contribution.' })
  number: number;

  @Field(() => DateTimeScalar, { description: 'When it was begun.' })
  createdAt: Date;

  @Field(() => String, { nullable: true, description: 'The note it was sent with.' })
  note: string | null;

  @Field({ description: 'SHA-256 over its whole content, in hexadecimal.' })
  sha256: string;

  @Field({ description: 'Title at that time.' })
  title: string;

  @Field(() => String, {
    nullable: true,
    description: 'Abstract at that time; null when the contribution was withdrawn.',
  })
  abstract: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Body at that time; null when there was none or the contribution was withdrawn.',
  })
  body: string | null;

  contributionId: string;
}

export const RevisionConnection = connectionType('Revision', () => RevisionType);

export function toRevisionType(row: RevisionRow): RevisionType {
  return Object.assign(new RevisionType(), { ...row, id: globalId('Revision', row.id) });
}
