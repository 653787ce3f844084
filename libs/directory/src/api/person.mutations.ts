import { Inject } from '@nestjs/common';
import { Args, Field, ID, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { IsOptional, Length, MaxLength } from 'class-validator';
import { Access, type Actor, CurrentActor } from '#libs/identity';
import { Payload, uuidOf } from '#libs/platform';
import { NamePerson } from '../commands/name-person.js';
import { Persons } from '../queries/persons.js';
import { PersonType, toPersonType } from './person.type.js';

@InputType({ description: 'Somebody who writes contributions.' })
export class NamePersonInput {
  @Field({ description: 'Name, as published; 1 to 200 characters.' })
  @Length(1, 200)
  name: string;

  @Field(() => ID, { nullable: true, description: 'The organisation the person belongs to.' })
  @IsOptional()
  affiliation?: string | null;

  @Field(() => String, { nullable: true, description: 'ORCID iD, with or without https://orcid.org/.' })
  @IsOptional()
  @MaxLength(50)
  orcid?: string | null;
}

@ObjectType({ description: 'The person named.' })
export class PersonPayload extends Payload {
  @Field(() => PersonType, { nullable: true, description: 'The person; null when nothing was changed.' })
  person: PersonType | null;
}

@Resolver()
export class PersonMutationsResolver {
  constructor(
    @Inject(NamePerson) private readonly name: NamePerson,
    @Inject(Persons) private readonly persons: Persons,
  ) {}

  @Access('CONTRIBUTOR')
  @Mutation(() => PersonPayload, {
    description: 'Names an author: finds the person by ORCID iD, or else by name and affiliation, or adds them.',
  })
  async namePerson(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The person.' }) input: NamePersonInput,
  ): Promise<PersonPayload> {
    const affiliationId = input.affiliation ? uuidOf('Organisation', input.affiliation, ['affiliation']) : null;
    const id = await this.name.execute(actor, { name: input.name, affiliationId, orcid: input.orcid });
    const [row] = await this.persons.byIds([id]);
    return { person: row ? toPersonType(row) : null, errors: [] };
  }
}
