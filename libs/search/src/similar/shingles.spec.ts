import { describe, expect, it } from '@jest/globals';
import { sketchOf } from './shingles.js';

const words = (count: number, seed: number) =>
  Array.from({ length: count }, (_, n) => `w${(n * 7919 + seed * 104729) % 99991}`);
const shared = (one: bigint[], other: bigint[]) => one.filter((hash) => other.includes(hash)).length;

describe('a sketch', () => {
  it('keeps every shingle of a short text, whatever its case and punctuation', () => {
    const { modulus, hashes } = sketchOf(['One, two: three four five. Six']);
    expect([modulus, hashes.length]).toEqual([1, 2]);
    expect(sketchOf(['one two THREE four five six']).hashes).toEqual(hashes);
  });

  it('has nothing of texts shorter than a shingle, and no shingle across texts', () => {
    expect(sketchOf(['one two three four', 'five six seven eight']).hashes).toEqual([]);
  });

  it('keeps an eighth, then a sixty-fourth of longer ones', () => {
    const long = sketchOf([words(4_000, 1).join(' ')]);
    expect(long.modulus).toBe(8);
    expect(long.hashes.length).toBeGreaterThan(400);
    expect(long.hashes.length).toBeLessThan(600);
    expect(sketchOf([words(40_000, 1).join(' ')]).modulus).toBe(64);
  });

  it('tells within some hundredths how much two texts share', () => {
    const [one, other] = [words(4_000, 1), words(4_000, 2)];
    const half = [...one.slice(0, 2_000), ...other.slice(0, 2_000)];
    const [a, b] = [sketchOf([one.join(' ')]), sketchOf([half.join(' ')])];
    expect(shared(a.hashes, b.hashes) / a.hashes.length).toBeCloseTo(0.5, 1);
    expect(shared(a.hashes, sketchOf([other.join(' ')]).hashes)).toBe(0);
  });
});
