import type DataLoader from 'dataloader';
import type { RequestContext } from '#libs/identity';
import { inKeyOrder } from '#libs/platform';
import type { Contributions } from '../queries/contributions.js';
import { type ContributionType, toContributionType } from './contribution.type.js';

/** The request's loader of contributions by UUID; null for what is not there or not for this caller. */
export function contributionLoader(
  context: RequestContext,
  contributions: Contributions,
): DataLoader<string, ContributionType | null> {
  return context.loaders.get('contribution', async (ids: readonly string[]) => {
    const rows = await contributions.byIds(context.actor, ids);
    return inKeyOrder(ids, rows, (row) => row.id).map((row) => row && toContributionType(row, context.actor));
  });
}
