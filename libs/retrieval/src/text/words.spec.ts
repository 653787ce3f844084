import { describe, expect, it } from '@jest/globals';
import { wordLine, wordsOf } from './words.js';

describe('words of a text', () => {
  it('are runs of letters and digits, in lower case, whatever stands between them', () => {
    expect(wordLine('The EU’s e-mail: AFIS/ABIS, §5 <b>2017-06-08</b>')).toBe(
      'the eu s e mail afis abis 5 b 2017 06 08 b',
    );
  });

  it('know where they stand, in UTF-16 units', () => {
    const text = '😀 Ünï­code';
    const [word] = wordsOf(text);
    expect(word).toEqual({ form: 'ünïcode', start: 3, end: text.length });
  });

  it('are the same for composed and decomposed letters, and without soft hyphens', () => {
    expect(wordLine('Daten\u00adbank cafe\u0301')).toBe(wordLine('Datenbank café'));
  });

  it('are cut at 64 characters, so that no word is too long for the index', () => {
    expect(wordLine('x'.repeat(5_000))).toHaveLength(64);
  });
});
