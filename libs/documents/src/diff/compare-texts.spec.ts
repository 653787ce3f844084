import { describe, expect, it } from '@jest/globals';
import { compareTexts, type DiffUnit } from './compare-texts.js';

const units = (...texts: string[]): DiffUnit[] => texts.map((text) => ({ part: 'BODY', heading: null, text }));
const told = (before: string[], after: string[]) =>
  compareTexts(units(...before), units(...after)).map(({ kind, before: old, after: fresh, paragraphs, moved }) =>
    [kind, old ?? '', fresh ?? '', paragraphs, ...(moved ? ['moved'] : [])].join('|'),
  );

describe('the difference of two texts', () => {
  const [A, B, C] = [
    'One engine compares all prints.',
    'Templates stay apart by source.',
    'Costs are borne by the agency.',
  ];

  it('folds what is the same', () => {
    expect(told([A, B, C], [A, B, C])).toEqual(['UNCHANGED|||3']);
    expect(told([], [])).toEqual([]);
  });

  it('tells a changed paragraph with its words', () => {
    const changes = compareTexts(units(A, B, C), units(A, 'Templates stay apart by system.', C));
    expect(changes.map(({ kind }) => kind)).toEqual(['UNCHANGED', 'CHANGED', 'UNCHANGED']);
    expect(changes[1]?.words).toEqual([
      { kind: 'EQUAL', text: 'Templates stay apart by ' },
      { kind: 'DELETE', text: 'source' },
      { kind: 'INSERT', text: 'system' },
      { kind: 'EQUAL', text: '.' },
    ]);
  });

  it('tells words of other scripts, not letters', () => {
    const [change] = compareTexts(units('Τα δεδομένα μένουν χωριστά.'), units('Τα δεδομένα μένουν μαζί.'));
    expect(change?.words.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'EQUAL Τα δεδομένα μένουν ',
      'DELETE χωριστά',
      'INSERT μαζί',
      'EQUAL .',
    ]);
  });

  it('tells what was added, removed and moved', () => {
    expect(told([A, C], [A, B, C])).toEqual(['UNCHANGED|||1', `ADDED||${B}|1`, 'UNCHANGED|||1']);
    expect(told([A, B, C], [A, C])).toEqual(['UNCHANGED|||1', `REMOVED|${B}||1`, 'UNCHANGED|||1']);
    expect(told([A, B, C], [B, C, A])).toEqual([`REMOVED|${A}||1|moved`, 'UNCHANGED|||2', `ADDED||${A}|1|moved`]);
    expect(told(['Nothing in common here.'], ['Quite another matter altogether!'])).toEqual([
      'REMOVED|Nothing in common here.||1',
      'ADDED||Quite another matter altogether!|1',
    ]);
  });

  it('ends soon, whatever it is given', () => {
    const many = (seed: number) =>
      Array.from({ length: 20_000 }, (_, index) => `${index * seed} is a number of ${seed}`);
    const started = Date.now();
    const changes = compareTexts(units(...many(7)), units(...many(11)));
    expect(Date.now() - started).toBeLessThan(5_000);
    const count = (kind: string) => changes.filter((change) => change.kind === kind).length;
    expect(count('ADDED') + count('CHANGED')).toBeGreaterThan(1_000);
    const long = (word: string) => Array.from({ length: 50_000 }, (_, index) => `${word}${index}`).join(' ');
    expect(compareTexts(units(`${long('a')} same`), units(`${long('b')} same`)).length).toBeGreaterThan(0);
    expect(Date.now() - started).toBeLessThan(8_000);
  });
});
