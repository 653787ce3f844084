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

  it('are known where nothing parts them', () => {
    const text = 'EU大型信息系统2026';
    const words = wordsOf(text);
    expect(words.map((word) => word.form)).toEqual(['eu', '大型', '信息', '系统', '2026']);
    expect(words.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
    expect(wordLine('ระบบข้อมูลขนาดใหญ่')).toBe('ระบบ ข้อมูล ขนาด ใหญ่');
    expect(wordLine('生体認証、システム')).toBe('生体 認証 システム');
  });

  it('are cut at 64 characters, so that no word is too long for the index', () => {
    expect(wordLine('x'.repeat(5_000))).toHaveLength(64);
  });
});
