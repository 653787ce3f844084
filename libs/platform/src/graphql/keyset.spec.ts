import { describe, expect, it } from '@jest/globals';
import { Refusal } from '../errors/refusal.js';
import { encodeCursor, keyset, type SortKey } from './keyset.js';
import { checkPage } from './page.js';

const UUID = '01a20ae6-08cf-778e-9eab-50275cb680e0';
const KEYS: SortKey[] = [
  { sql: 'c.at', type: 'timestamptz', direction: 'desc' },
  { sql: 'c.id', type: 'uuid', direction: 'asc' },
];
const cursor = (...values: unknown[]) => encodeCursor(JSON.stringify(values));
const AT = '2017-06-08 09:30:00.123456+00:00';

describe('a page by keyset', () => {
  it('from the start', () => {
    const parameters: unknown[] = ['before'];
    const part = keyset(KEYS, { size: 20, backwards: false }, parameters);
    expect(part).toMatchObject({ where: 'true', orderBy: 'c.at desc, c.id asc', limit: '$2' });
    expect(parameters).toEqual(['before', 21]);
  });

  it('after a place, with keys of both directions; values travel as parameters', () => {
    const parameters: unknown[] = [];
    const part = keyset(KEYS, { size: 5, backwards: false, after: cursor(AT, UUID) }, parameters);
    expect(part.where).toBe('((c.at < $1::timestamptz) or (c.at = $1::timestamptz and c.id > $2::uuid))');
    expect(parameters).toEqual(['2017-06-08T09:30:00.123456+00:00', UUID, 6]);
  });

  it('before a place, from the end', () => {
    const parameters: unknown[] = [];
    const part = keyset(KEYS, { size: 5, backwards: true, before: cursor(AT, UUID) }, parameters);
    expect(part.where).toBe('((c.at > $1::timestamptz) or (c.at = $1::timestamptz and c.id < $2::uuid))');
    expect(part.orderBy).toBe('c.at asc, c.id desc');
  });

  it('between two places', () => {
    const parameters: unknown[] = [];
    const place = cursor(AT, UUID);
    keyset(KEYS, { size: 5, backwards: false, after: place, before: place }, parameters);
    expect(parameters).toHaveLength(5);
  });

  const refused = (type: SortKey['type'], value: unknown) => {
    const key: SortKey = { sql: 'x', type, direction: 'asc' };
    try {
      keyset([key], { size: 1, backwards: false, after: cursor(value) }, []);
      return false;
    } catch (error) {
      expect(error).toBeInstanceOf(Refusal);
      expect((error as Refusal).faults).toEqual([
        { code: 'INVALID', message: 'after must be a cursor that this list returned.', path: ['after'] },
      ]);
      return true;
    }
  };

  it.each<[SortKey['type'], unknown]>([
    ['uuid', UUID],
    ['timestamptz', AT],
    ['timestamptz', '2016-02-29 00:00:00+00:00'],
    ['timestamptz', '2017-06-08T09:30:00+00:00'],
    ['integer', '0'],
    ['integer', '-1'],
    ['float8', '0.25'],
    ['float8', '1e-05'],
    ['float8', '0'],
    ['date', '2017-06-08'],
    ['text', ''],
    ['text', `'; drop table x; --`],
  ])('takes back a %s: %j', (type, value) => {
    expect(refused(type, value)).toBe(false);
  });

  it.each<[SortKey['type'], unknown]>([
    ['uuid', UUID.toUpperCase()],
    ['uuid', `${UUID}'`],
    ['uuid', `${UUID}\n`],
    ['uuid', ''],
    ['uuid', null],
    ['uuid', [UUID]],
    ['timestamptz', '2017-02-29 00:00:00+00:00'],
    ['timestamptz', '2017-13-01 00:00:00+00:00'],
    ['timestamptz', '2017-06-08 24:00:00+00:00'],
    ['timestamptz', '2017-06-08 23:60:00+00:00'],
    ['timestamptz', '2017-06-08 23:59:61+00:00'],
    ['timestamptz', '2017-06-08 09:30:00+02:00'],
    ['timestamptz', '0000-01-01 00:00:00+00:00'],
    ['timestamptz', 'infinity'],
    ['timestamptz', 'now'],
    ['integer', '1.5'],
    ['integer', '9999999999'],
    ['integer', 1],
    ['float8', 'NaN'],
    ['float8', 'Infinity'],
    ['float8', '1e999'],
    ['float8', '1e-999'],
    ['date', '2017-02-30'],
    ['date', 'today'],
    ['text', 'a\u0000b'],
    ['text', 'x'.repeat(2_001)],
  ])('refuses what is no %s: %j', (type, value) => {
    expect(refused(type, value)).toBe(true);
  });

  it.each([
    '',
    '!',
    'bnVsbA',
    encodeCursor('{}'),
    encodeCursor('[]'),
    encodeCursor('["x"'),
    cursor(AT),
    cursor(AT, UUID, UUID),
  ])('refuses what is no cursor of this list: %j', (after) => {
    expect(() => keyset(KEYS, { size: 1, backwards: false, after }, [])).toThrow(Refusal);
  });
});

describe('the size of a page', () => {
  it.each([
    [{}, 20, false],
    [{ first: 1 }, 1, false],
    [{ first: 100 }, 100, false],
    [{ last: 7 }, 7, true],
    [{ first: null, last: null }, 20, false],
  ])('%j: %d', (args, size, backwards) => {
    expect(checkPage(args)).toMatchObject({ size, backwards });
  });
  it.each([{ first: 0 }, { first: -1 }, { first: 101 }, { last: 0 }, { last: 101 }, { first: 1, last: 1 }])(
    'refuses %j',
    (args) => {
      expect(() => checkPage(args)).toThrow(Refusal);
    },
  );
});
