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
  version: number;
}

/** Each absent or empty field means "any". */
export interface OrganisationCriteria {
  kinds?: OrganisationKind[] | null;
  countries?: string[] | null;
  /** Part of the name. */
  name?: string | null;
}

const COLUMNS = `id, name, kind, country, ror_id as "rorId", transparency_register_id as "transparencyRegisterId", version`;
const KEYS: SortKey[] = [
  { sql: 'name_key', type: 'text', direction: 'asc' },
  { sql: 'id', type: 'uuid', direction: 'asc' },
];

/** Reads organisations, by name. */
@Injectable()
export class Organisations {
  constructor(@Inject(Database) private readonly database: Database) {}

  page(page: Page, criteria: OrganisationCriteria = {}): Promise<(OrganisationRow & { cursor: string })[]> {
    const parameters: unknown[] = [];
    const condition = conditionOf(criteria, parameters);
    const { where, orderBy, limit, cursor } = keyset(KEYS, page, parameters);
    return this.database.query(
      `select ${COLUMNS}, ${cursor} as cursor from organisation
       where ${condition} and ${where} order by ${orderBy} limit ${limit}`,
      parameters,
    );
  }

  async count(criteria: OrganisationCriteria = {}): Promise<number> {
    const parameters: unknown[] = [];
    const condition = conditionOf(criteria, parameters);
    const [row] = await this.database.query<{ count: number }>(
      `select count(*)::int as count from organisation where ${condition}`,
      parameters,
    );
    return row?.count ?? 0;
  }

  byIds(ids: readonly string[]): Promise<OrganisationRow[]> {
    return this.database.query(`select ${COLUMNS} from organisation where id = any($1)`, [ids]);
  }

  /** By any spelling of the whole name. */
  async byName(name: string): Promise<OrganisationRow | undefined> {
    const rows = await this.database.query<OrganisationRow>(`select ${COLUMNS} from organisation where name_key = $1`, [
      nameKey(name),
    ]);
    return rows[0];
  }
}

function conditionOf({ kinds, countries, name }: OrganisationCriteria, parameters: unknown[]): string {
  const conditions = ['true'];
  if (kinds && kinds.length > 0) conditions.push(`kind = any($${parameters.push(kinds)})`);
  if (countries && countries.length > 0) {
    conditions.push(`country = any($${parameters.push(countries.map((country) => country.toUpperCase()))})`);
  }
  const part = nameKey(name ?? '');
  // % and _ are wildcards to LIKE, but letters to the one who searches.
  if (part !== '') conditions.push(`name_key like $${parameters.push(`%${part.replace(/[\\%_]/g, '\\$&')}%`)}`);
  return conditions.join(' and ');
}
