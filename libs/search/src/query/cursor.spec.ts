import { describe, expect, it } from '@jest/globals';
import { encodeCursor } from '#libs/platform';
import { type CursorQuestion, readCursor, writeCursor } from './cursor.js';
import { SearchOrder } from './hits-statement.js';
import { parseQuery } from './parse-query.js';

describe('a cursor', () => {
  const frozen = { best: 4.25, statistics: { texts: 10, meanLength: 7.5, df: [3, 0] } };
  const question: CursorQuestion = {
    query: parseQuery('biometric matcher'),
    order: SearchOrder.RELEVANCE,
    filter: { themes: ['ESP', 'BMS'], kinds: null, publishedFrom: '2017-01-01' },
  };
  const place = '["0.5", "x"]';
  const cursor = writeCursor({ place, frozen }, question);
  const tampered = (change: (values: unknown[]) => unknown[]) =>
    encodeCursor(JSON.stringify(change(JSON.parse(Buffer.from(cursor, 'base64url').toString()))));

  it('keeps the place and what scores rest on', () => {
    expect(readCursor(cursor, question)).toEqual({ place: encodeCursor(place), frozen });
  });

  it('holds for the same question written otherwise', () => {
    const filter = { publishedFrom: '2017-01-01', stances: [], themes: ['BMS', 'ESP'] };
    const same = { ...question, query: parseQuery('  biometric MATCHER '), filter };
    expect(readCursor(cursor, same).place).toBe(encodeCursor(place));
  });

  it.each<[string, Partial<CursorQuestion>]>([
    ['other words, as many', { query: parseQuery('biometric template') }],
    ['another order of words', { query: parseQuery('matcher biometric') }],
    ['a phrase', { query: parseQuery('"biometric matcher"') }],
    ['an exclusion', { query: parseQuery('biometric matcher -iris') }],
    ['another filter', { filter: {} }],
    ['another language', { language: 'de' }],
    ['another order', { order: SearchOrder.TITLE }],
  ])('is refused for another question: %s', (_, other) => {
    expect(() => readCursor(cursor, { ...question, ...other })).toThrow('after must be a cursor');
  });

  it.each([
    ['nonsense', '!!'],
    ['no list', encodeCursor('{}')],
    ['a list without a place', encodeCursor('[1]')],
    ['no counts', tampered((values) => values.slice(0, -2))],
    ['counts of more words than these can be read as', tampered((values) => [...values, 1, 1, 1])],
    ['no numbers', tampered(([at, digest]) => [at, digest, 'a', 1, 1, 1, 1])],
    ['numbers below zero', tampered(([at, digest, ...more]) => [at, digest, -1, ...more.slice(1)])],
  ])('is refused: %s', (_, wrong) => {
    expect(() => readCursor(wrong, question)).toThrow('after must be a cursor');
  });
});
