import { describe, expect, it } from '@jest/globals';
import { SearchNoteKind } from './notes.js';
import { parseQuery } from './parse-query.js';

describe('a query', () => {
  it('has words, phrases and exclusions', () => {
    expect(parseQuery('European "shared matching" -biometric -"data protection" portal')).toEqual({
      words: ['european', 'shared', 'matching', 'portal'],
      phrases: [['shared', 'matching']],
      exclusions: [['biometric'], ['data', 'protection']],
      unfinished: true,
      notes: [],
    });
  });

  it.each([
    ['e-mail 2017-2018', ['e', 'mail', '2017', '2018'], []],
    ['search - portal', ['search', 'portal'], []],
    ['"never closed', ['never', 'closed'], []],
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

  it('says when words are left out', () => {
    const parsed = parseQuery(Array.from({ length: 70 }, (_, number) => `w${number}`).join(' '));
    expect(parsed.words).toHaveLength(64);
    expect(parsed.notes.map((note) => note.kind)).toEqual([SearchNoteKind.QUERY_CUT]);
  });

  it('says when characters are left out', () => {
    const parsed = parseQuery(`portal ${' '.repeat(2_000)}matching`);
    expect(parsed.words).toEqual(['portal']);
    expect(parsed.notes.map((note) => note.kind)).toEqual([SearchNoteKind.QUERY_CUT]);
  });

  it('never looks for half a phrase', () => {
    const many = Array.from({ length: 63 }, (_, number) => `w${number}`).join(' ');
    const parsed = parseQuery(`${many} "one two three"`);
    expect(parsed.phrases).toEqual([]);
    expect(parsed.words).not.toContain('one');
  });
});
