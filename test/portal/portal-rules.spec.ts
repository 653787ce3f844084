import { describe, expect, it } from '@jest/globals';
import { hasMarkup } from '../../apps/portal/src/pages/contribution/has-markup.js';
import { csv } from '../../apps/portal/src/pages/coverage/csv.js';
import { merge } from '../../apps/portal/src/pages/submit/merge.js';

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
