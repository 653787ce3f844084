import { describe, expect, it } from '@jest/globals';
import { SearchNoteKind } from './notes.js';
import { parseQuery } from './parse-query.js';

describe('a query', () => {
  it('has words, phrases and exclusions', () => {
    expect(parseQuery('European "shared matching" -biometric -"data protection" portal')).toEqual({
      words: ['european', 'shared', 'matching', 'portal'],
      times: [1, 1, 1, 1],
      phrases: [['shared', 'matching']],
      exclusions: [['biometric'], ['data', 'protection']],
      unfinished: true,
      notes: [],
    });
  });

  it.each([
    ['e-mail 2017-2018', ['e', 'mail', '2017', '2018'], []],
    ['search - portal', ['search', 'portal'], []],
    ['„deutsche Zeichen“ «guillemets français»', ['deutsche', 'zeichen', 'guillemets', 'français'], []],
    ['"one"', ['one'], []],
    ['-only', [], [['only']]],
    ['portal portal PORTAL', ['portal'], []],
    [`'; drop table term; --`, ['drop', 'table', 'term'], []],
    ['& | ! <-> :* ()', [], []],
    ['', [], []],
  ])('understands %s', (text, words, exclusions) => {
    const parsed = parseQuery(text);
    expect(parsed.words).toEqual(words);
    expect(parsed.exclusions).toEqual(exclusions);
    expect(parsed.notes).toEqual([]);
  });

  it.each([
    ['search por', true],
    ['search por ', false],
    ['search "por"', false],
    ['"search por', true],
    ['search -por', false],
    ['por -search', false],
    ['por.', false],
    ['', false],
  ])('tells of %j whether its last word is perhaps unfinished', (text, unfinished) => {
    expect(parseQuery(text).unfinished).toBe(unfinished);
  });

  it.each([
    '“one two”',
    '„eins zwei“',
    '„jeden dwa”',
    '«un deux»',
    '« un deux »',
    '»et to«',
    '”ett två”',
    '»yksi kaksi»',
  ])('takes %s for a phrase', (text) => {
    const { words, phrases, notes } = parseQuery(text);
    expect(phrases).toEqual([words]);
    expect(words).toHaveLength(2);
    expect(notes).toEqual([]);
  });

  it.each(['"never closed', 'never “closed', 'never closed"', 'never« closed', '” never closed “'])(
    'passes over a mark without its other half, and says so: %s',
    (text) => {
      const { words, phrases, notes } = parseQuery(text);
      expect(words).toEqual(['never', 'closed']);
      expect(phrases).toEqual([]);
      expect(notes.map((note) => note.kind)).toEqual([SearchNoteKind.QUOTE_UNCLOSED]);
    },
  );

  it('counts what it repeats', () => {
    expect(parseQuery('portal search Portal')).toMatchObject({ words: ['portal', 'search'], times: [2, 1] });
  });

  it('takes quotes in prose as punctuation, and says so', () => {
    const prose = 'we propose that one two three four five six seven eight of all';
    const parsed = parseQuery(`${prose} "search portals"`);
    expect(parsed.phrases).toEqual([]);
    expect(parsed.notes.map((note) => note.kind)).toEqual([SearchNoteKind.QUOTES_IGNORED]);
    expect(parseQuery(`portal "${prose}"`).phrases).toHaveLength(1);
  });

  it('says when words are left out', () => {
    const parsed = parseQuery(Array.from({ length: 300 }, (_, number) => `w${number}`).join(' '));
    expect(parsed.words).toHaveLength(256);
    expect(parsed.notes.map((note) => note.kind)).toEqual([SearchNoteKind.QUERY_CUT]);
  });

  it('says when characters are left out', () => {
    const parsed = parseQuery(`portal ${' '.repeat(5_000)}matching`);
    expect(parsed.words).toEqual(['portal']);
    expect(parsed.notes.map((note) => note.kind)).toEqual([SearchNoteKind.QUERY_CUT]);
  });

  it('never looks for half a phrase', () => {
    const many = Array.from({ length: 255 }, (_, number) => `w${number}`).join(' ');
    const parsed = parseQuery(`${many} "one two three"`);
    expect(parsed.phrases).toEqual([]);
    expect(parsed.words).not.toContain('one');
  });
});
