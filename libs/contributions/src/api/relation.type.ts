import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Actor } from '#libs/identity';
import { DateTimeScalar, globalId, Node } from '#libs/platform';
import { mayEndRelation } from '../policies/may-end-relation.js';
import { RelationKind, RelationOrigin } from '../policies/relation.js';
import type { RelationRow } from '../queries/contribution-relations.js';

registerEnumType(RelationKind, {
  name: 'RelationKind',
  description: 'What one contribution is to another.',
  valuesMap: {
    RESPONDS_TO: { description: '`from` answers or comments on `to`.' },
    SUPERSEDES: { description: '`from` takes the place of `to`.' },
    COMPLEMENTS: { description: 'Each adds to the other; it holds both ways.' },
    CONTRADICTS: { description: 'They say what cannot both be so; it holds both ways.' },
  },
});
registerEnumType(RelationOrigin, {
  name: 'RelationOrigin',
  description: 'Who said what one contribution is to another.',
  valuesMap: {
    AUTHOR: { description: 'Whoever handed `from` in.' },
    ANALYST: { description: 'An analyst.' },
  },
});

@ObjectType('ContributionRelation', {
  description: 'What one contribution is to another. It is there for those who may read both.',
  implements: () => [Node],
})
export class ContributionRelationType extends Node {
  @Field(() => RelationKind, { description: 'What `from` is to `to`.' })
  kind: RelationKind;

  @Field(() => String, { nullable: true, description: 'Why, in a sentence or two.' })
  note: string | null;

  @Field(() => RelationOrigin, { description: 'Who said so.' })
  origin: RelationOrigin;

  @Field(() => DateTimeScalar, { description: 'When it was said.' })
  madeAt: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was taken back; null while it holds. Told to analysts and the submitter of `from`.',
  })
  endedAt: Date | null;

  @Field({ description: 'The caller may take it back now (endRelation).' })
  viewerCanEnd: boolean;

  uuid: string;
  fromId: string;
  toId: string;
}

/** Maps a row that passed the gates of both ends. In a list of the past it holds, whatever became of it, and cannot be changed. */
export function toRelationType(row: RelationRow, actor: Actor, asOf: Date | null = null): ContributionRelationType {
  return Object.assign(new ContributionRelationType(), {
    id: globalId('ContributionRelation', row.id),
    uuid: row.id,
    fromId: row.fromId,
    toId: row.toId,
    kind: row.kind,
    note: row.note,
    origin: row.origin,
    madeAt: row.madeAt,
    endedAt: asOf ? null : row.endedAt,
    viewerCanEnd: !asOf && row.endedAt === null && mayEndRelation(actor, row, row),
  });
}
