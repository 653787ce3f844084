import { Field, Int, ObjectType } from '@nestjs/graphql';
import { connectionType, globalId, Node } from '#libs/platform';
import { RecommendationKind } from '../policies/terms.js';
import type { RecommendationRow } from '../queries/recommendations.js';
import { SourceType, toSourceType } from './source.type.js';

@ObjectType('Recommendation', {
  description:
    'One recommendation, conclusion or follow-up. Kept in versions: a link always says which version it was made to.',
  implements: () => [Node],
})
export class RecommendationType extends Node {
  @Field({ description: 'Short name in capital letters, e.g. HLEG-ESP-01; stays the same for ever.' })
  code: string;

  @Field(() => RecommendationKind, { description: 'What it is: not every item asks for something.' })
  kind: RecommendationKind;

  @Field({ description: 'Chapter of its set, in words.' })
  chapter: string;

  @Field({ description: 'Its title.' })
  title: string;

  @Field({ description: 'What it says, in our words.' })
  summary: string;

  @Field(() => [String], { description: 'Whom it is addressed to, as stated.' })
  addressees: string[];

  @Field(() => [String], { description: 'Whom it is addressed to, as we read it.' })
  addresseesInferred: string[];

  @Field(() => SourceType, { description: 'Where it is known from, and how well that attests it.' })
  source: SourceType;

  @Field(() => Int, {
    description: 'Number of its current version, from 1; in a list of the past, of the one that held.',
  })
  version: number;

  uuid: string;
  versionUuid: string;
  setUuid: string;
  /** Of a list of the past: its instant. */
  asOf: Date | null;
}

export const RecommendationConnection = connectionType('Recommendation', () => RecommendationType);

export function toRecommendationType(row: RecommendationRow, asOf: Date | null = null): RecommendationType {
  return Object.assign(new RecommendationType(), {
    id: globalId('Recommendation', row.id),
    code: row.code,
    kind: row.kind,
    chapter: row.chapter,
    title: row.title,
    summary: row.summary,
    addressees: row.addressees,
    addresseesInferred: row.addresseesInferred,
    source: toSourceType(row),
    version: row.version,
    uuid: row.id,
    versionUuid: row.versionId,
    setUuid: row.setId,
    asOf,
  });
}
