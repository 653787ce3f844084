import { describe, expect, it } from '@jest/globals';
import { withQuotes } from './read-quotes.js';

const evidence = (line: string) => withQuotes([], line)?.[0]?.evidence?.[0];

describe('Quotes of a manifest', () => {
  it.each([
    ['A-1: words', { quote: 'words' }],
    ['A-1 (page 3): words', { quote: 'words', page: 3 }],
    ['A-1 (annex.pdf): words', { quote: 'words', file: 'annex.pdf' }],
    ['A-1 (annex.pdf, page 3): words', { quote: 'words', file: 'annex.pdf', page: 3 }],
    ['A-1 (annex (2).pdf): words', { quote: 'words', file: 'annex (2).pdf' }],
    ['A-1 (annex (2) (old).pdf, page 3): words', { quote: 'words', file: 'annex (2) (old).pdf', page: 3 }],
    ['A-1 (🗎 annex (2).pdf): words', { quote: 'words', file: '🗎 annex (2).pdf' }],
    ['A-1 (annex.pdf): the system (EES): words', { quote: 'the system (EES): words', file: 'annex.pdf' }],
    ['A-1: the system (EES): words', { quote: 'the system (EES): words' }],
    ['A-1 ("annex (old.pdf", page 3): words', { quote: 'words', file: 'annex (old.pdf', page: 3 }],
    ['A-1 ("annex 2).pdf"): words (all)', { quote: 'words (all)', file: 'annex 2).pdf' }],
    ['A-1 ("see, page 3"): words', { quote: 'words', file: 'see, page 3' }],
    ['A-1 ("so ""said"".pdf"): words', { quote: 'words', file: 'so "said".pdf' }],
  ])('reads %s', (line, expected) => {
    expect(evidence(line)).toEqual(expected);
  });

  it.each([
    'A-1',
    'A-1:',
    'A-1 (annex (old.pdf): words',
    'A-1 (): words',
    'A-1 (annex.pdf) words',
    '(annex.pdf): words',
  ])('refuses %s', (line) => {
    expect(evidence(line)).toBeUndefined();
  });

  it('adds to the links that are there, and keeps their order', () => {
    expect(withQuotes([{ recommendation: 'A-1' }], 'B-1: one\n\na-1 (page 2): two\nA-1: three')).toEqual([
      { recommendation: 'A-1', evidence: [{ quote: 'two', page: 2 }, { quote: 'three' }] },
      { recommendation: 'B-1', evidence: [{ quote: 'one' }] },
    ]);
  });
});
