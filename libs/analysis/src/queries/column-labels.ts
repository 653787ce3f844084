import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';
import { CoverageDimension } from '../policies/dimension.js';

const NAMES: Partial<Record<CoverageDimension, string>> = {
  THEME: `select t.code as value, coalesce(l.label, t.code) as label from theme t
    left join theme_label l on l.theme_id = t.id and l.language = 'en' where t.code = any($1::text[])`,
  ORGANISATION: `select id::text as value, name as label from organisation where id::text = any($1::text[])`,
  EVENT: `select slug as value, titles[1] as label from event where slug = any($1::text[])`,
};
const NONE: Record<CoverageDimension, string> = {
  THEME: 'No theme',
  KIND: '',
  STANCE: '',
  ORGANISATION_KIND: 'No organisation named',
  ORGANISATION: 'No organisation named',
  EVENT: 'No event',
  YEAR: '',
};

/** What the values of a dimension are called. */
@Injectable()
export class ColumnLabels {
  constructor(@Inject(Database) private readonly database: Database) {}

  async of(dimension: CoverageDimension, values: string[]): Promise<Map<string, string>> {
    const sql = NAMES[dimension];
    const rows = sql ? await this.database.query<{ value: string; label: string }>(sql, [values]) : [];
    const named = new Map(rows.map((row) => [row.value, row.label]));
    return new Map(values.map((value) => [value, value === '' ? NONE[dimension] : (named.get(value) ?? words(value))]));
  }
}

/** POSITION_PAPER → Position paper. */
function words(value: string): string {
  return /^[A-Z_]+$/.test(value) ? value.charAt(0) + value.slice(1).toLowerCase().replaceAll('_', ' ') : value;
}
