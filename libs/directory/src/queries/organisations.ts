import { Inject, Injectable } from '@nestjs/common';
import { Database, keyset, type Page, type SortKey } from '#libs/platform';
import { nameKey } from '../policies/names.js';
import type { OrganisationKind } from '../policies/organisation-kind.js';

export interface OrganisationRow {
  id: string;
  name: string;
  kind: OrganisationKind;
  country: string | null;
  rorId: string | null;
  transparencyRegisterId: string | null;
  /** Of records that were merged into it, in the order of the merges. */
  formerNames: string[];
  version: number;
}

/** Each absent or empty field means "any". */
export interface OrganisationCriteria {
  kinds?: OrganisationKind[] | null;
  countries?: string[] | null;
  /** Part of the name. */
  name?: string | null;
}

const COLUMNS = `o.id, o.name, o.kind, o.country, o.ror_id as "rorId", o.transparency_register_id as "transparencyRegisterId", o.version,
  array(select former.name from organisation former where former.merged_into_id = o.id order by former.merged_at, former.id) as "formerNames"`;
const KEYS: SortKey[] = [
  { sql: 'o.name_key', type: 'text', direction: 'asc' },
  { sql: 'o.id', type: 'uuid', direction: 'asc' },
];

/** Reads organisations, by name; a record that was merged into another is read as that one. */
@Injectable()
export class Organisations {
  constructor(@Inject(Database) private readonly database: Database) {}

  page(page: Page, criteria: OrganisationCriteria = {}): Promise<(OrganisationRow & { cursor: string })[]> {
    const parameters: unknown[] = [];
    const condition = conditionOf(criteria, parameters);
    const { where, orderBy, limit, cursor } = keyset(KEYS, page, parameters);
    return this.database.query(
      `select ${COLUMNS}, ${cursor} as cursor from organisation o
       where ${condition} and ${where} order by ${orderBy} limit ${limit}`,
      parameters,
    );
  }

  async count(criteria: OrganisationCriteria = {}): Promise<number> {
    const parameters: unknown[] = [];
    const condition = conditionOf(criteria, parameters);
    const [row] = await this.database.query<{ count: number }>(
      `select count(*)::int as count from organisation o where ${condition}`,
      parameters,
    );
    return row?.count ?? 0;
  }

  /** With the id that each was asked by, which is another than its own after a merge. */
  byIds(ids: readonly string[]): Promise<(OrganisationRow & { askedId: string })[]> {
    return this.database.query(
      `select asked.id as "askedId", ${COLUMNS} from organisation asked join organisation o on o.id = coalesce(asked.merged_into_id, asked.id)
       where asked.id = any($1)`,
      [ids],
      { plan: 'ONCE' },
    );
  }

  /** By any spelling of the whole name. */
  async byName(name: string): Promise<OrganisationRow | undefined> {
    const rows = await this.database.query<OrganisationRow>(
      `select ${COLUMNS} from organisation asked join organisation o on o.id = coalesce(asked.merged_into_id, asked.id)
       where asked.name_key = $1`,
      [nameKey(name)],
    );
    return rows[0];
  }
}

function conditionOf({ kinds, countries, name }: OrganisationCriteria, parameters: unknown[]): string {
  const conditions = ['o.merged_into_id is null'];
  if (kinds && kinds.length > 0) conditions.push(`o.kind = any($${parameters.push(kinds)})`);
  if (countries && countries.length > 0) {
    conditions.push(`o.country = any($${parameters.push(countries.map((country) => country.toUpperCase()))})`);
  }
  const part = nameKey(name ?? '');
  // % and _ are wildcards to LIKE, but letters to the one who searches.
  if (part !== '') {
    const place = `$${parameters.push(`%${part.replace(/[\\%_]/g, '\\$&')}%`)}`;
    conditions.push(
      `(o.name_key like ${place} or o.id in (select former.merged_into_id from organisation former where former.name_key like ${place}))`,
    );
  }
  return conditions.join(' and ');
}
