import { Field, ObjectType } from '@nestjs/graphql';
import { globalId, Node } from '#libs/platform';
import type { PersonRow } from '../queries/persons.js';

@ObjectType('Person', { description: 'An author of contributions.', implements: () => [Node] })
export class PersonType extends Node {
  @Field({ description: 'Name, as published.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'ORCID iD: sixteen characters with hyphens.' })
  orcid: string | null;

  uuid: string;
  affiliationUuid: string | null;
}

export function toPersonType(row: PersonRow): PersonType {
  return Object.assign(new PersonType(), {
    id: globalId('Person', row.id),
    name: row.name,
    orcid: row.orcid,
    uuid: row.id,
    affiliationUuid: row.affiliationId,
  });
}
