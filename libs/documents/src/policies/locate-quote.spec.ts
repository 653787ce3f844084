import { describe, expect, it } from '@jest/globals';
import { locateQuote } from './locate-quote.js';

const passages = (...texts: string[]) => texts.map((text, index) => ({ id: `p${index}`, text }));

/** Found, and what the offsets cut out is the quote that is kept. */
function found(texts: string[], quote: string, more: { prefix?: string; suffix?: string } = {}) {
  const place = locateQuote(passages(...texts), { quote, ...more });
  if (typeof place === 'string') throw new Error(place);
  const text = texts[Number(place.passageId.slice(1))] ?? '';
  expect(text.slice(place.start, place.end)).toBe(place.quote);
  return [place.passageId, place.start, place.end];
}

describe('locating a quotation', () => {
  it('says where, in UTF-16 units, end exclusive', () => {
    expect(found(['One engine compares.'], 'engine')).toEqual(['p0', 4, 10]);
    expect(found(['x', '\u{1f600}\u{1f600} engine'], 'engine')).toEqual(['p1', 5, 11]);
    expect(found(['a \u{1f600} b'], '\u{1f600}')).toEqual(['p0', 2, 4]);
  });

  it.each([
    ['at the beginning', 'One engine', 'One'],
    ['at the end', 'One engine', 'engine'],
    ['all of it', 'One engine', 'One engine'],
  ])('%s', (_, text, quote) => {
    expect(found([text], quote)).toHaveLength(3);
  });

  it.each([
    ['runs of spaces', 'One   big\n\n engine', 'One big engine'],
    ['line breaks in the quote', 'One big engine', 'One\n  big\r\nengine'],
    ['spaces around the quote', 'One big engine', '  big  '],
    ['no-break and other spaces', 'One\u00a0big\u2009engine', 'One big engine'],
    ['tabs', 'One\tbig', 'One big'],
  ])('white space counts as one space: %s', (_, text, quote) => {
    found([text], quote);
  });

  it.each([
    ['composed in the quote only', 'Un cafe\u0301 noir', 'caf\u00e9 noir'],
    ['composed in the text only', 'Un caf\u00e9 noir', 'cafe\u0301 noir'],
    ['decomposed in both, with more before', 'e\u0301e\u0301e\u0301 Un cafe\u0301 noir', 'cafe\u0301 noir'],
    ['Hangul in parts', '\u1112\u1161\u11ab\u1100\u1173\u11af is here', 'is here'],
    ['signs that NFC replaces', '\u212b is a unit', 'unit'],
  ])('accents, however they are written: %s', (_, text, quote) => {
    const [, start = 0, end = 0] = found([text], quote) as [string, number, number];
    expect(text.slice(start, end).normalize('NFC')).toBe(quote.normalize('NFC').replace(/\s+/g, ' '));
  });

  it.each([
    ['case', 'One engine', 'one engine'],
    ['punctuation', 'One engine.', 'One engine!'],
    ['hyphens', 'e\u2011mail', 'e-mail'],
    ['quotes', '\u201cOne\u201d', '"One"'],
    ['half of a letter with its accent', 'cafe\u0301', 'cafe'],
    ['the end of one passage and the beginning of the next', 'One', 'One engine'],
    ['words that are glued together', 'One engine', 'Oneengine'],
  ])('everything else must be the same: %s', (_, text, quote) => {
    expect(locateQuote(passages(text, 'engine'), { quote })).toBe('ABSENT');
  });

  it.each(['', ' ', '\n\t'])('nothing is nowhere (%j)', (quote) => {
    expect(locateQuote(passages('One engine'), { quote })).toBe('ABSENT');
  });

  it('several places are ambiguous, within a passage and across, overlapping too', () => {
    expect(locateQuote(passages('a b a'), { quote: 'a' })).toBe('AMBIGUOUS');
    expect(locateQuote(passages('one', 'one'), { quote: 'one' })).toBe('AMBIGUOUS');
    expect(locateQuote(passages('aaa'), { quote: 'aa' })).toBe('AMBIGUOUS');
    expect(locateQuote(passages('no no no'), { quote: 'no no' })).toBe('AMBIGUOUS');
  });

  it('prefix and suffix tell which place is meant', () => {
    const text = 'We are for it. They are for it. We are against it.';
    expect(found([text], 'are for it', { prefix: 'They' })).toEqual(['p0', 20, 30]);
    expect(found([text], 'We', { suffix: 'are against' })).toEqual(['p0', 32, 34]);
    expect(found([text], 'are', { prefix: 'We', suffix: 'against' })).toEqual(['p0', 35, 38]);
    expect(found(['aaa'], 'aa', { prefix: 'a' })).toEqual(['p0', 1, 3]);
    expect(locateQuote(passages(text), { quote: 'are for it', prefix: 'You' })).toBe('ABSENT');
    expect(locateQuote(passages(text), { quote: 'it', suffix: '.' })).toBe('AMBIGUOUS');
    expect(found(['one', 'We one'], 'one', { prefix: ' We \n' })).toEqual(['p1', 3, 6]);
    expect(locateQuote(passages(text), { quote: 'We', prefix: '', suffix: ' ' })).toBe('AMBIGUOUS');
  });

  it('takes no longer than it must over a million letters alike', () => {
    const pages = passages(...Array.from({ length: 250 }, () => 'a'.repeat(4_000)));
    const begun = Date.now();
    for (let turn = 0; turn < 20; turn++) expect(locateQuote(pages, { quote: 'a'.repeat(1_000) })).toBe('AMBIGUOUS');
    expect(locateQuote(pages, { quote: `${'a'.repeat(1_999)}b` })).toBe('ABSENT');
    expect(Date.now() - begun).toBeLessThan(3_000);
  });
});
