/** What hits can be counted by. */
export const FacetName = {
  KIND: 'KIND',
  THEME: 'THEME',
  SYSTEM: 'SYSTEM',
  RECOMMENDATION: 'RECOMMENDATION',
  ORGANISATION: 'ORGANISATION',
  ORGANISATION_KIND: 'ORGANISATION_KIND',
  EVENT: 'EVENT',
  LANGUAGE: 'LANGUAGE',
  YEAR: 'YEAR',
  STATUS: 'STATUS',
  STANCE: 'STANCE',
} as const;

export type FacetName = keyof typeof FacetName;
