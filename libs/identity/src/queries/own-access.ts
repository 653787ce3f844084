import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';
import { SESSION_HOURS, SESSION_IDLE_MINUTES } from '../policies/session-life.js';

export interface ApiTokenRow {
  id: string;
  name: string;
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
}

export interface SessionRow {
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
}

const SHOWN = 200;

/** What an account has open: tokens and sessions that still count. */
@Injectable()
export class OwnAccess {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Newest first. */
  tokens(accountId: string): Promise<ApiTokenRow[]> {
    return this.database.query(
      `select id, name, created_at as "createdAt", expires_at as "expiresAt", last_used_at as "lastUsedAt" from api_token
       where account_id = $1 and revoked_at is null and expires_at > now() order by created_at desc, id desc limit ${SHOWN}`,
      [accountId],
    );
  }

  /** Last used first. */
  sessions(accountId: string): Promise<SessionRow[]> {
    return this.database.query(
      `select id, created_at as "createdAt", last_seen_at as "lastSeenAt" from session
       where account_id = $1 and ended_at is null and created_at > now() - $2 * interval '1 hour'
         and last_seen_at > now() - $3 * interval '1 minute'
       order by last_seen_at desc, id desc limit ${SHOWN}`,
      [accountId, SESSION_HOURS, SESSION_IDLE_MINUTES],
    );
  }
}
