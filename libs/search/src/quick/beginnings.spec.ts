import { describe, expect, it } from '@jest/globals';
import { exactly, withSlip } from './beginnings.js';

describe('what was typed', () => {
  it('is looked up by its longest word; the others must be there too', () => {
    expect(exactly(['on', 'biometric', 'data'])).toEqual([
      { prefix: 'biometric', others: ['on', 'data'], whole: 'on biometric data' },
    ]);
    expect(exactly([])).toEqual([]);
  });

  const spellings = (...keys: string[]) => withSlip(keys).map((beginning) => beginning.prefix);

  it('is read with one slip in one of its words', () => {
    const read = withSlip(['bimetric', 'dtaa']);
    expect(read).toContainEqual({ prefix: 'biometric', others: ['dtaa'], whole: 'biometric dtaa' });
    expect(read).toContainEqual({ prefix: 'data', others: ['bimetric'], whole: 'bimetric data' });
  });

  it.each([
    ['portl', 'portal', 'a letter missing'],
    ['potr', 'port', 'two swapped, at the end too'],
    ['poort', 'port', 'one too many'],
    ['pirt', 'port', 'a wrong one'],
  ])('%s may be %s: %s', (typed, meant) => {
    expect(spellings(typed)).toContain(meant);
  });

  it('is no other word with the same beginning', () => {
    expect(spellings('port')).not.toContain('por');
    expect(spellings('port')).not.toContain('pora');
  });

  it('is left alone when short, a code, or too long to be misspelt once', () => {
    expect(spellings('pot', 'rt2017', 'x'.repeat(21))).toEqual([]);
  });

  it('is tried in so many spellings only, however much was typed', () => {
    const words = Array.from({ length: 60 }, (_, index) => 'abcdefghijklmnopqrst'.slice(index % 10, 20));
    expect(withSlip([...new Set(words)]).length).toBeLessThan(4_000);
  });
});
