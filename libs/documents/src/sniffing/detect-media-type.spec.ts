import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, describe, expect, it } from '@jest/globals';
import { Document, Packer, Paragraph } from 'docx';
import { detectMediaType } from './detect-media-type.js';

const folder = mkdtempSync(join(tmpdir(), 'roundtable-sniff-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function detect(content: string | Buffer, name = 'file'): Promise<string> {
  const path = join(folder, 'file');
  writeFileSync(path, content);
  return detectMediaType(path, name);
}

/** A ZIP of the given parts; `size` is what the archive claims of each, whatever is in it. */
function zip(parts: [name: string, content: string | Buffer][], size?: number): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of parts) {
    const packed = deflateRawSync(content);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(size ?? Buffer.byteLength(content), 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, listed, end]);
}

const contents = (type: string) =>
  `<?xml version="1.0"?><Types><Override PartName="/x" ContentType="application/vnd.${type}.main+xml"/></Types>`;
const office = (type: string) => zip([['[Content_Types].xml', contents(type)]]);
const WORD = 'openxmlformats-officedocument.wordprocessingml.document';
const SLIDES = 'openxmlformats-officedocument.presentationml.presentation';
const ODT = 'application/vnd.oasis.opendocument.text';

describe('a file is what is in it', () => {
  it('whatever its name says', async () => {
    const paper = new Document({ sections: [{ children: [new Paragraph('A paper.')] }] });
    expect(await detect(await Packer.toBuffer(paper), 'paper.pdf')).toBe(`application/vnd.${WORD}`);
    expect(await detect('%PDF-1.7\nand so on', 'paper.docx')).toBe('application/pdf');
    expect(await detect(Buffer.concat([Buffer.alloc(500, 1), Buffer.from('%PDF-1.4')]), 'x')).toBe('application/pdf');
    expect(await detect(office(SLIDES), 'slides.zip')).toBe(`application/vnd.${SLIDES}`);
    expect(
      await detect(
        zip([
          ['mimetype', ODT],
          ['content.xml', '<x/>'],
        ]),
        'paper.docx',
      ),
    ).toBe(ODT);
  });

  it.each([
    ['<!DOCTYPE html><title>x</title>', 'x.txt', 'text/html'],
    ['\ufeff \n<!-- a note --><HTML lang="en">', 'x.txt', 'text/html'],
    ['<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', 'x', 'text/html'],
    ['<div class="x"><h1>Position</h1></div>', 'position.html', 'text/html'],
    ['<div align="center">\n\n# Position\n</div>', 'position.md', 'text/markdown'],
    ['<b> is bold', 'x.txt', 'text/plain'],
    ['# Position\n\nText.', 'position.MD', 'text/markdown'],
    ['# Position\n\nText.', 'position.txt', 'text/plain'],
    ['Θέση, позиция, موقف', 'x.pdf', 'text/plain'],
    ['a page\f\tanother', 'x.txt', 'text/plain'],
  ])('text: %j named %s is %s', async (content, name, expected) => {
    expect(await detect(content, name)).toBe(expected);
  });

  it('also when its table of contents is written by hand', async () => {
    const typed = contents(WORD).replace('ContentType=', 'ContentType =\n  ');
    expect(await detect(zip([['[Content_Types].xml', typed]]), 'paper.docx')).toBe(`application/vnd.${WORD}`);
  });

  it('text in UTF-16 with its mark, and HTML in an old encoding, which says so itself', async () => {
    expect(await detect(Buffer.from('\ufeffText', 'utf16le'), 'x.txt')).toBe('text/plain');
    const old = Buffer.from('<html><meta charset="iso-8859-1">caf\xe9', 'latin1');
    expect(await detect(old, 'x.html')).toBe('text/html');
  });
});

describe('what is not on the list is refused, and told why', () => {
  const macros = 'ms-word.document.macroEnabled';
  it.each<[string, string | Buffer, string, RegExp]>([
    ['a picture', Buffer.from('89504e470d0a1a0a00', 'hex'), 'UNSUPPORTED', /Send PDF, Word/],
    ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'UNSUPPORTED', /Send PDF/],
    ['a drawing in XML', '<?xml version="1.0"?><!DOCTYPE svg><svg/>', 'UNSUPPORTED', /Send PDF/],
    ['rich text', '{\\rtf1 text}', 'UNSUPPORTED', /Send PDF/],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100)]), 'UNSUPPORTED', /Send PDF/],
    ['text with binary far behind', `${'a'.repeat(200_000)}\0`, 'UNSUPPORTED', /Send PDF/],
    ['text in an old encoding', Buffer.from('caf\xe9', 'latin1'), 'UNSUPPORTED', /UTF-8/],
    ['an old or locked Office file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'UNSUPPORTED', /without a password/],
    ['a file with macros', office(macros), 'UNSUPPORTED', /macros/],
    ['an archive', zip([['a.txt', 'text']]), 'UNSUPPORTED', /Send PDF/],
    ['a spreadsheet', office('openxmlformats-officedocument.spreadsheetml.sheet'), 'UNSUPPORTED', /Send PDF/],
    ['another OpenDocument', zip([['mimetype', 'application/vnd.oasis.opendocument.graphics']]), 'UNSUPPORTED', /Send/],
    ['an archive that is cut off', office(WORD).subarray(0, 60), 'INVALID', /damaged or cut off/],
    ['a bomb', zip([['[Content_Types].xml', Buffer.alloc(100_000_000, ' ')]]), 'INVALID', /too long/],
    ['a bomb that lies', zip([['[Content_Types].xml', Buffer.alloc(100_000_000, ' ')]], 1000), 'INVALID', /damaged/],
    [
      'a path out of the archive',
      zip([
        ['../../x', 'x'],
        ['[Content_Types].xml', contents(WORD)],
      ]),
      'INVALID',
      /damaged/,
    ],
  ])('%s', async (_, content, code, message) => {
    await expect(detect(content, 'paper.docx')).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });
});
