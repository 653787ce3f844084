import { describe, expect, it } from '@jest/globals';
import { tidyText, unsafeText } from './unsafe-text.js';

describe('unsafe text', () => {
  const CONTROL = [...Array(32).keys(), ...Array.from({ length: 33 }, (_, i) => 0x7f + i)].filter(
    (code) => ![9, 10, 13].includes(code),
  );
  it.each(CONTROL)('has the control character %d', (code) => {
    expect(unsafeText(`a${String.fromCharCode(code)}b`)).toMatch(/control characters/);
  });
  it.each([0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069])(
    'has the direction mark %d',
    (code) => {
      expect(unsafeText(`a${String.fromCharCode(code)}b`)).toMatch(/direction/);
    },
  );
  it.each(['\ud800', 'a\udbffb', '\udc00', 'a\udfff', '\udc00\ud800', '\ud83d\ud83d\ude00', '\ud83d\ude00\ude00'])(
    'has half of a pair: %j',
    (text) => {
      expect(unsafeText(text)).toMatch(/surrogate/);
    },
  );
  it.each([
    '',
    'plain',
    'tab\tline\nreturn\r',
    'Ελληνικά',
    '漢字',
    'עברית',
    '\u{1f600}',
    '👩‍👩‍👧',
    '\u00a0\u2009\u200d\ufeff',
    'cafe\u0301',
    '\ue000\u{10ffff}',
  ])('is not: %j', (text) => {
    expect(unsafeText(text)).toBeUndefined();
  });
  it('takes no longer than it must', () => {
    const begun = Date.now();
    expect(unsafeText('\u{1f600}'.repeat(500_000))).toBeUndefined();
    expect(unsafeText(`${'x'.repeat(1_000_000)}\u0000`)).toBeDefined();
    expect(Date.now() - begun).toBeLessThan(1_000);
  });
});

describe('tidying', () => {
  it.each([
    ['\r\na\r\nb\rc\n', 'a\nb\nc'],
    ['  a  b  ', 'a  b'],
    ['cafe\u0301', 'caf\u00e9'],
    ['\u212b', '\u00c5'],
    ['\ufeffa', 'a'],
    [' \n\t ', ''],
  ])('%j becomes %j, and stays so', (text, tidy) => {
    expect(tidyText(text)).toBe(tidy);
    expect(tidyText(tidy)).toBe(tidy);
  });
});
