import { Inject } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { MaxLength } from 'class-validator';
import { Payload } from '#libs/platform';
import { SignIn } from '../commands/sign-in.js';
import { Access } from '../policies/access.js';
import type { Actor } from '../policies/actor.js';
import { Accounts } from '../queries/accounts.js';
import { AccountType, toAccountType } from './account.type.js';
import { CurrentActor } from './request-context.js';

@InputType({ description: 'E-mail address and password of an account.' })
export class SignInInput {
  @Field({ description: 'E-mail address.' })
  @MaxLength(320)
  email: string;

  @Field({ description: 'Password.' })
  @MaxLength(1000)
  password: string;
}

@ObjectType({ description: 'A token, once.' })
export class SignInPayload extends Payload {
  @Field(() => String, {
    nullable: true,
    description: 'Bearer token for “Authorization: Bearer …”, valid for 12 hours; shown only here.',
  })
  token: string | null;

  @Field(() => AccountType, { nullable: true, description: 'The account that signed in.' })
  account: AccountType | null;
}

@Resolver(() => AccountType)
export class AccountResolver {
  constructor(
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(SignIn) private readonly signInCommand: SignIn,
  ) {}

  @Access('ANYONE')
  @Query(() => AccountType, { nullable: true, description: 'The account behind the token sent; null when anonymous.' })
  async viewer(@CurrentActor() actor: Actor): Promise<AccountType | null> {
    const [row] = actor.accountId ? await this.accounts.byIds([actor.accountId]) : [];
    return row ? toAccountType(row) : null;
  }

  @Access('ANYONE')
  @Mutation(() => SignInPayload, { description: 'Exchanges e-mail and password for a bearer token.' })
  async signIn(@Args('input') input: SignInInput): Promise<SignInPayload> {
    const { token, accountId } = await this.signInCommand.execute(input);
    const [row] = await this.accounts.byIds([accountId]);
    return { token, account: row ? toAccountType(row) : null, errors: [] };
  }
}
