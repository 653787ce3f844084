import { Inject, Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Database } from '#libs/platform';
import { Session } from '../entities/session.entity.js';
import { SESSION_KEPT_DAYS } from '../policies/session-life.js';
import { EndSession } from './end-session.js';
import { newSessionSecret, tokenHash } from './secrets.js';
import { SignIn } from './sign-in.js';

/** Exchanges e-mail and password for the session of a browser. */
@Injectable()
export class BeginSession {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(EndSession) private readonly endSession: EndSession,
  ) {}

  /** The secret is always a new one, and the session that the browser had before ends: nobody can plant one. Refuses as SignIn does. */
  async execute(
    input: { email: string; password: string },
    previousSecret?: string,
  ): Promise<{ secret: string; accountId: string }> {
    const accountId = await this.signIn.check(input);
    const secret = newSessionSecret();
    await this.database.transaction(async (transaction) => {
      if (previousSecret) await this.endSession.execute(previousSecret, transaction);
      await transaction.query(
        `delete from session where account_id = $1 and last_seen_at < now() - $2 * interval '1 day'`,
        [accountId, SESSION_KEPT_DAYS],
      );
      const id = v7();
      await transaction.manager.insert(Session, { id, accountId, hash: tokenHash(secret) });
      await transaction.record(
        { accountId },
        { kind: 'SessionBegun', subjectType: 'Session', subjectId: id, payload: { accountId } },
      );
    });
    return { secret, accountId };
  }
}
