import { ErrorCode, refuse, type Transaction } from '#libs/platform';
import { RecommendationVersionSystem, RecommendationVersionTheme } from '../entities/recommendation-version.entity.js';

/** The ids of codes, each once, in their order. Refuses NOT_FOUND with those that nothing goes by. */
export function knownIds(known: Map<string, { id: string }>, codes: string[], what: 'theme' | 'system'): string[] {
  const unknown = codes.filter((code) => !known.has(code));
  if (unknown.length > 0) {
    const words = unknown.map((code) => `“${code.slice(0, 60)}”`).join(', ');
    throw refuse(ErrorCode.NOT_FOUND, `There is no ${what} ${words}.`, [`${what}s`]);
  }
  return [...new Set(codes.map((code) => known.get(code)?.id ?? ''))];
}

/** Says what a new version of a recommendation is about. */
export async function nameSubjects(
  transaction: Transaction,
  versionId: string,
  { themeIds, systemIds }: { themeIds: string[]; systemIds: string[] },
): Promise<void> {
  if (themeIds.length > 0) {
    await transaction.manager.insert(
      RecommendationVersionTheme,
      themeIds.map((themeId, position) => ({ versionId, themeId, position })),
    );
  }
  if (systemIds.length > 0) {
    await transaction.manager.insert(
      RecommendationVersionSystem,
      systemIds.map((systemId, position) => ({ versionId, systemId, position })),
    );
  }
}
