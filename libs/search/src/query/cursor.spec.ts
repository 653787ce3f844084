import { describe, expect, it } from '@jest/globals';
import { encodeCursor } from '#libs/platform';
import { readCursor, writeCursor } from './cursor.js';

describe('a cursor', () => {
  const frozen = { best: 4.25, statistics: { texts: 10, meanLength: 7.5, df: [3, 0] } };

  it('keeps the place and what scores rest on', () => {
    const read = readCursor(writeCursor({ place: '["0.5", "x"]', frozen }), 2);
    expect(read).toEqual({ place: encodeCursor('["0.5", "x"]'), frozen });
  });

  it.each([
    ['nonsense', '!!'],
    ['no list', encodeCursor('{}')],
    ['a list without a place', encodeCursor('[1]')],
    [
      'counts of another query',
      writeCursor({ place: 'x', frozen: { ...frozen, statistics: { ...frozen.statistics, df: [1] } } }),
    ],
    ['no numbers', encodeCursor('["x", "a", 1, 1, 1, 1]')],
    ['numbers below zero', encodeCursor('["x", -1, 1, 1, 1, 1]')],
  ])('is refused: %s', (_, cursor) => {
    expect(() => readCursor(cursor, 2)).toThrow('after must be a cursor');
  });
});
