import { Inject, Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { checkVersion, Database, ErrorCode, refuse, type Transaction } from '#libs/platform';
import { Account } from '../entities/account.entity.js';
import { type Actor, isAdministrator, Role } from '../policies/actor.js';
import { checkEmail, NAME_MAX } from '../policies/credentials.js';
import { endSessions, endTokens } from './end-access.js';
import { holdAdministrators, keepOneAdministrator } from './last-administrator.js';
import { hashPassword, newPassword } from './secrets.js';

interface HeldAccount {
  id: string;
  version: number;
  roles: Role[];
  disabled: boolean;
}

/** What an administrator does to accounts of others. Every method refuses NOT_ALLOWED to anybody else. */
@Injectable()
export class ManageAccount {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Makes an account; the password is returned once. Refuses INVALID, DUPLICATE (the address), NOT_FOUND (the organisation). */
  async create(
    actor: Actor,
    input: { email: string; name: string; roles: Role[]; organisationId: string | null },
  ): Promise<{ id: string; password: string }> {
    checkAdministrator(actor);
    const email = input.email.trim().toLowerCase();
    checkEmail(email);
    const name = checkedName(input.name);
    const password = newPassword();
    const passwordHash = await hashPassword(password);
    const id = v7();
    await this.database.transaction(async (transaction) => {
      await checkOrganisation(transaction, input.organisationId);
      const roles = [...new Set(input.roles)];
      await transaction.manager.insert(Account, {
        id,
        email,
        name,
        roles,
        passwordHash,
        organisationId: input.organisationId,
        hasGivenPassword: true,
      });
      await transaction.record(actor, {
        kind: 'AccountMade',
        subjectType: 'Account',
        subjectId: id,
        subjectVersion: 1,
        payload: { roles, organisationId: input.organisationId },
      });
    });
    return { id, password };
  }

  /** Gives name, roles and organisation; they hold from the next request on. Refuses VERSION_CONFLICT, WRONG_STATE (the last administrator). */
  change(
    actor: Actor,
    input: { id: string; version: number; name: string; roles: Role[]; organisationId: string | null },
  ): Promise<void> {
    const name = checkedName(input.name);
    const roles = [...new Set(input.roles)];
    return this.held(actor, input, async (transaction, account) => {
      await checkOrganisation(transaction, input.organisationId);
      if (!roles.includes(Role.ADMINISTRATOR)) await keepOneAdministrator(transaction, account);
      await transaction.query(
        'update account set name = $2, roles = $3, organisation_id = $4, version = version + 1 where id = $1',
        [account.id, name, roles, input.organisationId],
      );
      await this.note(transaction, actor, account, 'AccountChanged', { roles, organisationId: input.organisationId });
    });
  }

  /** Shuts an account: its sessions and tokens end at once; what it did stays. Refuses WRONG_STATE (shut already, the last administrator, one's own). */
  disable(actor: Actor, input: { id: string; version: number }): Promise<void> {
    return this.held(actor, input, async (transaction, account) => {
      if (account.id === actor.accountId)
        throw refuse(ErrorCode.WRONG_STATE, 'You cannot shut your own account; another administrator can.');
      if (account.disabled) throw refuse(ErrorCode.WRONG_STATE, 'This account is shut already.');
      await keepOneAdministrator(transaction, account);
      await transaction.query('update account set disabled_at = now(), version = version + 1 where id = $1', [
        account.id,
      ]);
      const sessions = await endSessions(transaction, actor, account.id);
      const tokens = await endTokens(transaction, actor, account.id);
      await this.note(transaction, actor, account, 'AccountDisabled', { sessions, tokens });
    });
  }

  /** Opens a shut account again; its old sessions and tokens stay ended. */
  enable(actor: Actor, input: { id: string; version: number }): Promise<void> {
    return this.held(actor, input, async (transaction, account) => {
      if (!account.disabled) throw refuse(ErrorCode.WRONG_STATE, 'This account is open already.');
      await transaction.query(
        'update account set disabled_at = null, failed_sign_ins = 0, locked_until = null, version = version + 1 where id = $1',
        [account.id],
      );
      await this.note(transaction, actor, account, 'AccountEnabled', {});
    });
  }

  /** Gives a new password, returned once; sessions and tokens of the account end. */
  async renewPassword(actor: Actor, input: { id: string; version: number }): Promise<{ password: string }> {
    checkAdministrator(actor);
    const password = newPassword();
    const passwordHash = await hashPassword(password);
    await this.held(actor, input, async (transaction, account) => {
      await transaction.query(
        `update account set password_hash = $2, has_given_password = true, failed_sign_ins = 0, locked_until = null, version = version + 1
         where id = $1`,
        [account.id, passwordHash],
      );
      const sessions = await endSessions(transaction, actor, account.id);
      const tokens = await endTokens(transaction, actor, account.id);
      await this.note(transaction, actor, account, 'PasswordGiven', { sessions, tokens });
    });
    return { password };
  }

  private held(
    actor: Actor,
    { id, version }: { id: string; version: number },
    work: (transaction: Transaction, account: HeldAccount) => Promise<void>,
  ): Promise<void> {
    checkAdministrator(actor);
    return this.database.transaction(async (transaction) => {
      await holdAdministrators(transaction);
      const [account] = await transaction.query<HeldAccount>(
        `select id, version, roles, disabled_at is not null as disabled from account where id = $1 for update`,
        [id],
      );
      if (!account) throw refuse(ErrorCode.NOT_FOUND, 'There is no such account.', ['id']);
      checkVersion('account', account.version, version);
      await work(transaction, account);
    });
  }

  private note(transaction: Transaction, actor: Actor, account: HeldAccount, kind: string, payload: object) {
    return transaction.record(actor, {
      kind,
      subjectType: 'Account',
      subjectId: account.id,
      subjectVersion: account.version + 1,
      payload: { ...payload },
    });
  }
}

function checkAdministrator(actor: Actor): void {
  if (!isAdministrator(actor)) throw refuse(ErrorCode.NOT_ALLOWED, 'Only administrators may manage accounts.');
}

function checkedName(given: string): string {
  const name = given.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (name === '') throw refuse(ErrorCode.INVALID, 'An account needs a name.', ['name']);
  if (name.length > NAME_MAX) throw refuse(ErrorCode.TOO_LARGE, `A name has at most ${NAME_MAX} characters.`, ['name']);
  return name;
}

async function checkOrganisation(transaction: Transaction, id: string | null): Promise<void> {
  if (id === null) return;
  const [known] = await transaction.query('select 1 from organisation where id = $1', [id]);
  if (!known) throw refuse(ErrorCode.NOT_FOUND, 'There is no such organisation.', ['organisation']);
}
