import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { globalId, Node } from '#libs/platform';
import { Role } from '../policies/actor.js';
import type { AccountRow } from '../queries/accounts.js';

registerEnumType(Role, {
  name: 'Role',
  description: 'What an account may do; reading what is public needs none.',
  valuesMap: {
    EXPERT: { description: 'Hands in contributions for an organisation.' },
    ANALYST: { description: 'Reviews contributions and decides on links.' },
    ADMINISTRATOR: { description: 'Manages accounts and settings; may do what analysts may.' },
  },
});

@ObjectType('Account', { description: 'A person with access.', implements: () => [Node] })
export class AccountType extends Node {
  @Field({ description: 'E-mail address used to sign in; shown to its owner only.' })
  email: string;

  @Field({ description: 'Name, as shown to others.' })
  name: string;

  @Field(() => [Role], { description: 'Roles of the account.' })
  roles: Role[];

  @Field({ description: 'The password is still the one that an administrator gave: change it (changePassword).' })
  hasGivenPassword: boolean;

  organisationId: string | null;
}

export function toAccountType(row: AccountRow): AccountType {
  return Object.assign(new AccountType(), {
    id: globalId('Account', row.id),
    email: row.email,
    name: row.name,
    roles: row.roles,
    hasGivenPassword: row.hasGivenPassword,
    organisationId: row.organisationId,
  });
}

@ObjectType('Actor', { description: 'Who did something: a person by name, or the system itself.' })
export class ActorType {
  @Field({ description: 'Name of the person; “Roundtable” for the system.' })
  name: string;
}
