import type { Stance } from '../api/generated/graphql';

/** For, against, or neither: what a stance comes to. An alternative is against what is recommended, as coverage counts it. */
export type Side = 'FOR' | 'AGAINST' | 'OTHER';

export const SIDES: readonly Side[] = ['FOR', 'AGAINST', 'OTHER'];

const SIDE_OF: Record<Stance, Side> = {
  SUPPORTS: 'FOR',
  SUPPORTS_WITH_CHANGES: 'FOR',
  OPPOSES: 'AGAINST',
  OFFERS_ALTERNATIVE: 'AGAINST',
  QUESTIONS: 'OTHER',
  ANSWERS: 'OTHER',
  UNSTATED: 'OTHER',
};

export const sideOf = (stance: Stance): Side => SIDE_OF[stance];

/** The figures of stances, by side. */
export function countSides(counts: readonly { stance: Stance; count: number }[]): Record<Side, number> {
  const sum: Record<Side, number> = { FOR: 0, AGAINST: 0, OTHER: 0 };
  for (const { stance, count } of counts) sum[sideOf(stance)] += count;
  return sum;
}
