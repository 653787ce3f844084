import { chooseLabel } from '#libs/catalogue';
import { globalId } from '#libs/platform';
import type { Queryable } from '#libs/retrieval';
import type { FacetName } from './facet-name.js';

// Rows (value, label, labels): labels as JSON by language where there are several.
const LOOKUPS: Partial<Record<FacetName, (values: string) => string>> = {
  THEME: (values) => `select theme.code, null::text, jsonb_object_agg(label.language, label.label)
    from theme join theme_label label on label.theme_id = theme.id where theme.code = any(${values}::text[]) group by theme.code`,
  SYSTEM: (values) => `select code, name, null::jsonb from information_system where code = any(${values}::text[])`,
  RECOMMENDATION: (values) => `select recommendation.code, recommendation.code || ' ' || version.title, null::jsonb
    from recommendation
    join recommendation_version version on version.recommendation_id = recommendation.id and version.valid_to is null
    where recommendation.code = any(${values}::text[])`,
  ORGANISATION: (values) => `select id::text, name, null::jsonb from organisation where id = any(${values}::uuid[])`,
  EVENT: (values) => `select slug, titles[1], null::jsonb from event where slug = any(${values}::text[])`,
};

/** The labels of facets' values, in words: one statement for all. By facet, then value. */
export async function facetLabels(
  database: Queryable,
  values: ReadonlyMap<FacetName, readonly string[]>,
  language: string | undefined,
): Promise<Map<FacetName, Map<string, string>>> {
  const parameters: unknown[] = [];
  const answer = new Map<FacetName, Map<string, string>>();
  const lookups: string[] = [];
  for (const [facet, some] of values) {
    const lookUp = LOOKUPS[facet];
    answer.set(facet, new Map(lookUp ? [] : some.map((value) => [value, wording(facet, value, language)])));
    if (lookUp) lookups.push(`select '${facet}', found.* from (${lookUp(`$${parameters.push(some)}`)}) found`);
  }
  if (lookups.length === 0) return answer;
  const rows = await database.query<{
    facet: FacetName;
    value: string;
    label: string;
    labels: Record<string, string> | null;
  }>(`select * from (${lookups.join(' union all ')}) found(facet, value, label, labels)`, parameters, {
    plan: 'ONCE',
  });
  for (const { facet, value, label, labels } of rows)
    answer.get(facet)?.set(value, labels ? chooseLabel(labels, language) : label);
  return answer;
}

/** How a value is named outside: codes stay codes, organisations are named by their global id. */
export function facetValue(facet: FacetName, value: string): string {
  return facet === 'ORGANISATION' ? globalId('Organisation', value) : value;
}

function wording(facet: FacetName, value: string, language: string | undefined): string {
  if (facet === 'YEAR') return value;
  if (facet === 'LANGUAGE')
    return new Intl.DisplayNames([language ?? 'en', 'en'], { type: 'language' }).of(value) ?? value;
  const words = value.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1).replace(/\beu\b/, 'EU');
}
