import { describe, expect, it } from '@jest/globals';
import { mixKinds } from './mix-kinds.js';
import type { NameHit, NameKind } from './name-hits.js';

const hit = (kind: NameKind, rank: number, no: number): NameHit => ({
  kind,
  id: `${kind} ${rank} ${no}`,
  name: '',
  isCode: false,
  shown: '',
  rank,
  letters: 1,
  whole: '',
});
const many = (kind: NameKind, rank: number, count: number) =>
  Array.from({ length: count }, (_, no) => hit(kind, rank, no));

describe('hits of all kinds', () => {
  it('stand in turns when they are equally good', () => {
    const mixed = mixKinds([...many('CONTRIBUTION', 0, 9), ...many('EVENT', 0, 2), ...many('THEME', 0, 9)], 6);
    expect(mixed.map((one) => one.kind)).toEqual(['CONTRIBUTION', 'THEME', 'EVENT', 'CONTRIBUTION', 'THEME', 'EVENT']);
  });

  it('stand behind better ones of another kind, but not behind all of them', () => {
    const mixed = mixKinds([...many('CONTRIBUTION', 0, 9), hit('THEME', 2, 0), hit('SYSTEM', 1, 0)], 8);
    expect(mixed.findIndex((one) => one.kind === 'SYSTEM')).toBe(3);
    expect(mixed.findIndex((one) => one.kind === 'THEME')).toBe(6);
  });

  it('keep the order of their kind', () => {
    const given = [...many('THEME', 0, 2), ...many('THEME', 1, 2), ...many('THEME', 2, 2)];
    expect(mixKinds(given, 20)).toEqual(given);
    expect(mixKinds(given, 3)).toEqual(given.slice(0, 3));
  });
});
