export enum CoverageLevel {
  NONE = 'NONE',
  ONE_VOICE = 'ONE_VOICE',
  CONVERGING = 'CONVERGING',
  CONTESTED = 'CONTESTED',
}

/** Stances that are for a recommendation, and those that are against it or want another way. */
export const SUPPORTING_STANCES: readonly string[] = ['SUPPORTS', 'SUPPORTS_WITH_CHANGES'];
export const OPPOSING_STANCES: readonly string[] = ['OPPOSES', 'OFFERS_ALTERNATIVE'];

/** What the level of a cell rests on: confirmed links only. */
export interface Voices {
  links: number;
  /** Organisations that speak, each once; links of contributions that name none count as one nameless voice. */
  organisations: number;
  /** SUPPORTS or SUPPORTS_WITH_CHANGES. */
  supporting: number;
  /** OPPOSES or OFFERS_ALTERNATIVE. */
  opposing: number;
}

/**
 * NONE: no link. CONTESTED: some support and some do not. ONE_VOICE: links of one organisation, or of none named.
 * CONVERGING: two or more organisations, not contested. (The contract's definition, in schema.graphql.)
 */
export function coverageLevel({ links, organisations, supporting, opposing }: Voices): CoverageLevel {
  if (links === 0) return CoverageLevel.NONE;
  if (supporting > 0 && opposing > 0) return CoverageLevel.CONTESTED;
  return organisations >= 2 ? CoverageLevel.CONVERGING : CoverageLevel.ONE_VOICE;
}
