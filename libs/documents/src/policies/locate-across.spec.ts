import { describe, expect, it } from '@jest/globals';
import { anchorQuote } from './anchor-quote.js';
import { locateAcross } from './locate-across.js';

const passages = [
  { id: 'a', part: 'ABSTRACT', fileId: null, text: 'One engine serves all.' },
  { id: 'p1', part: 'FILE', fileId: 'f', text: 'The first page ends with: templates stay' },
  { id: 'p2', part: 'FILE', fileId: 'f', text: 'apart by source.  So we ask for' },
  { id: 'p3', part: 'FILE', fileId: 'f', text: 'an inter-' },
  { id: 'p4', part: 'FILE', fileId: 'f', text: 'operable engine. Templates stay' },
  { id: 'q1', part: 'FILE', fileId: 'g', text: 'together.' },
];
const pieces = (quote: string, options: Parameters<typeof locateAcross>[2] = {}, context: object = {}) => {
  const found = locateAcross(passages, { quote, ...context }, options);
  if (typeof found === 'string') return found;
  for (const { passageId, start, end, quote: words } of found)
    expect(passages.find(({ id }) => id === passageId)?.text.slice(start, end)).toBe(words);
  return found.map(({ passageId, quote: words }) => `${passageId} ${words}`);
};

describe('a quote that goes over the end of a passage', () => {
  it('is its words in each passage', () => {
    expect(pieces('templates stay apart by source.')).toEqual(['p1 templates stay', 'p2 apart by source.']);
    expect(pieces('apart by source. So we ask for an inter- operable engine.')).toEqual([
      'p2 apart by source.  So we ask for',
      'p3 an inter-',
      'p4 operable engine.',
    ]);
  });

  it('may have to be like it only, and to begin at a place', () => {
    expect(pieces('we ask for an interoperable engine')).toBe('ABSENT');
    expect(pieces('we ask for an interoperable engine', { locate: anchorQuote })).toEqual([
      'p2 we ask for',
      'p3 an inter-',
      'p4 operable engine',
    ]);
    const mayBegin = ({ id }: { id: string }) => id === 'p3';
    expect(pieces('templates stay apart by source.', { mayBegin })).toBe('ABSENT');
    expect(pieces('inter- operable', { mayBegin })).toEqual(['p3 inter-', 'p4 operable']);
  });

  it('does not go from one file into another, nor from the abstract into a file', () => {
    expect(pieces('Templates stay together.')).toBe('ABSENT');
    expect(pieces('serves all. The first page')).toBe('ABSENT');
  });

  it('is not guessed where it stands twice', () => {
    const twice = [1, 2, 3, 4].map((at) => ({
      id: `${at}`,
      part: 'BODY',
      fileId: null,
      text: at % 2 ? 'so it' : 'is',
    }));
    expect(locateAcross(twice, { quote: 'so it is' })).toBe('AMBIGUOUS');
    expect(locateAcross(twice.slice(2), { quote: 'so it is' })).toHaveLength(2);
  });

  it('takes no longer than it must in a long file', () => {
    const long = Array.from({ length: 5_000 }, (_, at) => ({
      id: `${at}`,
      part: 'FILE',
      fileId: 'f',
      text: `Passage ${at} ${'of words that look much like one another '.repeat(20)}`,
    }));
    const begun = Date.now();
    expect(locateAcross(long, { quote: 'one another Passage of words that nobody wrote '.repeat(40) })).toBe('ABSENT');
    expect(Date.now() - begun).toBeLessThan(5_000);
  });
});
