import { describe, expect, it } from '@jest/globals';
import { coverageLevel } from './coverage-level.js';

describe('the level of coverage', () => {
  // links, organisations, supporting, opposing
  it.each([
    [0, 0, 0, 0, 'NONE'],
    [1, 0, 0, 0, 'ONE_VOICE'],
    [1, 0, 1, 0, 'ONE_VOICE'],
    [1, 1, 1, 0, 'ONE_VOICE'],
    [5, 1, 5, 0, 'ONE_VOICE'],
    [5, 0, 0, 0, 'ONE_VOICE'],
    [1, 2, 1, 0, 'CONVERGING'],
    [2, 2, 0, 0, 'CONVERGING'],
    [2, 2, 0, 2, 'CONVERGING'],
    [9, 4, 9, 0, 'CONVERGING'],
    [2, 2, 1, 1, 'CONTESTED'],
    [2, 1, 1, 1, 'CONTESTED'],
    [2, 0, 1, 1, 'CONTESTED'],
    [9, 4, 8, 1, 'CONTESTED'],
  ])('%d links of %d organisations, %d for, %d against: %s', (links, organisations, supporting, opposing, level) => {
    expect(coverageLevel({ links, organisations, supporting, opposing })).toBe(level);
  });
});
