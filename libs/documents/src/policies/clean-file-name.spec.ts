import { describe, expect, it } from '@jest/globals';
import { cleanFileName } from './clean-file-name.js';

describe('a file’s name', () => {
  it.each([
    ['Paper.pdf', 'Paper.pdf'],
    ['paper.docx', 'paper.pdf'],
    ['paper.PDF', 'paper.PDF'],
    ['v1.2', 'v1.2.pdf'],
    ['no ending', 'no ending.pdf'],
    ['report.exe', 'report.exe.pdf'],
    ['..\\..\\windows\\win.pdf', 'win.pdf'],
    ['/etc/passwd', 'passwd.pdf'],
    ['a/b/', 'b.pdf'],
    ['...', 'document.pdf'],
    ['', 'document.pdf'],
    ['.pdf', 'document.pdf'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe.pdf'],
    ['\u2067right\u2069 \u200Fto left.pdf', 'right to left.pdf'],
    ['two\nlines\u0000.pdf', 'two lines.pdf'],
    ['half \ud800 surrogate.pdf', 'half surrogate.pdf'],
    ['what? "this" <that>: a|b*.pdf', 'what_ _this_ _that__ a_b_.pdf'],
    ['con.pdf', 'con_.pdf'],
    ['  spaced   out .pdf', 'spaced out.pdf'],
    ['cafe\u0301.pdf', 'café.pdf'],
    ['می\u200cخواهم.pdf', 'می\u200cخواهم.pdf'],
    ['提案書.pdf', '提案書.pdf'],
  ])('%j becomes %j', (given, expected) => {
    expect(cleanFileName(given, 'application/pdf')).toBe(expected);
  });

  it('is short enough for every file system, and no character is cut in two', () => {
    const family = '👩‍👩‍👧‍👦';
    const name = cleanFileName(`${family.repeat(60)}.pdf`, 'application/pdf');
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(204);
    expect(name).toBe(`${family.repeat(8)}.pdf`);
  });
});
