import type { ContributionKind } from '../../api/generated/enums';
import type { FieldName, Fields } from './fields';

/** The steps after the kind is chosen, each with an address: /submit/:id/:step. */
export const STEPS = ['text', 'people', 'subjects', 'links', 'check'] as const;
export type Step = (typeof STEPS)[number];

const PEOPLE: FieldName[] = ['organisations', 'authors', 'event', 'audience', 'embargoUntil'];

/** The step a field is filled in at. */
export function stepOf(name: FieldName): Step {
  if (PEOPLE.includes(name)) return 'people';
  return name === 'themes' || name === 'systems' ? 'subjects' : 'text';
}

/** The id of a field's element, for links and the focus. */
export const elementOf = (name: FieldName): string => `field-${name}`;

/** Limits of the API, in characters. */
export const LIMITS: Partial<Record<FieldName, number>> = {
  title: 300,
  abstract: 3_000,
  body: 1_000_000,
  statement: 3_000,
  technology: 2_000,
  costBasis: 2_000,
};

/** What is needed before it can be handed in, and is not there: as the API will say. */
export function missing(kind: ContributionKind, fields: Fields): FieldName[] {
  const needed: Record<ContributionKind, FieldName[]> = {
    POSITION_PAPER: ['statement', 'asks'],
    TECHNOLOGY_NOTE: ['technology', 'maturity'],
    IMPLEMENTATION_OPTION: ['architecture'],
  };
  const names: FieldName[] = ['title', 'abstract', ...needed[kind]];
  return names.filter((name) => String(fields[name]).trim() === '');
}
