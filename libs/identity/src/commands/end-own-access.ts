import { Inject, Injectable } from '@nestjs/common';
import { Database, ErrorCode, refuse } from '#libs/platform';
import type { Actor } from '../policies/actor.js';
import { endSessions } from './end-access.js';

/** Ends what one has opened oneself: a token, a session, or all sessions but the one that asks. Somebody else's is not found. */
@Injectable()
export class EndOwnAccess {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Refuses NOT_FOUND. One that has ended already stays so. */
  token(actor: Actor, id: string): Promise<void> {
    return this.end(
      actor,
      { table: 'api_token', column: 'revoked_at', subjectType: 'ApiToken', kind: 'TokenEnded' },
      id,
    );
  }

  /** Refuses NOT_FOUND. */
  session(actor: Actor, id: string): Promise<void> {
    return this.end(actor, { table: 'session', column: 'ended_at', subjectType: 'Session', kind: 'SessionEnded' }, id);
  }

  /** Answers how many it were. */
  otherSessions(actor: Actor): Promise<number> {
    return this.database.transaction((transaction) =>
      actor.accountId ? endSessions(transaction, actor, actor.accountId, actor.sessionId) : Promise.resolve(0),
    );
  }

  private end(
    actor: Actor,
    what: { table: 'api_token' | 'session'; column: string; subjectType: string; kind: string },
    id: string,
  ): Promise<void> {
    return this.database.transaction(async (transaction) => {
      const [known] = await transaction.query<{ open: boolean }>(
        `select ${what.column} is null as open from ${what.table} where id = $1 and account_id = $2 for update`,
        [id, actor.accountId],
      );
      if (!known) {
        const words = what.table === 'session' ? 'session' : 'token';
        throw refuse(ErrorCode.NOT_FOUND, `You have no such ${words}.`, ['id']);
      }
      if (!known.open) return;
      await transaction.query(`update ${what.table} set ${what.column} = now() where id = $1`, [id]);
      await transaction.record(actor, {
        kind: what.kind,
        subjectType: what.subjectType,
        subjectId: id,
        payload: { accountId: actor.accountId },
      });
    });
  }
}
