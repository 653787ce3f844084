import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';
import { tokenHash } from '../commands/secrets.js';
import type { Actor, Role } from '../policies/actor.js';
import { SESSION_HOURS, SESSION_IDLE_MINUTES } from '../policies/session-life.js';

/** Tells who stands behind the cookie of a session, and notes that it is in use. */
@Injectable()
export class AuthenticateSession {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The actor; undefined when the session is unknown, ended, too old or has idled too long. */
  async execute(secret: string): Promise<Actor | undefined> {
    const [row] = await this.database.query<{
      session: string;
      id: string;
      roles: Role[];
      organisation_id: string | null;
      stale: boolean;
    }>(
      `select session.id as session, account.id, account.roles, account.organisation_id,
              session.last_seen_at < now() - interval '1 minute' as stale
       from session join account on account.id = session.account_id
       where session.hash = $1 and session.ended_at is null and account.disabled_at is null
         and session.created_at > now() - $2 * interval '1 hour'
         and session.last_seen_at > now() - $3 * interval '1 minute'`,
      [tokenHash(secret), SESSION_HOURS, SESSION_IDLE_MINUTES],
    );
    if (!row) return undefined;
    if (row.stale) await this.database.query(`update session set last_seen_at = now() where id = $1`, [row.session]);
    return {
      accountId: row.id,
      roles: new Set(row.roles),
      organisationId: row.organisation_id,
      sessionId: row.session,
    };
  }
}
