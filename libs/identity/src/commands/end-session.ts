import { Inject, Injectable } from '@nestjs/common';
import { Database, type Transaction } from '#libs/platform';
import { tokenHash } from './secrets.js';

/** Signs a browser out. */
@Injectable()
export class EndSession {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Ends the session with this secret; without one nothing happens, since then nobody is signed in already. */
  async execute(secret: string, joined?: Transaction): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const [ended] = await transaction.query<{ id: string; account_id: string }>(
        `with ended as (
           update session set ended_at = now() where hash = $1 and ended_at is null returning id, account_id)
         select id, account_id from ended`,
        [tokenHash(secret)],
      );
      if (!ended) return;
      await transaction.record(
        { accountId: ended.account_id },
        { kind: 'SessionEnded', subjectType: 'Session', subjectId: ended.id, payload: { accountId: ended.account_id } },
      );
    }, joined);
  }
}
