import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsOptional, MaxLength, ValidateNested } from 'class-validator';
import { connectionType, DateTimeScalar, ForwardPageArgs, globalId, Payload } from '#libs/platform';
import { Role } from '../policies/actor.js';
import { NAME_MAX } from '../policies/credentials.js';
import type { ManagedAccountRow } from '../queries/managed-accounts.js';

@ObjectType('ManagedAccount', { description: 'An account, as administrators see it.' })
export class ManagedAccountType {
  @Field(() => ID, { description: 'Global id of the account.' })
  id: string;

  @Field({ description: 'E-mail address used to sign in; stays the same.' })
  email: string;

  @Field({ description: 'Name, as shown to others.' })
  name: string;

  @Field(() => [Role], { description: 'Roles.' })
  roles: Role[];

  @Field({ description: 'The password is still the one that an administrator gave.' })
  hasGivenPassword: boolean;

  @Field(() => Int, { description: 'For optimistic locking: send it back with every change.' })
  version: number;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when it is shut; null when it is open.' })
  disabledAt: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When a browser of it was last seen, in the last 30 days or so.',
  })
  lastSeenAt: Date | null;

  organisationId: string | null;
}

export const ManagedAccountConnection = connectionType('ManagedAccount', () => ManagedAccountType);

export function toManagedAccountType(row: ManagedAccountRow): ManagedAccountType {
  return Object.assign(new ManagedAccountType(), { ...row, id: globalId('Account', row.id) });
}

@InputType({ description: 'Narrows the list of accounts; an absent field means any.' })
export class AccountFilter {
  @Field(() => String, { nullable: true, description: 'Part of the name or of the address.' })
  @IsOptional()
  @MaxLength(200)
  text?: string | null;

  @Field(() => [Role], { nullable: true, description: 'Any of these roles.' })
  @IsOptional()
  roles?: Role[] | null;

  @Field(() => Boolean, { nullable: true, description: 'True: only shut ones; false: only open ones.' })
  @IsOptional()
  disabled?: boolean | null;
}

@ArgsType()
export class AccountListArgs extends ForwardPageArgs {
  @Field(() => AccountFilter, { nullable: true, description: 'Narrows the list.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => AccountFilter)
  filter?: AccountFilter | null;
}

@InputType({ isAbstract: true })
abstract class AccountFieldsInput {
  @Field({ description: `Name, as shown to others; 1 to ${NAME_MAX} characters.` })
  @MaxLength(NAME_MAX)
  name: string;

  @Field(() => [Role], { description: 'Roles; none for a reader.' })
  roles: Role[];

  @Field(() => ID, { nullable: true, description: 'The organisation the account speaks for.' })
  @IsOptional()
  organisation?: string | null;
}

@InputType({ description: 'A new account.' })
export class CreateAccountInput extends AccountFieldsInput {
  @Field({ description: 'E-mail address to sign in with; no other account has it.' })
  @MaxLength(320)
  email: string;
}

@InputType({ description: 'An account in the version that was seen.' })
export class AccountVersionInput {
  @Field(() => ID, { description: 'The account.' })
  id: string;

  @Field(() => Int, { description: 'The version that was seen.' })
  version: number;
}

@InputType({ description: 'New name, roles and organisation of an account.' })
export class ChangeAccountInput extends AccountFieldsInput {
  @Field(() => ID, { description: 'The account.' })
  id: string;

  @Field(() => Int, { description: 'The version that was seen.' })
  version: number;
}

@ObjectType({ description: 'The account as it is now.' })
export class ManagedAccountPayload extends Payload {
  @Field(() => ManagedAccountType, { nullable: true, description: 'The account after the change; null on failure.' })
  account: ManagedAccountType | null;
}

@ObjectType({ description: 'The account, and its password once.' })
export class AccountPasswordPayload extends ManagedAccountPayload {
  @Field(() => String, {
    nullable: true,
    description: 'The password to hand over; shown only here. Its owner is asked to change it. Null on failure.',
  })
  password: string | null;
}
