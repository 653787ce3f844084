import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { checkPage, toConnection, uuidOf } from '#libs/platform';
import { ManageAccount } from '../commands/manage-account.js';
import { Access } from '../policies/access.js';
import type { Actor } from '../policies/actor.js';
import { ManagedAccounts } from '../queries/managed-accounts.js';
import {
  AccountListArgs,
  AccountPasswordPayload,
  AccountVersionInput,
  ChangeAccountInput,
  CreateAccountInput,
  ManagedAccountConnection,
  ManagedAccountPayload,
  ManagedAccountType,
  toManagedAccountType,
} from './managed-account.type.js';
import { CurrentActor } from './request-context.js';

/** Accounts of everybody, for administrators. */
@Resolver(() => ManagedAccountType)
export class ManagedAccountResolver {
  constructor(
    @Inject(ManagedAccounts) private readonly accountQuery: ManagedAccounts,
    @Inject(ManageAccount) private readonly manage: ManageAccount,
  ) {}

  @Access('ADMINISTRATOR')
  @Query(() => ManagedAccountConnection, { description: 'All accounts, by name. For administrators.' })
  async accounts(@Args() args: AccountListArgs) {
    const page = checkPage(args);
    const criteria = args.filter ?? {};
    const rows = await this.accountQuery.page(page, criteria);
    return toConnection(rows, page, toManagedAccountType, () => this.accountQuery.count(criteria));
  }

  @Access('ADMINISTRATOR')
  @Mutation(() => AccountPasswordPayload, { description: 'Makes an account, with a password that is shown once.' })
  async createAccount(
    @Args('input') input: CreateAccountInput,
    @CurrentActor() actor: Actor,
  ): Promise<AccountPasswordPayload> {
    const { id, password } = await this.manage.create(actor, { ...input, organisationId: organisationOf(input) });
    return { ...(await this.payload(id)), password };
  }

  @Access('ADMINISTRATOR')
  @Mutation(() => ManagedAccountPayload, {
    description: 'Changes name, roles and organisation of an account. The last administrator stays one.',
  })
  async changeAccount(
    @Args('input') input: ChangeAccountInput,
    @CurrentActor() actor: Actor,
  ): Promise<ManagedAccountPayload> {
    const id = uuidOf('Account', input.id, ['id']);
    await this.manage.change(actor, { ...input, id, organisationId: organisationOf(input) });
    return this.payload(id);
  }

  @Access('ADMINISTRATOR')
  @Mutation(() => ManagedAccountPayload, {
    description: 'Shuts an account; its sessions and tokens end at once. What it did stays.',
  })
  async disableAccount(
    @Args('input') input: AccountVersionInput,
    @CurrentActor() actor: Actor,
  ): Promise<ManagedAccountPayload> {
    const id = uuidOf('Account', input.id, ['id']);
    await this.manage.disable(actor, { ...input, id });
    return this.payload(id);
  }

  @Access('ADMINISTRATOR')
  @Mutation(() => ManagedAccountPayload, { description: 'Opens a shut account again.' })
  async enableAccount(
    @Args('input') input: AccountVersionInput,
    @CurrentActor() actor: Actor,
  ): Promise<ManagedAccountPayload> {
    const id = uuidOf('Account', input.id, ['id']);
    await this.manage.enable(actor, { ...input, id });
    return this.payload(id);
  }

  @Access('ADMINISTRATOR')
  @Mutation(() => AccountPasswordPayload, {
    description: 'Gives an account a new password, shown once; its sessions and tokens end.',
  })
  async renewPassword(
    @Args('input') input: AccountVersionInput,
    @CurrentActor() actor: Actor,
  ): Promise<AccountPasswordPayload> {
    const id = uuidOf('Account', input.id, ['id']);
    const { password } = await this.manage.renewPassword(actor, { ...input, id });
    return { ...(await this.payload(id)), password };
  }

  private async payload(id: string): Promise<ManagedAccountPayload> {
    const row = await this.accountQuery.byId(id);
    return { account: row ? toManagedAccountType(row) : null, errors: [] };
  }
}

const organisationOf = ({ organisation }: { organisation?: string | null }) =>
  organisation ? uuidOf('Organisation', organisation, ['organisation']) : null;
