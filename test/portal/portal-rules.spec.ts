import { describe, expect, it } from '@jest/globals';
import { csv } from '../../apps/portal/src/pages/coverage/csv.js';
import { merge } from '../../apps/portal/src/pages/submit/merge.js';
import { hasMarkup } from '../../apps/portal/src/parts/has-markup.js';
import { piecesOf, placesOf } from '../../apps/portal/src/parts/marked-text.js';

describe('figures as CSV', () => {
  it('quotes what needs it, and lets no text become a formula', () => {
    expect(csv([['a,b', '=1+1', 'say "no"', -3]])).toBe('\ufeff"a,b",\'=1+1,"say ""no""",-3\r\n');
  });
});

describe('two texts of one draft', () => {
  const base = { title: 'a', body: 'b', themes: ['X'] };
  it('are put together where only one side changed, and asked about where both did', () => {
    const met = merge(base, { ...base, title: 'ours', body: 'mine' }, { ...base, body: 'theirs', themes: ['Y'] });
    expect(met).toEqual({ fields: { title: 'ours', body: 'mine', themes: ['Y'] }, names: ['body'] });
  });
  it('are no conflict where both changed alike', () => {
    expect(merge(base, { ...base, body: 'same' }, { ...base, body: 'same' }).names).toEqual([]);
  });
});

describe('what is shown of a formatted text', () => {
  it('knows where it was written, also where signs were left out', () => {
    expect(placesOf('a*b\nc', 'a\\*b  \n c')).toEqual([0, 2, 3, 6, 8]);
    expect(placesOf('<b>', '&lt;b&gt;')).toBeUndefined();
  });

  it('is cut where marks begin and end', () => {
    const marks = [
      { start: 0, end: 12, keys: ['x'] },
      { start: 12, end: 14, keys: ['x', 'y'] },
    ];
    expect(piecesOf('one two', 'one two', 10, marks)).toEqual([
      { from: 10, to: 12, said: 'on', keys: ['x'] },
      { from: 12, to: 14, said: 'e ', keys: ['x', 'y'] },
      { from: 14, to: 17, said: 'two', keys: [] },
    ]);
  });

  it('is marked whole where it cannot be cut', () => {
    const marks = [{ start: 12, end: 13, keys: ['x'] }];
    expect(piecesOf('<b>', '&lt;b&gt;', 10, marks)).toEqual([{ from: 10, to: 19, said: '<b>', keys: ['x'] }]);
  });
});

describe('a text', () => {
  it.each([
    'Some *emphasis* here',
    'a list:\n- one\n- two',
    '1. first',
    'See https://example.org',
    'www.example.org says so',
    'mail a@example.org',
    'a | b',
    '<b>HTML</b>',
    '    indented code',
    'a heading\n===',
    'AT&amp;T',
    'a break  \nhere',
    'an \\* escape',
  ])('may be Markdown: %j', (text) => expect(hasMarkup(text)).toBe(true));
  it.each([
    'Plain words, 3.5 % of them (mostly).',
    'Two\n\nparagraphs - with a dash.',
    'It costs 12.5 million; see part 3.',
  ])('is plain: %j', (text) => expect(hasMarkup(text)).toBe(false));
});
