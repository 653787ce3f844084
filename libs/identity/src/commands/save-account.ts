import { Inject, Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Database, ErrorCode, refuse } from '#libs/platform';
import { Account } from '../entities/account.entity.js';
import { type Actor, isAdministrator, Role } from '../policies/actor.js';
import { checkEmail, checkPassword } from '../policies/credentials.js';
import { endSessions, endTokens } from './end-access.js';
import { holdAdministrators, keepOneAdministrator } from './last-administrator.js';
import { hashPassword } from './secrets.js';

export interface AccountInput {
  email: string;
  name: string;
  roles: Role[];
  password: string;
  organisationId?: string | null;
}

/** Makes an account, or gives the one with this e-mail address a new name, roles, organisation and password; its sessions and tokens end then. */
@Injectable()
export class SaveAccount {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Refuses NOT_ALLOWED to anybody but administrators, INVALID for a bad address or a password under 8 characters, WRONG_STATE (the last administrator). */
  async execute(actor: Actor, input: AccountInput): Promise<{ id: string; created: boolean }> {
    if (!isAdministrator(actor)) throw refuse(ErrorCode.NOT_ALLOWED, 'Only administrators may make accounts.');
    const email = input.email.trim().toLowerCase();
    checkEmail(email);
    checkPassword(input.password, ['password']);
    const passwordHash = await hashPassword(input.password);
    return this.database.transaction(async (transaction) => {
      await holdAdministrators(transaction);
      const known = await transaction.manager.findOne(Account, { where: { email } });
      if (known && !input.roles.includes(Role.ADMINISTRATOR))
        await keepOneAdministrator(transaction, { ...known, disabled: known.disabledAt !== null });
      const id = known?.id ?? v7();
      const values = {
        name: input.name,
        roles: input.roles,
        passwordHash,
        organisationId: input.organisationId ?? known?.organisationId ?? null,
      };
      if (known) {
        await transaction.manager.update(Account, { id }, { ...values, version: () => 'version + 1' });
        await endSessions(transaction, actor, id);
        await endTokens(transaction, actor, id);
      } else await transaction.manager.insert(Account, { id, email, ...values });
      await transaction.record(actor, {
        kind: known ? 'AccountChanged' : 'AccountMade',
        subjectType: 'Account',
        subjectId: id,
        payload: { roles: input.roles },
      });
      return { id, created: !known };
    });
  }
}
