import { Field, ObjectType } from '@nestjs/graphql';
import { connectionType, globalId, Node, PartialDateScalar, UrlScalar } from '#libs/platform';
import { Confidence } from '../policies/terms.js';
import type { LegalActRow } from '../queries/legal-acts.js';
import { makeSource, SourceType } from './source.type.js';

@ObjectType('LegalAct', {
  description: 'A regulation, directive or decision, or a proposal, opinion or report on the way to one.',
  implements: () => [Node],
})
export class LegalActType extends Node {
  @Field({
    description:
      'CELEX number, e.g. 32019R0817. A document outside that numbering is named by its own number here, the same as number.',
  })
  celex: string;

  @Field(() => UrlScalar, { nullable: true, description: 'European Legislation Identifier.' })
  eli: string | null;

  @Field({ description: 'What sort of document it is, in words: regulation, proposal, opinion …' })
  type: string;

  @Field(() => String, { nullable: true, description: 'Number as cited, e.g. (EU) 2019/817.' })
  number: string | null;

  @Field({ description: 'What it is called in short.' })
  shortTitle: string;

  @Field(() => PartialDateScalar, { description: 'Its date, as far as known.' })
  date: string;

  @Field(() => String, { nullable: true, description: 'Reference in the Official Journal.' })
  oj: string | null;

  @Field(() => String, { nullable: true, description: 'What else is known of it.' })
  note: string | null;

  @Field(() => SourceType, { nullable: true, description: 'Where it is known from; null when no source was seen.' })
  source: SourceType | null;

  @Field(() => Confidence, { description: 'How sure the facts of this record are.' })
  confidence: Confidence;

  uuid: string;
}

export const LegalActConnection = connectionType('LegalAct', () => LegalActType);

export function toLegalActType({ id, ...row }: LegalActRow): LegalActType {
  return Object.assign(new LegalActType(), {
    id: globalId('LegalAct', id),
    celex: row.celex ?? row.number,
    eli: row.eli,
    type: row.type,
    number: row.number,
    shortTitle: row.shortTitle,
    date: row.date,
    oj: row.oj,
    note: row.note,
    source: row.attestation && makeSource({ document: row.source, attestation: row.attestation }),
    confidence: row.confidence,
    uuid: id,
  });
}
