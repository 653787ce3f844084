import { describe, expect, it } from '@jest/globals';
import { asDrawn, asRead, runsLeftwards } from './bidi.js';

/** What stands on the paper, from left to right: what is read, its letters to the left turned around by hand. */
const read = (drawn: string, leftwards = true) => asRead(Array.from(drawn), leftwards).join('');

describe('a line with writing to the left', () => {
  it.each([
    ['a word', 'םולש', 'שלום'],
    ['several words', 'םלוע םולש', 'שלום עולם'],
    ['a number keeps its order', '2017 תנשב', 'בשנת 2017'],
    ['with a point, a comma, a time and a share', '10:30 ,1,000 ,12.5% אוה', 'הוא 12.5%, 1,000, 10:30'],
    ['two numbers with white between are two', '30 25 תנשב', 'בשנת 25 30'],
    [
      'words of another script keep theirs',
      'לעופ Biometric Matching Service תוריש',
      'שירות Biometric Matching Service פועל',
    ],
    ['with a number behind them', 'דחא HLEG 2017 תוריש', 'שירות HLEG 2017 אחד'],
    ['a hyphen between scripts belongs to the writing around', 'Matching-ה', 'ה-Matching'],
    ['a code is one word', 'HLEG-BMS-01 ואר', 'ראו HLEG-BMS-01'],
    ['brackets close what they opened', '(HLEG-BMS-01 ואר)', '(ראו HLEG-BMS-01)'],
    ['quotes and stops stay at their end', '."םולש" :רמא אוה', 'הוא אמר: "שלום".'],
    ['a price', '€25 הז', 'זה €25'],
  ])('%s', (_, drawn, expected) => {
    expect(read(drawn)).toBe(expected);
  });

  it('in a text to the right, only what runs to the left is turned around', () => {
    expect(read('It says םלוע םולש in 2017 (see םולש).', false)).toBe('It says שלום עולם in 2017 (see שלום).');
    expect(read('From 2017 םלוע 25 םולש on.', false)).toBe('From 2017 שלום 25 עולם on.');
  });

  it('a glyph that says several letters says them in the order of reading', () => {
    expect(asRead(['م', 'لا', 'س'], true).join('')).toBe('سلام');
    expect(asRead(['سلام', ' ', 'h', 'i'], false).join('')).toBe('سلام hi');
  });

  it('which way it runs is told by its letters, or by the text around', () => {
    expect(runsLeftwards('שלום עולם, HLEG')).toBe(true);
    expect(runsLeftwards('The word שלום')).toBe(false);
    expect(runsLeftwards('Matching של שלום', true)).toBe(true);
    expect(runsLeftwards('Matching של שלום', false)).toBe(false);
    expect(runsLeftwards('2017')).toBe(false);
  });

  it.each(['שלום עולם', 'בשנת 2017 (HLEG-BMS-01)', 'שירות Biometric Matching פועל', 'הוא 12.5%, 1,000'])(
    'drawn and read again is the same: %s',
    (text) => {
      const mirror = (all: string) => all.replace(/[()]/g, (one) => (one === '(' ? ')' : '('));
      expect(mirror(asRead(asDrawn(text, true), true).join(''))).toBe(text);
    },
  );
});
