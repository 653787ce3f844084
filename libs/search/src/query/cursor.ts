import { ErrorCode, encodeCursor, refuse } from '#libs/platform';
import type { FrozenScores } from '../engine.js';

/**
 * A place in the hits of one query, with what their scores rest on: texts that come or go between two pages change neither the
 * scores of the others nor the line, so nothing is shown twice or passed over. It counts only what its reader may read.
 */
export interface SearchCursor {
  /** The keyset cursor of the list. */
  place: string;
  frozen?: FrozenScores;
}

export function writeCursor({ place, frozen }: SearchCursor): string {
  const numbers = frozen
    ? [frozen.best, frozen.statistics.texts, frozen.statistics.meanLength, ...frozen.statistics.df]
    : [];
  return encodeCursor(JSON.stringify([encodeCursor(place), ...numbers]));
}

/** Reads a cursor of a query with so many words (0: browsing); refuses what this list has not returned. */
export function readCursor(cursor: string, words: number): SearchCursor {
  const wrong = () =>
    refuse(ErrorCode.INVALID, 'after must be a cursor that this list returned for the same query.', ['after']);
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw wrong();
  }
  if (!Array.isArray(values) || typeof values[0] !== 'string') throw wrong();
  const numbers = values.slice(1);
  // Bounds far beyond what occurs: what is computed with them must not overflow.
  const fine = (value: unknown) => typeof value === 'number' && value >= 0 && value <= 1e12;
  if (numbers.length !== (words > 0 ? words + 3 : 0) || !numbers.every(fine)) throw wrong();
  const [best, texts, meanLength, ...df] = numbers as [number, number, number, ...number[]];
  // What has a place among hits has a score.
  if (words > 0 && best < 1e-9) throw wrong();
  return { place: values[0], frozen: words > 0 ? { best, statistics: { texts, meanLength, df } } : undefined };
}
