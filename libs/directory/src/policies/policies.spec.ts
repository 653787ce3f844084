import { describe, expect, it } from '@jest/globals';
import { orcidOf, rorAddress } from './identifiers.js';
import { nameKey, tidyName } from './names.js';
import { firstDayOf } from './sort-date.js';

describe('names', () => {
  it('are the same in other spellings of case, width and white space', () => {
    expect(nameKey('  ＡＣＭＥ\u00a0 Identity\tLtd ')).toBe(nameKey('Acme identity ltd'));
    expect(nameKey('Acme')).not.toBe(nameKey('Acmé'));
  });

  it('are shown as written, with single spaces', () => {
    expect(tidyName(' Acme \n Ltd')).toBe('Acme Ltd');
  });
});

describe('identifiers', () => {
  it.each([
    ['https://ror.org/05A28RW58', 'https://ror.org/05a28rw58'],
    ['05a28rw58', 'https://ror.org/05a28rw58'],
    ['15a28rw58', undefined],
    ['https://ror.org/05a28rw58/x', undefined],
  ])('ROR %s', (text, address) => expect(rorAddress(text)).toBe(address));

  it.each([
    ['https://orcid.org/0000-0002-1825-0097', '0000-0002-1825-0097'],
    ['0000-0002-1694-233x', '0000-0002-1694-233X'],
    ['0000-0002-1825-0098', undefined],
    ['0000000218250097', undefined],
  ])('ORCID %s', (text, orcid) => expect(orcidOf(text)).toBe(orcid));
});

it('orders by the first day a date can mean', () => {
  expect(['2017', '2016-12', '2017-06-08'].map(firstDayOf)).toEqual(['2017-01-01', '2016-12-01', '2017-06-08']);
});
