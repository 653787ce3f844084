import { Field, Int, ObjectType } from '@nestjs/graphql';
import { globalId, Node } from '#libs/platform';
import { Confidence } from '../policies/terms.js';
import type { SystemRow } from '../queries/systems.js';
import './terms.js';

@ObjectType('InformationSystem', {
  description: 'An information system, or a component shared by several.',
  implements: () => [Node],
})
export class InformationSystemType extends Node {
  @Field({ description: 'Short name in capital letters, e.g. EURODAC; stays the same for ever.' })
  code: string;

  @Field({ description: 'Full name.' })
  name: string;

  @Field(() => [String], { description: 'Other names and former abbreviations.' })
  synonyms: string[];

  @Field(() => String, { nullable: true, description: 'What sort of system it is, in words.' })
  kind: string | null;

  @Field(() => String, { nullable: true, description: 'Who runs it.' })
  operator: string | null;

  @Field(() => String, { nullable: true, description: 'What it is for.' })
  purpose: string | null;

  @Field(() => String, { nullable: true, description: 'Whose data it holds.' })
  dataSubjects: string | null;

  @Field(() => String, { nullable: true, description: 'Which biometric data it holds.' })
  biometrics: string | null;

  @Field(() => String, { nullable: true, description: 'Where it stands, with its date where known.' })
  statusNote: string | null;

  @Field({ description: 'Where this is known from, in words and addresses.' })
  source: string;

  @Field(() => Confidence, { description: 'How sure the facts of this record are.' })
  confidence: Confidence;

  @Field(() => Int, { description: 'For optimistic locking: send it back with changeSystem.' })
  version: number;

  uuid: string;
}

export function toInformationSystemType({ id, ...row }: SystemRow): InformationSystemType {
  return Object.assign(new InformationSystemType(), {
    id: globalId('InformationSystem', id),
    code: row.code,
    name: row.name,
    synonyms: row.synonyms,
    kind: row.kind,
    operator: row.operator,
    purpose: row.purpose,
    dataSubjects: row.dataSubjects,
    biometrics: row.biometrics,
    statusNote: row.statusNote,
    source: row.source,
    confidence: row.confidence,
    version: row.version,
    uuid: id,
  });
}
