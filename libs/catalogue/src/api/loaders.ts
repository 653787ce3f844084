import type DataLoader from 'dataloader';
import type { RequestContext } from '#libs/identity';
import { groupedByKey, inKeyOrder } from '#libs/platform';
import type { LegalActs } from '../queries/legal-acts.js';
import type { RecommendationSets } from '../queries/recommendation-sets.js';
import type { Recommendations } from '../queries/recommendations.js';
import type { RelationRow } from '../queries/relations.js';
import type { Systems } from '../queries/systems.js';
import type { Themes } from '../queries/themes.js';
import { type InformationSystemType, toInformationSystemType } from './information-system.type.js';
import { type LegalActType, toLegalActType } from './legal-act.type.js';
import { type RecommendationType, toRecommendationType } from './recommendation.type.js';
import { type RecommendationSetType, toRecommendationSetType } from './recommendation-set.type.js';
import { type ThemeType, toThemeType } from './theme.type.js';

/** A loader of things by UUID; null where there is none. */
export type ByUuid<Type> = DataLoader<string, Type | null>;

interface Readable<Row> {
  byIds(ids: readonly string[]): Promise<Row[]>;
}

/** The request's loader by UUID over a query class. */
export function loaderByUuid<Row extends { id: string }, Type>(
  context: RequestContext,
  name: string,
  query: Readable<Row>,
  toType: (row: Row) => Type,
): ByUuid<Type> {
  return context.loaders.get(name, async (uuids: readonly string[]) => {
    const rows = inKeyOrder(uuids, await query.byIds(uuids), (row) => row.id);
    return rows.map((row) => row && toType(row));
  });
}

export const recommendationLoader = (
  context: RequestContext,
  recommendations: Recommendations,
  asOf: Date | null = null,
): ByUuid<RecommendationType> =>
  loaderByUuid(
    context,
    `recommendation:${asOf?.toISOString() ?? ''}`,
    { byIds: (ids) => recommendations.byIds(ids, asOf) },
    (row) => toRecommendationType(row, asOf),
  );

export const recommendationSetLoader = (
  context: RequestContext,
  sets: RecommendationSets,
): ByUuid<RecommendationSetType> => loaderByUuid(context, 'recommendationSet', sets, toRecommendationSetType);

export const themeLoader = (context: RequestContext, themes: Themes): ByUuid<ThemeType> =>
  loaderByUuid(context, 'theme', themes, toThemeType);

export const systemLoader = (context: RequestContext, systems: Systems): ByUuid<InformationSystemType> =>
  loaderByUuid(context, 'informationSystem', systems, toInformationSystemType);

export const legalActLoader = (context: RequestContext, acts: LegalActs): ByUuid<LegalActType> =>
  loaderByUuid(context, 'legalAct', acts, toLegalActType);

/** The request's loader of what belongs to an owner: the relation in one statement, the things in another. */
export function relatedLoader<Type>(
  context: RequestContext,
  name: string,
  relation: (ownerIds: readonly string[]) => Promise<RelationRow[]>,
  things: ByUuid<Type>,
): DataLoader<string, Type[]> {
  return context.loaders.get(name, async (ownerIds: readonly string[]) => {
    const rows = await relation(ownerIds);
    const found = await Promise.all(rows.map((row) => things.load(row.otherId)));
    const pairs = rows.flatMap((row, index) => {
      const thing = found[index];
      return thing ? [{ ownerId: row.ownerId, thing }] : [];
    });
    return groupedByKey(ownerIds, pairs, (pair) => pair.ownerId).map((group) => group.map((pair) => pair.thing));
  });
}
