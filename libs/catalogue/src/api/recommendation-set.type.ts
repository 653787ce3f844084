import { Field, ObjectType } from '@nestjs/graphql';
import { DateScalar, globalId, Node } from '#libs/platform';
import type { RecommendationSetRow } from '../queries/recommendation-sets.js';
import { SourceType, toSourceType } from './source.type.js';

@ObjectType('RecommendationSet', {
  description: 'A body of recommendations adopted together, e.g. those of the High-Level Expert Group of 2017.',
  implements: () => [Node],
})
export class RecommendationSetType extends Node {
  @Field({ description: 'Short name in capital letters, e.g. HLEG-2017; stays the same for ever.' })
  code: string;

  @Field({ description: 'Its title.' })
  title: string;

  @Field({ description: 'Who adopted it.' })
  issuer: string;

  @Field(() => DateScalar, { nullable: true, description: 'The day it was adopted or published.' })
  adoptedOn: string | null;

  @Field(() => SourceType, { nullable: true, description: 'Where it is known from.' })
  source: SourceType | null;

  uuid: string;
}

export function toRecommendationSetType(row: RecommendationSetRow): RecommendationSetType {
  return Object.assign(new RecommendationSetType(), {
    id: globalId('RecommendationSet', row.id),
    code: row.code,
    title: row.title,
    issuer: row.issuer,
    adoptedOn: row.adoptedOn,
    source: toSourceType(row),
    uuid: row.id,
  });
}
