import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';
import { canonicalCode } from '../policies/codes.js';

export interface ThemeRow {
  id: string;
  code: string;
  definition: string;
  broaderId: string | null;
  synonyms: string[];
  version: number;
  /** By language. */
  labels: Record<string, string>;
}

const SELECT = `
  select theme.id, theme.code, theme.definition, theme.broader_id as "broaderId", theme.synonyms, theme.version,
    (select coalesce(jsonb_object_agg(language, label), '{}') from theme_label where theme_id = theme.id) as labels
  from theme`;
const ORDER = 'order by theme.position, theme.id';

/** Reads the taxonomy. */
@Injectable()
export class Themes {
  constructor(@Inject(Database) private readonly database: Database) {}

  all(roots: boolean): Promise<ThemeRow[]> {
    return this.database.query(`${SELECT} where $1 = false or broader_id is null ${ORDER}`, [roots]);
  }

  byIds(ids: readonly string[]): Promise<ThemeRow[]> {
    return this.database.query(`${SELECT} where theme.id = any($1) ${ORDER}`, [ids], { plan: 'ONCE' });
  }

  async byCode(code: string): Promise<ThemeRow | undefined> {
    const rows = await this.database.query<ThemeRow>(`${SELECT} where code = $1`, [canonicalCode(code)]);
    return rows[0];
  }

  /** Those of the codes that exist, by the code as it was given; letters' case doesn't matter. */
  async byCodes(codes: readonly string[]): Promise<Map<string, { id: string; code: string }>> {
    const rows = await this.database.query<{ id: string; code: string }>(
      'select id, code from theme where code = any($1)',
      [codes.map(canonicalCode)],
    );
    return byGivenCode(codes, rows);
  }

  narrowerOf(ids: readonly string[]): Promise<ThemeRow[]> {
    return this.database.query(`${SELECT} where theme.broader_id = any($1) ${ORDER}`, [ids]);
  }

  /** Ids of the themes with these codes and of all below them; unknown codes add nothing. */
  async withNarrower(codes: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `with recursive below as (
         select id from theme where code = any($1)
         union
         select theme.id from theme join below on theme.broader_id = below.id
       )
       select id from below`,
      [codes.map(canonicalCode)],
    );
    return rows.map((row) => row.id);
  }
}

/** Finds the rows of codes again under the spelling they were asked with. */
export function byGivenCode<Row extends { code: string }>(codes: readonly string[], rows: Row[]): Map<string, Row> {
  const known = new Map(rows.map((row) => [row.code, row]));
  return new Map(
    codes.flatMap((code) => {
      const row = known.get(canonicalCode(code));
      return row ? [[code, row] as const] : [];
    }),
  );
}
