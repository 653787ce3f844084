import type { Ranked } from './rank.js';
import { SuggestionKind } from './target.js';

/** From which confidence a target is suggested, by kind. */
export type Thresholds = Record<SuggestionKind, number>;

export const DEFAULT_THRESHOLDS: Thresholds = {
  // The lowest at which of texts off the subject, even of information science, at most one in a hundred gets one.
  [SuggestionKind.RECOMMENDATION]: 0.45,
  [SuggestionKind.THEME]: 0.5,
  [SuggestionKind.SYSTEM]: 0.5,
};

const MOST: Record<SuggestionKind, number> = {
  [SuggestionKind.RECOMMENDATION]: 5,
  [SuggestionKind.THEME]: 5,
  [SuggestionKind.SYSTEM]: 8,
};

/** What is sure enough to be suggested, the best of each kind; often nothing, and that is an answer. */
export function suggested(ranked: readonly Ranked[], thresholds: Thresholds = DEFAULT_THRESHOLDS): Ranked[] {
  const counts = new Map<SuggestionKind, number>();
  return ranked.filter(({ target, confidence }) => {
    const count = counts.get(target.kind) ?? 0;
    if (confidence < thresholds[target.kind] || count >= MOST[target.kind]) return false;
    counts.set(target.kind, count + 1);
    return true;
  });
}
