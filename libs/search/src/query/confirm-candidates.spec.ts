import { describe, expect, it } from '@jest/globals';
import { holdsAll } from './confirm-candidates.js';

const text = 'queries through the european search portal reach biometric databases of fisheries'.split(' ');
const holds = (typed: string, unfinished = false) =>
  holdsAll([text, ['another', 'text']], { words: typed.split(' '), unfinished, names: [] });

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

  it('takes another name of the taxonomy for the name', () => {
    const alternatives = [{ label: 'European search portal', forms: ['european', 'search', 'portal'] }];
    const names = [{ from: 0, to: 1, alternatives }];
    expect(holdsAll([text], { words: ['esp', 'biometric'], unfinished: false, names })).toBe(true);
    expect(holdsAll([text], { words: ['biometric', 'esp'], unfinished: false, names })).toBe(false);
    const apart = 'search the biometric portal for a european'.split(' ');
    expect(holdsAll([apart], { words: ['esp', 'biometric'], unfinished: false, names })).toBe(false);
  });
});
