import type { FindQueryVariables, SearchFilter, SearchOrder } from '../../api/generated/graphql';

/** A facet: its name in the address, in the filter, and in the API. In the order they are shown. */
export const FACETS = [
  { name: 'kind', filter: 'kinds', facet: 'KIND' },
  { name: 'stance', filter: 'stances', facet: 'STANCE' },
  { name: 'theme', filter: 'themes', facet: 'THEME' },
  { name: 'recommendation', filter: 'recommendations', facet: 'RECOMMENDATION' },
  { name: 'system', filter: 'systems', facet: 'SYSTEM' },
  { name: 'organisation', filter: 'organisations', facet: 'ORGANISATION' },
  { name: 'speaker', filter: 'organisationKinds', facet: 'ORGANISATION_KIND' },
  { name: 'event', filter: 'events', facet: 'EVENT' },
  { name: 'year', filter: undefined, facet: 'YEAR' },
  { name: 'language', filter: 'languages', facet: 'LANGUAGE' },
  { name: 'status', filter: 'statuses', facet: 'STATUS' },
] as const;

export type FacetKey = (typeof FACETS)[number]['name'];

export const ORDERS = ['RELEVANCE', 'NEWEST', 'OLDEST', 'TITLE'] as const satisfies SearchOrder[];

/** How many are shown at first, and more at a time. */
export const PAGE = 20;

/** What the API gives at most at once. */
export const PAGE_MAX = 100;

/** How many are listed in all; who wants to see more has to narrow the search. */
export const SHOWN_MAX = 1000;

/** What is looked for, as the address says it. */
export interface Question {
  query: string;
  chosen: Record<FacetKey, string[]>;
  order: SearchOrder;
  /** How many of the results are shown. */
  shown: number;
}

export function questionOf(parameters: URLSearchParams): Question {
  const order = ORDERS.find((name) => name.toLowerCase() === parameters.get('sort'));
  const shown = Number(parameters.get('shown'));
  return {
    query: parameters.get('q') ?? '',
    chosen: Object.fromEntries(FACETS.map(({ name }) => [name, parameters.getAll(name)])) as Question['chosen'],
    order: order ?? 'RELEVANCE',
    shown: Number.isInteger(shown) && shown > PAGE ? Math.min(shown, SHOWN_MAX) : PAGE,
  };
}

/** The filter of the API. A year is a stretch of days; of several years, from the first to the last. */
export function filterOf({ chosen }: Question): SearchFilter {
  const filter: Record<string, unknown> = {};
  for (const { name, filter: field } of FACETS) if (field && chosen[name].length > 0) filter[field] = chosen[name];
  const years = chosen.year.filter((year) => /^\d{4}$/.test(year)).sort();
  if (years.length > 0) {
    filter.publishedFrom = `${years[0]}-01-01`;
    filter.publishedTo = `${years.at(-1)}-12-31`;
  }
  return filter as SearchFilter;
}

/** What the API is asked: the facets with the first page alone. */
export function variablesOf(question: Question, first: number, after?: string | null): FindQueryVariables {
  return {
    query: question.query,
    filter: filterOf(question),
    facets: after ? [] : FACETS.map(({ facet }) => facet),
    first,
    after,
    orderBy: question.order,
  };
}

/** The same address with one value more or less; from the beginning of the results. */
export function toggled(parameters: URLSearchParams, name: FacetKey, value: string): URLSearchParams {
  const isChosen = parameters.getAll(name).includes(value);
  const next = new URLSearchParams([...parameters].filter(([key, one]) => !(key === name && one === value)));
  // One year at a time: what lies between two would be meant too.
  if (name === 'year') next.delete('year');
  if (!isChosen) next.append(name, value);
  next.delete('shown');
  return next;
}

/** The same address without any facet. */
export function withoutFacets(parameters: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(parameters);
  for (const { name } of FACETS) next.delete(name);
  next.delete('shown');
  return next;
}

/** What makes a search worth keeping: query, facets and order, without how far one has read or in which language; in the API's one form. */
export function essence(parameters: URLSearchParams): string {
  const kept = ['q', 'sort', ...FACETS.map(({ name }) => name)];
  const parts = [...parameters]
    .filter(([key, value]) => kept.includes(key) && value && !(key === 'sort' && value === 'relevance'))
    .map((entry) => new URLSearchParams([entry]).toString());
  return [...new Set(parts)].sort().join('&');
}
