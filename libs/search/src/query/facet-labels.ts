import { chooseLabel } from '#libs/catalogue';
import { globalId } from '#libs/platform';
import type { Queryable } from '#libs/retrieval';
import type { FacetName } from './facet-name.js';

// Labels as JSON by language where there are several.
const LOOKUPS: Partial<Record<FacetName, string>> = {
  THEME: `select theme.code as value, jsonb_object_agg(label.language, label.label) as labels
    from theme join theme_label label on label.theme_id = theme.id where theme.code = any($1) group by theme.code`,
  SYSTEM: `select code as value, name as label from information_system where code = any($1)`,
  RECOMMENDATION: `select recommendation.code as value, recommendation.code || ' ' || version.title as label
    from recommendation
    join recommendation_version version on version.recommendation_id = recommendation.id and version.valid_to is null
    where recommendation.code = any($1)`,
  ORGANISATION: `select id::text as value, name as label from organisation where id = any($1::uuid[])`,
  EVENT: `select slug as value, titles[1] as label from event where slug = any($1)`,
};

/** The labels of a facet's values, in words. */
export async function facetLabels(
  database: Queryable,
  facet: FacetName,
  values: readonly string[],
  language: string | undefined,
): Promise<Map<string, string>> {
  const sql = LOOKUPS[facet];
  if (!sql || values.length === 0) return new Map(values.map((value) => [value, wording(facet, value, language)]));
  const rows = await database.query<{ value: string; label?: string; labels?: Record<string, string> }>(sql, [values]);
  return new Map(
    rows.map((row) => [row.value, row.labels ? chooseLabel(row.labels, language) : (row.label ?? row.value)]),
  );
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
