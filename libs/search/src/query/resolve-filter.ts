import { canonicalCode } from '#libs/catalogue';
import { ErrorCode, type Fault, Refusal, readGlobalId } from '#libs/platform';
import type { Queryable } from '#libs/retrieval';
import type { Criteria } from './criteria.js';

/** A filter as it comes from outside: codes in any case, global ids, and null for "any". */
export type FilterInput = {
  [Key in Exclude<keyof Criteria, 'publishedFrom' | 'publishedTo'>]?: readonly string[] | null;
} & {
  publishedFrom?: string | null;
  publishedTo?: string | null;
};

const NAMED = {
  themes: { what: 'theme with the code', sql: 'select code from theme where code = any($1)' },
  systems: {
    what: 'information system with the code',
    sql: 'select code from information_system where upper(code) = any($1)',
  },
  recommendations: {
    what: 'recommendation with the code',
    sql: 'select code from recommendation where code = any($1)',
  },
  events: { what: 'event with the slug', sql: 'select slug as code from event where slug = any($1)' },
  organisations: {
    what: 'organisation with the id',
    sql: 'select id::text as given, coalesce(merged_into_id, id)::text as code from organisation where id = any($1::uuid[])',
  },
} as const;

/** Checks a filter against what there is: whoever asks for a theme that does not exist has misspelt it, and is told. */
export async function resolveFilter(database: Queryable, input: FilterInput): Promise<Criteria> {
  const faults: Fault[] = [];
  const known = async (field: keyof typeof NAMED, fold: (text: string) => string | undefined): Promise<string[]> => {
    const given = input[field] ?? [];
    if (given.length === 0) return [];
    const { what, sql } = NAMED[field];
    const wanted = given.map((text) => fold(text));
    const rows = await database.query<{ given?: string; code: string }>(sql, [
      wanted.filter((value) => value !== undefined),
    ]);
    const found = new Map(rows.map(({ code, given = code }) => [fold(given) ?? given, code]));
    return given.flatMap((text, index) => {
      const code = found.get(wanted[index] ?? '');
      if (code !== undefined) return [code];
      const message = `There is no ${what} “${text.slice(0, 60)}”.`;
      faults.push({ code: ErrorCode.INVALID, message, path: ['filter', field, String(index)] });
      return [];
    });
  };
  const organisation = (id: string) => {
    const read = readGlobalId(id);
    if (read) return read.type === 'Organisation' ? read.uuid : undefined;
    return /^[0-9a-f]{8}-/.test(id) ? id : undefined;
  };
  const criteria: Criteria = {
    kinds: input.kinds ?? [],
    statuses: input.statuses ?? [],
    stances: input.stances ?? [],
    organisationKinds: input.organisationKinds ?? [],
    languages: input.languages ?? [],
    themes: await known('themes', canonicalCode),
    systems: await known('systems', canonicalCode),
    recommendations: await known('recommendations', canonicalCode),
    events: await known('events', (slug) => slug.trim().toLowerCase()),
    organisations: await known('organisations', organisation),
    publishedFrom: input.publishedFrom ?? undefined,
    publishedTo: input.publishedTo ?? undefined,
  };
  if (faults.length > 0) throw new Refusal(faults);
  return criteria;
}
