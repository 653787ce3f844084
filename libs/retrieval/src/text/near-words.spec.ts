import { describe, expect, it } from '@jest/globals';
import { slipsBetween, wordsNear } from './near-words.js';

describe('words near another', () => {
  it.each([
    ['portal', 'portl', 'a letter missing'],
    ['portal', 'porttal', 'a letter too many'],
    ['portal', 'partal', 'a wrong letter'],
    ['portal', 'protal', 'two swapped'],
    ['πύλη'.normalize('NFD').replace(/\p{M}/gu, ''), 'πυλι', 'in Greek'],
    ['граница', 'граиница', 'in Cyrillic'],
  ])('of %s has %s: %s', (word, near) => {
    expect(wordsNear(near)).toContain(word);
    expect(slipsBetween(word, near, 2)).toBe(1);
  });

  it('does not have the word itself, nor one twice', () => {
    const near = wordsNear('aab');
    expect(near).not.toContain('aab');
    expect(new Set(near).size).toBe(near.length);
  });

  it('agrees with the distance, for every one of them', () => {
    for (const near of wordsNear('esp')) expect(slipsBetween('esp', near, 2)).toBe(1);
  });
});

describe('slips between words', () => {
  it.each([
    ['biometric', 'biometric', 0],
    ['biometric', 'biometrci', 1],
    ['biometric', 'boimetrci', 2],
    ['biometric', 'metric', 3],
    ['', 'ab', 2],
  ])('%s, %s: %i', (one, other, slips) => {
    expect(slipsBetween(one, other, 2)).toBe(slips);
    expect(slipsBetween(other, one, 2)).toBe(slips);
  });
});
