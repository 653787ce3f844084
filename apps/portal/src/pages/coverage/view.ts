import type { CoverageDimension } from '../../api/generated/enums';
import type { CoverageFilter } from '../../api/generated/graphql';

/** What the columns can be, and the name of each in the address of the search. */
export const DIMENSIONS = {
  KIND: 'kind',
  STANCE: 'stance',
  ORGANISATION_KIND: 'speaker',
  THEME: 'theme',
  EVENT: 'event',
  YEAR: 'year',
} as const satisfies Partial<Record<CoverageDimension, string>>;

export type Dimension = keyof typeof DIMENSIONS;

/** Filters: the name in the address (the same as in the search), and in the API. */
export const FILTERS = {
  kind: 'kinds',
  speaker: 'organisationKinds',
  theme: 'themes',
  system: 'systems',
  event: 'events',
} as const satisfies Record<string, keyof CoverageFilter>;

export type FilterName = keyof typeof FILTERS;

/** What is shown, as the address says it. */
export interface View {
  by: Dimension;
  gapsFirst: boolean;
  isTable: boolean;
  chosen: Partial<Record<FilterName, string>>;
}

export function viewOf(parameters: URLSearchParams): View {
  const by = parameters.get('by') ?? '';
  const names = Object.keys(FILTERS) as FilterName[];
  return {
    by: by in DIMENSIONS ? (by as Dimension) : 'STANCE',
    gapsFirst: parameters.get('order') !== 'set',
    isTable: parameters.get('view') === 'table',
    chosen: Object.fromEntries(names.flatMap((name) => (parameters.get(name) ? [[name, parameters.get(name)]] : []))),
  };
}

export function filterOf({ chosen }: View): CoverageFilter {
  return Object.fromEntries(
    (Object.keys(chosen) as FilterName[]).map((name) => [FILTERS[name], [chosen[name]]]),
  ) as CoverageFilter;
}

/** The papers behind a cell, or behind a row when no value is given. */
export function behind(view: View, code: string, value?: string): string {
  const parameters = new URLSearchParams({ ...view.chosen, recommendation: code });
  if (value) parameters.set(DIMENSIONS[view.by], value);
  return `/find?${parameters}`;
}
