import type { Accounts, ActorType, RequestContext } from '#libs/identity';
import { inKeyOrder } from '#libs/platform';

/** Who did something, for those who may know; `who` is null for the others. The system itself goes by the product's name. */
export async function whoIs(
  who: { accountId: string | null } | null,
  { loaders }: RequestContext,
  accounts: Accounts,
): Promise<ActorType | null> {
  if (!who) return null;
  if (who.accountId === null) return { name: 'Roundtable' };
  const row = await loaders
    .get('account', async (ids: readonly string[]) =>
      inKeyOrder(ids, await accounts.byIds(ids), (account) => account.id),
    )
    .load(who.accountId);
  return row && { name: row.name };
}
