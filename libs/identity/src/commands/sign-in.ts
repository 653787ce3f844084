import { Inject, Injectable } from '@nestjs/common';
import { Database, ErrorCode, refuse } from '#libs/platform';
import { Account } from '../entities/account.entity.js';
import { MakeToken } from './make-token.js';
import { hashPassword, verifyPassword } from './secrets.js';

const TOKEN_HOURS = 12;
const FAILURES_BEFORE_PAUSE = 10;
const PAUSE_MINUTES = 5;

/** Exchanges e-mail and password for a bearer token of twelve hours. */
@Injectable()
export class SignIn {
  private readonly decoy = hashPassword('nobody has this password');

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MakeToken) private readonly makeToken: MakeToken,
  ) {}

  async execute(input: { email: string; password: string }): Promise<{ token: string; accountId: string }> {
    const accountId = await this.check(input);
    const made = await this.makeToken.execute(
      { accountId, roles: new Set(), organisationId: null },
      { accountId, name: 'sign-in', hours: TOKEN_HOURS },
    );
    return { token: made.token, accountId };
  }

  /**
   * The account with this address and password. An unknown address and a wrong password answer alike and take as long. After ten failures in a row an account
   * pauses for five minutes (LIMIT_REACHED).
   */
  async check(input: { email: string; password: string }): Promise<string> {
    const [account] = await this.database.query<
      Pick<Account, 'id'> & { password_hash: string; paused: boolean; disabled: boolean }
    >(
      `select id, password_hash, coalesce(locked_until > now(), false) as paused, disabled_at is not null as disabled
       from account where email = $1`,
      [input.email.trim().toLowerCase()],
    );
    if (account?.paused) {
      throw refuse(ErrorCode.LIMIT_REACHED, 'Too many wrong passwords. Wait five minutes and try again.', ['password']);
    }
    const right = await verifyPassword(account?.password_hash ?? (await this.decoy), input.password);
    if (!account || account.disabled || !right) {
      if (account && !account.disabled) await this.noteFailure(account.id);
      throw refuse(ErrorCode.INVALID, 'The e-mail address or the password is wrong.', ['password']);
    }
    await this.database.query(`update account set failed_sign_ins = 0, locked_until = null where id = $1`, [
      account.id,
    ]);
    return account.id;
  }

  private async noteFailure(accountId: string): Promise<void> {
    await this.database.query(
      `update account set
         failed_sign_ins = case when failed_sign_ins + 1 >= $2 then 0 else failed_sign_ins + 1 end,
         locked_until = case when failed_sign_ins + 1 >= $2 then now() + $3 * interval '1 minute' else locked_until end
       where id = $1`,
      [accountId, FAILURES_BEFORE_PAUSE, PAUSE_MINUTES],
    );
  }
}
