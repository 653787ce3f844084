import { Inject, Injectable } from '@nestjs/common';
import { Database, ErrorCode, Refusal, refuse } from '#libs/platform';
import type { Actor } from '../policies/actor.js';
import { checkPassword } from '../policies/credentials.js';
import { Accounts } from '../queries/accounts.js';
import { endSessions, endTokens } from './end-access.js';
import { hashPassword } from './secrets.js';
import { SignIn } from './sign-in.js';

/** Changes one's own password. Other sessions end, and tokens too when that is asked for: whoever knew the old password is out. */
@Injectable()
export class ChangePassword {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(Accounts) private readonly accounts: Accounts,
  ) {}

  /** Refuses INVALID (present password wrong, new one too short or the same), LIMIT_REACHED after ten wrong ones. */
  async execute(actor: Actor, input: { present: string; next: string; endTokens: boolean }): Promise<void> {
    const [account] = actor.accountId ? await this.accounts.byIds([actor.accountId]) : [];
    if (!account) throw refuse(ErrorCode.NOT_SIGNED_IN, 'Sign in first.');
    checkPassword(input.next, ['next']);
    await this.checkPresent(account.email, input.present);
    if (input.next === input.present)
      throw refuse(ErrorCode.INVALID, 'The new password is the one you have already.', ['next']);
    const passwordHash = await hashPassword(input.next);
    await this.database.transaction(async (transaction) => {
      await transaction.query('update account set password_hash = $2, has_given_password = false where id = $1', [
        account.id,
        passwordHash,
      ]);
      await transaction.record(actor, { kind: 'PasswordChanged', subjectType: 'Account', subjectId: account.id });
      await endSessions(transaction, actor, account.id, actor.sessionId);
      if (input.endTokens) await endTokens(transaction, actor, account.id);
    });
  }

  private async checkPresent(email: string, password: string): Promise<void> {
    try {
      await this.signIn.check({ email, password });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      throw error.code === ErrorCode.LIMIT_REACHED
        ? refuse(ErrorCode.LIMIT_REACHED, 'Too many wrong passwords. Wait five minutes and try again.', ['present'])
        : refuse(ErrorCode.INVALID, 'This is not your present password.', ['present']);
    }
  }
}
