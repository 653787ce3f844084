import { describe, expect, it } from '@jest/globals';
import { canonicalCode } from './codes.js';
import { chooseLabel } from './theme-label.js';
import { broaderFirst } from './theme-order.js';

describe('codes', () => {
  it('fold ASCII letters only', () => {
    expect(canonicalCode(' hleg-Esp-01 ')).toBe('HLEG-ESP-01');
    // Upper case of ß is SS, and of ı is I: neither may find a code by accident.
    expect(canonicalCode('ß-ı')).toBe('ß-ı');
  });
});

describe('the label of a theme', () => {
  const labels = { en: 'Portal', fr: 'Portail', 'pt-BR': 'Portal (BR)' };

  it.each([
    ['fr', 'Portail'],
    ['fr-CA', 'Portail'],
    ['pt-BR', 'Portal (BR)'],
    ['de', 'Portal'],
    [null, 'Portal'],
    ['constructor', 'Portal'],
  ])('for %s is %s', (language, label) => {
    expect(chooseLabel(labels, language)).toBe(label);
  });

  it('is any, where English is lacking too', () => {
    expect(chooseLabel({ sv: 'Portal', fi: 'Portaali' }, 'de')).toBe('Portaali');
  });
});

describe('the order of themes', () => {
  it('puts broader ones first and finds none in a circle', () => {
    const themes = [
      { code: 'C', broader: 'B' },
      { code: 'B', broader: 'A' },
      { code: 'A', broader: null },
    ];
    const { ordered, cycles } = broaderFirst(themes);
    expect(ordered.map((theme) => theme.code)).toEqual(['A', 'B', 'C']);
    expect(cycles).toEqual([]);
  });

  it('finds a theme that is broader than itself', () => {
    expect(broaderFirst([{ code: 'A', broader: 'A' }]).cycles).toEqual([['A', 'A']]);
  });
});
