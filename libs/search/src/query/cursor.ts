import { createHash } from 'node:crypto';
import { ErrorCode, encodeCursor, refuse } from '#libs/platform';
import type { FrozenScores } from '../engine.js';
import type { SearchOrder } from './hits-statement.js';
import type { ParsedQuery } from './parse-query.js';
import type { FilterInput } from './resolve-filter.js';

/**
 * A place in the hits of one query, with what their scores rest on: texts that come or go between two pages change neither the
 * scores of the others nor the line, so nothing is shown twice or passed over. It counts only what its reader may read.
 */
export interface SearchCursor {
  /** The keyset cursor of the list. */
  place: string;
  frozen?: FrozenScores;
}

/** What a cursor holds for: a place among the hits of one question says nothing about those of another. */
export interface CursorQuestion {
  query: ParsedQuery;
  language?: string;
  order: SearchOrder;
  filter: FilterInput;
}

export function writeCursor({ place, frozen }: SearchCursor, question: CursorQuestion): string {
  const numbers = frozen
    ? [frozen.best, frozen.statistics.texts, frozen.statistics.meanLength, ...frozen.statistics.df]
    : [];
  return encodeCursor(JSON.stringify([encodeCursor(place), digestOf(question), ...numbers]));
}

/** Reads a cursor of this question; refuses what this list has not returned for it. */
export function readCursor(cursor: string, question: CursorQuestion): SearchCursor {
  const words = question.query.words.length;
  const wrong = () =>
    refuse(ErrorCode.INVALID, 'after must be a cursor that this list returned for the same query.', ['after']);
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw wrong();
  }
  if (!Array.isArray(values) || typeof values[0] !== 'string' || values[1] !== digestOf(question)) throw wrong();
  const numbers = values.slice(2);
  // Bounds far beyond what occurs: what is computed with them must not overflow.
  const fine = (value: unknown) => typeof value === 'number' && value >= 0 && value <= 1e12;
  // A word may have been taken apart, or two put together.
  const isMany = numbers.length > 3 && numbers.length <= 2 * words + 3;
  if ((words > 0 ? !isMany : numbers.length > 0) || !numbers.every(fine)) throw wrong();
  const [best, texts, meanLength, ...df] = numbers as [number, number, number, ...number[]];
  // What has a place among hits has a score.
  if (words > 0 && best < 1e-9) throw wrong();
  return { place: values[0], frozen: words > 0 ? { best, statistics: { texts, meanLength, df } } : undefined };
}

/** The same for all ways to write the same question: values of a filter in another order, null for what is absent. */
function digestOf({ query, language, order, filter }: CursorQuestion): string {
  const { words, times, phrases, exclusions } = query;
  const narrowed = Object.entries(filter)
    .filter(([, value]) => value != null && value.length > 0)
    .map(([name, value]) => [name, typeof value === 'string' ? value : [...(value as readonly string[])].sort()])
    .sort();
  const said = JSON.stringify([words, times, phrases, exclusions, language ?? null, order, narrowed]);
  return createHash('sha256').update(said).digest('base64url').slice(0, 12);
}
