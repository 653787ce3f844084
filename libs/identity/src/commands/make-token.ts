import { Inject, Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Database, ErrorCode, refuse, type Transaction } from '#libs/platform';
import { ApiToken } from '../entities/api-token.entity.js';
import { type Actor, isAdministrator } from '../policies/actor.js';
import { newToken, tokenHash } from './secrets.js';

/** Makes a bearer token for an account. The token is returned once and kept only as a hash. */
@Injectable()
export class MakeToken {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** One's own token, or anybody's for an administrator. `hours`: how long it lives, at most a year. */
  async execute(
    actor: Actor,
    input: { accountId: string; name: string; hours: number },
    joined?: Transaction,
  ): Promise<{ token: string; expiresAt: Date }> {
    if (actor.accountId !== input.accountId && !isAdministrator(actor)) {
      throw refuse(ErrorCode.NOT_ALLOWED, 'Only administrators may make tokens for others.');
    }
    if (!(input.hours > 0 && input.hours <= 8784)) {
      throw refuse(ErrorCode.INVALID, 'A token lives from 1 hour to 366 days.', ['hours']);
    }
    const token = newToken();
    const expiresAt = new Date(Date.now() + input.hours * 3_600_000);
    await this.database.transaction(async (transaction) => {
      const id = v7();
      await transaction.manager.insert(ApiToken, {
        id,
        accountId: input.accountId,
        name: input.name,
        hash: tokenHash(token),
        expiresAt,
      });
      await transaction.record(actor, {
        kind: 'TokenMade',
        subjectType: 'ApiToken',
        subjectId: id,
        payload: { accountId: input.accountId, name: input.name },
      });
    }, joined);
    return { token, expiresAt };
  }
}
