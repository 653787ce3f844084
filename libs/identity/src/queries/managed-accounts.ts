import { Inject, Injectable } from '@nestjs/common';
import { Database, keyset, type Page, type SortKey } from '#libs/platform';
import type { Role } from '../policies/actor.js';

/** An account as those see it who manage them. */
export interface ManagedAccountRow {
  id: string;
  email: string;
  name: string;
  roles: Role[];
  organisationId: string | null;
  hasGivenPassword: boolean;
  version: number;
  createdAt: Date;
  disabledAt: Date | null;
  lastSeenAt: Date | null;
}

/** Each absent or empty field means "any". */
export interface AccountCriteria {
  /** Part of name or address. */
  text?: string | null;
  roles?: Role[] | null;
  disabled?: boolean | null;
}

const COLUMNS = `a.id, a.email, a.name, a.roles, a.organisation_id as "organisationId", a.has_given_password as "hasGivenPassword",
  a.version, a.created_at as "createdAt", a.disabled_at as "disabledAt",
  (select max(s.last_seen_at) from session s where s.account_id = a.id) as "lastSeenAt"`;
const KEYS: SortKey[] = [
  { sql: 'lower(a.name)', type: 'text', direction: 'asc' },
  { sql: 'a.id', type: 'uuid', direction: 'asc' },
];

/** Lists accounts, by name. For administrators: who asks is checked before. */
@Injectable()
export class ManagedAccounts {
  constructor(@Inject(Database) private readonly database: Database) {}

  page(page: Page, criteria: AccountCriteria): Promise<(ManagedAccountRow & { cursor: string })[]> {
    const parameters: unknown[] = [];
    const condition = conditionOf(criteria, parameters);
    const { where, orderBy, limit, cursor } = keyset(KEYS, page, parameters);
    return this.database.query(
      `select ${COLUMNS}, ${cursor} as cursor from account a where ${condition} and ${where} order by ${orderBy} limit ${limit}`,
      parameters,
    );
  }

  async count(criteria: AccountCriteria): Promise<number> {
    const parameters: unknown[] = [];
    const condition = conditionOf(criteria, parameters);
    const [row] = await this.database.query<{ count: number }>(
      `select count(*)::int as count from account a where ${condition}`,
      parameters,
    );
    return row?.count ?? 0;
  }

  async byId(id: string): Promise<ManagedAccountRow | undefined> {
    const rows = await this.database.query<ManagedAccountRow>(`select ${COLUMNS} from account a where a.id = $1`, [id]);
    return rows[0];
  }
}

function conditionOf({ text, roles, disabled }: AccountCriteria, parameters: unknown[]): string {
  const conditions = ['true'];
  const part = text
    ?.trim()
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&');
  if (part) {
    const place = `$${parameters.push(`%${part}%`)}`;
    conditions.push(`(lower(a.name) like ${place} or a.email like ${place})`);
  }
  if (roles && roles.length > 0) conditions.push(`a.roles && $${parameters.push(roles)}::text[]`);
  if (typeof disabled === 'boolean') conditions.push(`(a.disabled_at is not null) = $${parameters.push(disabled)}`);
  return conditions.join(' and ');
}
