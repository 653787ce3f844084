import type { ContributionKind, CoverageLevel, OrganisationKind, Stance, Strength } from '../api/generated/enums';

// Values of enumerations in the order in which people are shown them. Each is complete: a value that the API adds has to find its place here.

const inOrder = <Value extends string>(values: Record<Value, true>) =>
  Object.keys(values) as unknown as readonly Value[];

export const KINDS = inOrder<ContributionKind>({
  POSITION_PAPER: true,
  TECHNOLOGY_NOTE: true,
  IMPLEMENTATION_OPTION: true,
});

/** From for to against, and then those without a side. */
export const STANCES = inOrder<Stance>({
  SUPPORTS: true,
  SUPPORTS_WITH_CHANGES: true,
  OFFERS_ALTERNATIVE: true,
  OPPOSES: true,
  QUESTIONS: true,
  ANSWERS: true,
  UNSTATED: true,
});

export const STRENGTHS = inOrder<Strength>({ CENTRAL: true, ADDRESSES: true, MENTIONS: true });

/** From nothing to dispute. */
export const LEVELS = inOrder<CoverageLevel>({ NONE: true, ONE_VOICE: true, CONVERGING: true, CONTESTED: true });

/** Kinds of organisations, by how near they are to the market. */
export const SPEAKERS = inOrder<OrganisationKind>({
  INDUSTRY: true,
  INDUSTRY_ASSOCIATION: true,
  ACADEMIA: true,
  CIVIL_SOCIETY: true,
  STANDARDS_BODY: true,
  MEMBER_STATE_BODY: true,
  EU_BODY: true,
  INTERNATIONAL_BODY: true,
  OTHER: true,
});
