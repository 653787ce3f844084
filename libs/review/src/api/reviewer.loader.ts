import type DataLoader from 'dataloader';
import type { Accounts, RequestContext } from '#libs/identity';
import { globalId, inKeyOrder } from '#libs/platform';
import { ReviewerType } from './review.type.js';

/** The request's loader of analysts by UUID. */
export function reviewerLoader(context: RequestContext, accounts: Accounts): DataLoader<string, ReviewerType | null> {
  return context.loaders.get('reviewer', async (ids: readonly string[]) => {
    const rows = inKeyOrder(ids, await accounts.byIds(ids), (row) => row.id);
    return rows.map(
      (row) => row && Object.assign(new ReviewerType(), { id: globalId('Account', row.id), name: row.name }),
    );
  });
}
