import { Field, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ArrayMaxSize, IsOptional, MaxLength } from 'class-validator';
import { connectionType, globalId, Node, Payload } from '#libs/platform';
import { OrganisationKind } from '../policies/organisation-kind.js';
import type { OrganisationRow } from '../queries/organisations.js';

const VALUES_MAX = 100;

registerEnumType(OrganisationKind, {
  name: 'OrganisationKind',
  description: 'What sort of organisation speaks.',
  valuesMap: {
    INDUSTRY: { description: 'A company.' },
    INDUSTRY_ASSOCIATION: { description: 'An association of companies.' },
    EU_BODY: { description: 'An institution, agency or other body of the European Union.' },
    MEMBER_STATE_BODY: { description: 'An authority, parliament or other public body of a state.' },
    INTERNATIONAL_BODY: { description: 'A body set up by several states outside the European Union.' },
    ACADEMIA: { description: 'A university or research institute.' },
    CIVIL_SOCIETY: { description: 'An organisation of citizens, or a think tank.' },
    STANDARDS_BODY: { description: 'A body that makes standards.' },
    OTHER: { description: 'None of these.' },
  },
});

@ObjectType('Organisation', {
  description: 'A company, authority or association that speaks.',
  implements: () => [Node],
})
export class OrganisationType extends Node {
  @Field({ description: 'Its name.' })
  name: string;

  @Field(() => OrganisationKind, { description: 'What sort of organisation it is.' })
  kind: OrganisationKind;

  @Field(() => String, { nullable: true, description: 'Its country, ISO 3166-1 alpha-2.' })
  country: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Address in the Research Organization Registry, https://ror.org/…',
  })
  rorId: string | null;

  @Field(() => String, { nullable: true, description: 'Number in the EU Transparency Register.' })
  transparencyRegisterId: string | null;

  @Field(() => [String], {
    description: 'Names of records that were merged into it; it is found by them too.',
  })
  formerNames: string[];

  @Field(() => Int, { description: 'For optimistic locking: send it back with changeOrganisation.' })
  version: number;

  uuid: string;
}

export const OrganisationConnection = connectionType('Organisation', () => OrganisationType);

@InputType({
  description: `Which organisations. All fields must hold; of the values of one field, any. An absent or empty field means “any”; at most ${VALUES_MAX} values each.`,
})
export class OrganisationFilter {
  @Field(() => [OrganisationKind], { nullable: true, description: 'Kinds.' })
  @IsOptional()
  @ArrayMaxSize(VALUES_MAX)
  kinds?: OrganisationKind[] | null;

  @Field(() => [String], { nullable: true, description: 'Countries, ISO 3166-1 alpha-2.' })
  @IsOptional()
  @ArrayMaxSize(VALUES_MAX)
  @MaxLength(2, { each: true })
  countries?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Part of the name, in any spelling of case and spaces.' })
  @IsOptional()
  @MaxLength(300)
  name?: string | null;
}

@InputType({ description: 'A new organisation.' })
export class CreateOrganisationInput {
  @Field({ description: 'Its name, at most 300 characters; no other organisation has it.' })
  @MaxLength(300)
  name: string;

  @Field(() => OrganisationKind, { description: 'What sort of organisation it is.' })
  kind: OrganisationKind;

  @Field(() => String, { nullable: true, description: 'Its country, ISO 3166-1 alpha-2.' })
  @IsOptional()
  @MaxLength(2)
  country?: string | null;

  @Field(() => String, { nullable: true, description: 'ROR identifier, with or without https://ror.org/.' })
  @IsOptional()
  @MaxLength(50)
  rorId?: string | null;

  @Field(() => String, { nullable: true, description: 'Number in the EU Transparency Register.' })
  @IsOptional()
  @MaxLength(50)
  transparencyRegisterId?: string | null;
}

@ObjectType({ description: 'The organisation that was added.' })
export class OrganisationPayload extends Payload {
  @Field(() => OrganisationType, { nullable: true, description: 'The organisation; null when nothing was changed.' })
  organisation: OrganisationType | null;
}

export function toOrganisationType(row: OrganisationRow): OrganisationType {
  return Object.assign(new OrganisationType(), {
    id: globalId('Organisation', row.id),
    name: row.name,
    kind: row.kind,
    country: row.country,
    rorId: row.rorId,
    transparencyRegisterId: row.transparencyRegisterId,
    formerNames: row.formerNames,
    version: row.version,
    uuid: row.id,
  });
}
