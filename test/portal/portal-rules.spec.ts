import { describe, expect, it } from '@jest/globals';
import { csv } from '../../apps/portal/src/pages/coverage/csv.js';
import { merge } from '../../apps/portal/src/pages/submit/merge.js';

describe('figures as CSV', () => {
  it('quotes what needs it, and lets no text become a formula', () => {
    expect(csv([['a,b', '=1+1', 'say "no"', -3]])).toBe('\ufeff"a,b",\'=1+1,"say ""no""",-3\r\n');
  });
});

describe('two texts of one draft', () => {
  const base = { title: 'a', body: 'b', themes: ['X'] };
  it('are put together where only one side changed, and asked about where both did', () => {
    const met = merge(base, { ...base, title: 'ours', body: 'mine' }, { ...base, body: 'theirs', themes: ['Y'] });
    expect(met).toEqual({ fields: { title: 'ours', body: 'mine', themes: ['Y'] }, names: ['body'] });
  });
  it('are no conflict where both changed alike', () => {
    expect(merge(base, { ...base, body: 'same' }, { ...base, body: 'same' }).names).toEqual([]);
  });
});
