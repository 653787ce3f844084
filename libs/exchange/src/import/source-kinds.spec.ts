import { describe, expect, it } from '@jest/globals';
import { ContributionKind } from '#libs/contributions';
import { chooseKind, kindOf } from './source-kinds.js';

describe('kinds in the words of a source', () => {
  it.each([
    ['industry position paper', ContributionKind.POSITION_PAPER],
    ['NGO position paper', ContributionKind.POSITION_PAPER],
    ['parliamentary question', ContributionKind.POSITION_PAPER],
    ['media analysis', ContributionKind.POSITION_PAPER],
    ['Technology  Note', ContributionKind.TECHNOLOGY_NOTE],
    ['technology-note', ContributionKind.TECHNOLOGY_NOTE],
    ['IMPLEMENTATION_OPTION', ContributionKind.IMPLEMENTATION_OPTION],
    ['standards document', ContributionKind.TECHNOLOGY_NOTE],
    ['industry interview', ContributionKind.TECHNOLOGY_NOTE],
    ['implementation study', ContributionKind.IMPLEMENTATION_OPTION],
  ])('%s', (words, kind) => expect(kindOf(words)).toBe(kind));

  it('falls back to a position paper, and says so', () => {
    expect(chooseKind('sea shanty')).toEqual({
      kind: ContributionKind.POSITION_PAPER,
      note: 'The table of kinds does not know “sea shanty”; taken for a position paper.',
    });
    expect(chooseKind(null).note).toBe('The source names no kind; taken for a position paper.');
    expect(chooseKind('market report').note).toBeNull();
  });

  it('takes no word of JavaScript for a kind', () => expect(kindOf('constructor')).toBeUndefined());
});
