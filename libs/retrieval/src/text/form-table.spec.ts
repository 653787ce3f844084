import { describe, expect, it } from '@jest/globals';
import { FormTable } from './form-table.js';
import { wordsOf } from './words.js';

describe('known words', () => {
  const TEXT = `The EU’s e-mail, Straße 😀 Ünï\u00adcode CAFÉ cafe\u0301 ab ba RT-2017-0042 ${'X'.repeat(90)} naïve`;
  const tableOf = (...forms: string[]) => {
    const table = new FormTable();
    for (const form of forms) table.add(form, [`en ${form}`]);
    return table;
  };

  it('are found in a text as it is cut into words', () => {
    const forms = wordsOf(TEXT).map((word) => word.form);
    const table = tableOf(...forms);
    const distinct = [...new Set(forms)];
    expect(table.size).toBe(distinct.length);
    expect(table.read(TEXT)).toEqual(forms.map((form) => distinct.indexOf(form)));
  });

  it('are told from those that are not', () => {
    const table = tableOf('the', 'café');
    const known = table.read(TEXT).map((number) => number >= 0);
    expect(known).toEqual(wordsOf(TEXT).map((word) => ['the', 'café'].includes(word.form)));
    expect(table.lexemesOf('the')).toEqual(['en the']);
    expect(table.lexemesOf('them')).toBeUndefined();
  });

  it('are all kept when there are many, those with equal hashes too', () => {
    // The first letter two more and the second 62 less: equal for a hash that counts by 31.
    const twins = ['an', 'c0', 'ar', 'c4'];
    const forms = [...twins, ...Array.from({ length: 5_000 }, (_, index) => `w${index}`)];
    const table = tableOf(...forms);
    expect(forms.map((form) => table.lexemesOf(form)?.[0])).toEqual(forms.map((form) => `en ${form}`));
    expect(table.read(forms.slice(4).join(' '))).toEqual(forms.slice(4).map((_, index) => index + 4));
  });

  it('say which of them have an indexed form', () => {
    const table = new FormTable();
    table.add('border', ['en border']);
    table.add('of', ['en of']);
    table.add('borders', ['en border']);
    expect([...table.having(new Set(['en border', 'en nothing']))]).toEqual([1, 0, 1]);
  });
});
