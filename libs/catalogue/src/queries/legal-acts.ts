import { Inject, Injectable } from '@nestjs/common';
import { Database, keyset, type Page, type SortKey } from '#libs/platform';
import type { Attestation, Confidence } from '../policies/terms.js';

export interface LegalActRow {
  id: string;
  celex: string | null;
  eli: string | null;
  type: string;
  number: string;
  shortTitle: string;
  date: string;
  oj: string | null;
  note: string | null;
  source: string;
  attestation: Attestation | null;
  confidence: Confidence;
}

const COLUMNS = `id, celex, eli, type, number, short_title as "shortTitle", date, oj, note, source, attestation, confidence`;
const KEYS: SortKey[] = [
  { sql: 'position', type: 'integer', direction: 'asc' },
  { sql: 'id', type: 'uuid', direction: 'asc' },
];

/** Reads legal acts, in the order of the catalogue. */
@Injectable()
export class LegalActs {
  constructor(@Inject(Database) private readonly database: Database) {}

  page(page: Page): Promise<(LegalActRow & { cursor: string })[]> {
    const parameters: unknown[] = [];
    const { where, orderBy, limit, cursor } = keyset(KEYS, page, parameters);
    return this.database.query(
      `select ${COLUMNS}, ${cursor} as cursor from legal_act where ${where} order by ${orderBy} limit ${limit}`,
      parameters,
    );
  }

  async count(): Promise<number> {
    const [row] = await this.database.query<{ count: number }>('select count(*)::int as count from legal_act');
    return row?.count ?? 0;
  }

  byIds(ids: readonly string[]): Promise<LegalActRow[]> {
    return this.database.query(`select ${COLUMNS} from legal_act where id = any($1)`, [ids]);
  }

  /** By CELEX number or, for documents without one, by their own number. Only ASCII letters fold: hence collation C. */
  async byCelex(celex: string): Promise<LegalActRow | undefined> {
    const rows = await this.database.query<LegalActRow>(
      `select ${COLUMNS} from legal_act
       where lower(coalesce(celex, number) collate "C") = lower($1::text collate "C")`,
      [celex.trim()],
    );
    return rows[0];
  }
}
