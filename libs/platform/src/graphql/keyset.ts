import { ErrorCode, refuse } from '../errors/refusal.js';
import type { Page } from './page.js';
import { isCalendarDate } from './scalars.js';

/** One sort key of a list: a SQL expression that is never null, its type, and its direction. */
export interface SortKey {
  sql: string;
  type: 'uuid' | 'timestamptz' | 'integer' | 'bigint' | 'text' | 'float8' | 'date';
  direction: 'asc' | 'desc';
}

const CHECKS: Record<SortKey['type'], RegExp> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  timestamptz: /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d{1,6})?\+00:00$/,
  integer: /^-?\d{1,9}$/,
  bigint: /^-?\d{1,18}$/,
  float8: /^-?\d{1,20}(\.\d{1,20})?([eE][-+]?\d{1,3})?$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  // biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL text cannot hold NUL.
  text: /^[^\u0000]{0,2000}$/,
};

/**
 * SQL for a page by keyset: stable under concurrent changes, and as fast on page 1,000 as on the first. The keys must end
 * in a unique one. `cursor` is the select expression that readCursor understands; values travel as parameters. A list that has an instant
 * names it as `at`: its cursors hold it, and one of another instant is refused rather than read wrongly.
 */
export function keyset(
  keys: SortKey[],
  page: Page,
  parameters: unknown[],
  at?: Date | null,
): { where: string; orderBy: string; limit: string; cursor: string } {
  const instant = at ? [at.toISOString()] : [];
  const flip = (direction: 'asc' | 'desc') => (page.backwards === (direction === 'asc') ? 'desc' : 'asc');
  const conditions: string[] = [];
  if (page.after !== undefined)
    conditions.push(beyond(keys, readCursor(keys, page.after, 'after', instant), 'after', parameters));
  if (page.before !== undefined)
    conditions.push(beyond(keys, readCursor(keys, page.before, 'before', instant), 'before', parameters));
  parameters.push(page.size + 1);
  const limit = `$${parameters.length}`;
  const values = keys.map((key) =>
    key.type === 'timestamptz' ? `${key.sql} at time zone 'UTC' || '+00:00'` : `${key.sql}::text`,
  );
  for (const value of instant) {
    parameters.push(value);
    values.unshift(`$${parameters.length}::text`);
  }
  return {
    where: conditions.length > 0 ? conditions.join(' and ') : 'true',
    orderBy: keys.map((key) => `${key.sql} ${flip(key.direction)}`).join(', '),
    limit,
    cursor: `jsonb_build_array(${values.join(', ')})::text`,
  };
}

function beyond(keys: SortKey[], values: string[], side: 'after' | 'before', parameters: unknown[]): string {
  const places = values.map((value, index) => {
    parameters.push(value);
    return `$${parameters.length}::${keys[index]?.type}`;
  });
  const [first] = keys;
  // As one comparison of rows, which lets PostgreSQL begin at this place of an index.
  if (first && keys.length > 1 && keys.every((key) => key.direction === first.direction)) {
    const operator = (first.direction === 'asc') === (side === 'after') ? '>' : '<';
    return `(${keys.map((key) => key.sql).join(', ')}) ${operator} (${places.join(', ')})`;
  }
  // (a, b) beyond (x, y) with mixed directions: a beyond x, or a = x and b beyond y.
  const alternatives = keys.map((key, index) => {
    const equal = keys.slice(0, index).map((earlier, i) => `${earlier.sql} = ${places[i]}`);
    const operator = (key.direction === 'asc') === (side === 'after') ? '>' : '<';
    return `(${[...equal, `${key.sql} ${operator} ${places[index]}`].join(' and ')})`;
  });
  return `(${alternatives.join(' or ')})`;
}

export function encodeCursor(cursor: string): string {
  return Buffer.from(cursor, 'utf8').toString('base64url');
}

function readCursor(keys: SortKey[], cursor: string, argument: string, instant: string[]): string[] {
  const wrong = () => refuse(ErrorCode.INVALID, `${argument} must be a cursor that this list returned.`, [argument]);
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw wrong();
  }
  if (!Array.isArray(values) || values.length !== keys.length + instant.length) throw wrong();
  if (instant.length > 0 && values.shift() !== instant[0]) throw wrong();
  return values.map((value, index) => {
    const text = String(value).replace(/^(\d{4}-\d{2}-\d{2}) /, '$1T');
    const key = keys[index];
    if (typeof value !== 'string' || !key || !CHECKS[key.type].test(text) || !isInRange(key.type, text)) throw wrong();
    return key.type === 'timestamptz' ? text : value;
  });
}

/** What has the right shape may still be no day of the calendar, or more than PostgreSQL's type holds: an error there. */
function isInRange(type: SortKey['type'], text: string): boolean {
  if (type === 'float8')
    return Number.isFinite(Number(text)) && (Number(text) !== 0 || !/[1-9]/.test(text.split(/e/i)[0] ?? ''));
  if (type === 'date') return isCalendarDate(text);
  if (type === 'timestamptz') return isCalendarDate(text.slice(0, 10)) && /T([01]\d|2[0-3]):[0-5]\d:[0-5]\d/.test(text);
  return true;
}
