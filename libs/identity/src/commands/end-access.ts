import type { Transaction } from '#libs/platform';
import type { Actor } from '../policies/actor.js';

/** Ends sessions of an account, all but `keep`, with a fact each. Part of a larger command, which has checked who may do it. */
export async function endSessions(
  transaction: Transaction,
  by: Actor,
  accountId: string,
  keep?: string,
): Promise<number> {
  const ended = await transaction.query<{ id: string }>(
    `with ended as (
       update session set ended_at = now() where account_id = $1 and ended_at is null and id is distinct from $2::uuid returning id)
     select id from ended`,
    [accountId, keep ?? null],
  );
  for (const { id } of ended)
    await transaction.record(by, {
      kind: 'SessionEnded',
      subjectType: 'Session',
      subjectId: id,
      payload: { accountId },
    });
  return ended.length;
}

/** Ends the tokens of an account that have not ended yet, with a fact each. */
export async function endTokens(transaction: Transaction, by: Actor, accountId: string): Promise<number> {
  const ended = await transaction.query<{ id: string }>(
    `with ended as (
       update api_token set revoked_at = now() where account_id = $1 and revoked_at is null and expires_at > now() returning id)
     select id from ended`,
    [accountId],
  );
  for (const { id } of ended)
    await transaction.record(by, {
      kind: 'TokenEnded',
      subjectType: 'ApiToken',
      subjectId: id,
      payload: { accountId },
    });
  return ended.length;
}
