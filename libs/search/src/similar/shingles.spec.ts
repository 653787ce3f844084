import { hash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { SHINGLE_WORDS, sketchOf as sketch } from './shingles.js';

const sketchOf = (texts: string[]) => sketch(texts, async () => undefined);
const words = (count: number, seed: number) =>
  Array.from({ length: count }, (_, n) => `w${(n * 7919 + seed * 104729) % 99991}`);
const shared = (one: bigint[], other: bigint[]) => one.filter((hash) => other.includes(hash)).length;

describe('a sketch', () => {
  it('keeps every shingle of a short text, whatever its case and punctuation', async () => {
    const { modulus, hashes } = await sketchOf(['One, two: three four five. Six']);
    expect([modulus, hashes.length]).toEqual([1, 2]);
    expect((await sketchOf(['one two THREE four five six'])).hashes).toEqual(hashes);
  });

  it('has nothing of texts shorter than a shingle, and no shingle across texts', async () => {
    expect((await sketchOf(['one two three four', 'five six seven eight'])).hashes).toEqual([]);
  });

  it('keeps an eighth, then a sixty-fourth of longer ones', async () => {
    const long = await sketchOf([words(4_000, 1).join(' ')]);
    expect(long.modulus).toBe(8);
    expect(long.hashes.length).toBeGreaterThan(400);
    expect(long.hashes.length).toBeLessThan(600);
    expect((await sketchOf([words(40_000, 1).join(' ')])).modulus).toBe(64);
  });

  it('tells within some hundredths how much two texts share', async () => {
    const [one, other] = [words(4_000, 1), words(4_000, 2)];
    const half = [...one.slice(0, 2_000), ...other.slice(0, 2_000)];
    const [a, b] = [await sketchOf([one.join(' ')]), await sketchOf([half.join(' ')])];
    expect(shared(a.hashes, b.hashes) / a.hashes.length).toBeCloseTo(0.5, 1);
    expect(shared(a.hashes, (await sketchOf([other.join(' ')])).hashes)).toBe(0);
  });

  it('is that of all shingles, however long the paper, and gives way after each text', async () => {
    const texts = Array.from({ length: 50 }, (_, at) => words(1_000, at).join(' '));
    let ways = 0;
    const { modulus, hashes } = await sketch(texts, async () => void ways++);
    expect(ways).toBe(texts.length);
    const all = new Set<bigint>();
    for (const text of texts) {
      const forms = text.split(' ');
      for (let at = 0; at + SHINGLE_WORDS <= forms.length; at++)
        all.add(hash('md5', forms.slice(at, at + SHINGLE_WORDS).join(' '), 'buffer').readBigInt64BE());
    }
    expect(all.size).toBeGreaterThan(32_000);
    expect(modulus).toBe(64);
    expect(hashes).toEqual([...all].filter((some) => some % 64n === 0n).sort((one, other) => (one < other ? -1 : 1)));
  });
});
