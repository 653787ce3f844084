import type { Queryable } from '#libs/retrieval';
import { type Criteria, DIMENSIONS } from './criteria.js';
import { facetLabels, facetValue } from './facet-labels.js';
import type { FacetName } from './facet-name.js';
import { FACET_VALUES_MAX } from './facets.js';
import type { HitsAnswer } from './hits-statement.js';
import { type Note, SearchNoteKind } from './notes.js';

export interface FacetCounts {
  name: FacetName;
  values: { value: string; label: string; count: number; selected: boolean }[];
}

/** Facets with labels; what is chosen is always there, also with a count of 0, so that it can be taken back. */
export async function toFacets(
  database: Queryable,
  names: readonly FacetName[],
  rows: NonNullable<HitsAnswer['facets']>,
  criteria: Criteria,
  language: string | undefined,
): Promise<{ facets: FacetCounts[]; notes: Note[] }> {
  const notes: Note[] = [];
  const shown = names.map((name) => {
    const counted = rows.filter((row) => row.facet === name).sort((one, other) => one.place - other.place);
    if (counted.length > FACET_VALUES_MAX) {
      notes.push({
        kind: SearchNoteKind.FACET_CUT,
        message: `The facet ${name} shows its ${FACET_VALUES_MAX} most frequent values only.`,
      });
    }
    const counts = new Map(counted.slice(0, FACET_VALUES_MAX).map((row) => [row.value, row.count]));
    const chosen = new Set(DIMENSIONS.find((dimension) => dimension.facet === name)?.chosen(criteria) ?? []);
    // A chosen value beyond the cut shows the count it has.
    for (const value of chosen)
      if (!counts.has(value)) counts.set(value, counted.find((row) => row.value === value)?.count ?? 0);
    return { name, counts, chosen };
  });
  const labels = await facetLabels(
    database,
    new Map(shown.map(({ name, counts }) => [name, [...counts.keys()]])),
    language,
  );
  const facets = shown.map(({ name, counts, chosen }) => ({
    name,
    values: [...counts].map(([value, count]) => ({
      value: facetValue(name, value),
      label: labels.get(name)?.get(value) ?? value,
      count,
      selected: chosen.has(value),
    })),
  }));
  return { facets, notes };
}
