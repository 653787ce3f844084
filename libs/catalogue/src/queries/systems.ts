import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';
import { canonicalCode } from '../policies/codes.js';
import type { Confidence } from '../policies/terms.js';
import { byGivenCode } from './themes.js';

export interface SystemRow {
  id: string;
  code: string;
  name: string;
  synonyms: string[];
  kind: string | null;
  operator: string | null;
  purpose: string | null;
  dataSubjects: string | null;
  biometrics: string | null;
  statusNote: string | null;
  source: string;
  confidence: Confidence;
  version: number;
}

const SELECT = `
  select id, code, name, synonyms, kind, operator, purpose, data_subjects as "dataSubjects", biometrics,
    status_note as "statusNote", source, confidence, version
  from information_system`;
const ORDER = 'order by position, id';

/** Reads information systems. */
@Injectable()
export class Systems {
  constructor(@Inject(Database) private readonly database: Database) {}

  all(): Promise<SystemRow[]> {
    return this.database.query(`${SELECT} ${ORDER}`);
  }

  byIds(ids: readonly string[]): Promise<SystemRow[]> {
    return this.database.query(`${SELECT} where id = any($1) ${ORDER}`, [ids], { plan: 'ONCE' });
  }

  async byCode(code: string): Promise<SystemRow | undefined> {
    const rows = await this.database.query<SystemRow>(`${SELECT} where code = $1`, [canonicalCode(code)]);
    return rows[0];
  }

  /** Those of the codes that exist, by the code as it was given; letters' case doesn't matter. */
  async byCodes(codes: readonly string[]): Promise<Map<string, { id: string; code: string }>> {
    const rows = await this.database.query<{ id: string; code: string }>(
      'select id, code from information_system where code = any($1)',
      [codes.map(canonicalCode)],
    );
    return byGivenCode(codes, rows);
  }
}
