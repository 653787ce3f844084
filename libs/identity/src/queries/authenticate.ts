import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';
import { tokenHash } from '../commands/secrets.js';
import { type Actor, ANONYMOUS, type Role } from '../policies/actor.js';

/** Tells who stands behind an Authorization header. */
@Injectable()
export class Authenticate {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The actor; ANONYMOUS without a header; undefined when the token is malformed, unknown, expired or revoked. */
  async execute(authorization: string | undefined): Promise<Actor | undefined> {
    if (!authorization) return ANONYMOUS;
    const token = /^Bearer +(rt_[A-Za-z0-9_-]{43})$/i.exec(authorization)?.[1];
    if (!token) return undefined;
    const [row] = await this.database.query<{
      id: string;
      roles: Role[];
      organisation_id: string | null;
      token: string;
      stale: boolean;
    }>(
      `select account.id, account.roles, account.organisation_id, api_token.id as token,
         coalesce(api_token.last_used_at < now() - interval '1 hour', true) as stale
       from api_token join account on account.id = api_token.account_id
       where api_token.hash = $1 and api_token.expires_at > now() and api_token.revoked_at is null
         and account.disabled_at is null`,
      [tokenHash(token)],
    );
    if (row?.stale) await this.database.query('update api_token set last_used_at = now() where id = $1', [row.token]);
    return row && { accountId: row.id, roles: new Set(row.roles), organisationId: row.organisation_id };
  }
}
