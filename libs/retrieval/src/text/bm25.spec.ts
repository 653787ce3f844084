import { describe, expect, it } from '@jest/globals';
import { idf } from './bm25.js';

describe('idf', () => {
  it('is that of BM25, never negative', () => {
    expect(idf(3, 2)).toBeCloseTo(Math.log(1.6), 12);
    expect(idf(10, 10)).toBeCloseTo(Math.log(1 + 0.5 / 10.5), 12);
  });

  it('stays defined when a frozen size of the corpus is smaller than a count', () => {
    expect(idf(3, 5)).toBeGreaterThan(0);
  });
});
