import { describe, expect, it } from '@jest/globals';
import { holdsAll } from './confirm-candidates.js';

const text = 'queries through the european search portal reach biometric databases of fisheries'.split(' ');
const wanted = (typed: string, unfinished = false, known: readonly string[] = []) => ({
  words: typed.split(' '),
  unfinished,
  known: new Map(known.map((word) => [word, new Set<string>()])),
  names: [],
});
const holds = (typed: string, unfinished = false) => holdsAll([text, ['another', 'text']], wanted(typed, unfinished));

describe('what another engine found', () => {
  it.each([
    ['european portal', 'the words themselves'],
    ['portal another', 'in several texts'],
    ['éuropean', 'accents aside'],
    ['portl', 'a slip in five letters'],
    ['boimetirc', 'two in nine'],
    ['data bases', 'written as one'],
    ['searchportal', 'written apart'],
  ])('%j is there: %s', (typed) => expect(holds(typed)).toBe(true));

  it.each([
    ['european border', 'a word that is not there'],
    ['prtl', 'two slips in four letters'],
    ['thx', 'a slip in three'],
    ['queries2', 'a code'],
    ['port', 'a beginning, when the word is whole'],
    ['portalsearch', 'words joined in another order'],
  ])('%j is not: %s', (typed) => expect(holds(typed)).toBe(false));

  it('takes the last word of an unfinished query as a beginning, with a slip too, but not from one letter', () => {
    expect(holds('european port', true)).toBe(true);
    expect(holds('eurpean biomtr', true)).toBe(true);
    expect(holds('port european', true)).toBe(false);
    expect(holds('european z', true)).toBe(false);
    expect(holds('european p', true)).toBe(false);
  });

  it('forgives slips only in words that nothing has', () => {
    const knows = (known: string[], typed: string, unfinished = false) =>
      holdsAll([text], wanted(typed, unfinished, known));
    expect(knows(['european'], 'european portl')).toBe(true);
    expect(knows(['european', 'portl'], 'european portl')).toBe(false);
    expect(knows(['portl'], 'european portl')).toBe(false);
    expect(knows(['european', 'por'], 'european por', true)).toBe(true);
    expect(knows(['european', 'prt'], 'european prt', true)).toBe(false);
    expect(knows(['data', 'bases', 'searchportal'], 'data bases searchportal')).toBe(true);
  });

  it('takes a known word in another form for the word', () => {
    const words = wanted('european base', false, ['european', 'base']);
    expect(holdsAll([text], words, new Set(['base']))).toBe(true);
    expect(holdsAll([text], words, new Set(['european']))).toBe(false);
  });

  it('takes another name of the taxonomy for the name', () => {
    const alternatives = [{ label: 'European search portal', forms: ['european', 'search', 'portal'] }];
    const names = [{ from: 0, to: 1, alternatives }];
    expect(holdsAll([text], { ...wanted('esp biometric'), names })).toBe(true);
    expect(holdsAll([text], { ...wanted('biometric esp'), names })).toBe(false);
    const apart = 'search the biometric portal for a european'.split(' ');
    expect(holdsAll([apart], { ...wanted('esp biometric'), names })).toBe(false);
  });
});
