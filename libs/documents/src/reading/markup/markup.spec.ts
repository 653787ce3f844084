import { describe, expect, it } from '@jest/globals';
import { readHtml } from './read-html.js';
import { readMarkdown, readPlainText } from './read-text.js';

const utf8 = (text: string) => new TextEncoder().encode(text);
const html = (text: string) => readHtml(utf8(text)).pages[0]?.blocks.map((block) => [block.kind[0], block.text]);

describe('reading HTML', () => {
  it('gives what a reader sees, block by block', () => {
    const page = `<!doctype html><title>no text</title><style>p{}</style><script>alert(1)</script><nav>Menu</nav>
      <h1>One <em>head</em></h1><p>Words
        over lines.<br>Next</p><div>Loose<p>inner</p>tail</div><ol start=3><li>three<li>four</ol><ul><li><p>dot</p></ul>
      <table><tr><th>A<th>B<tr><td>1<td><p>2</p></table><p hidden>gone</p><p style="display: none">gone</p><pre>a  b
c</pre>`;
    expect(html(page)).toEqual([
      ['H', 'One head'],
      ['P', 'Words over lines.\nNext'],
      ['P', 'Loose'],
      ['P', 'inner'],
      ['P', 'tail'],
      ['P', '3. three'],
      ['P', '4. four'],
      ['P', '• dot'],
      ['P', 'A | B'],
      ['P', '1 | 2'],
      ['P', 'a b\nc'],
    ]);
  });

  it('takes a table that lays out a page for no table', () => {
    expect(html('<table><tr><td>Menu<td><h2>Head</h2><p>One</p><p>Two</p></table>')).toEqual([
      ['P', 'Menu'],
      ['H', 'Head'],
      ['P', 'One'],
      ['P', 'Two'],
    ]);
  });

  it('keeps the bullets of fonts of signs', () => {
    expect(html('<p>\uf0b7 one \uf0fc</p><p>\uf123 two</p>')).toEqual([
      ['P', '• one ✓'],
      ['P', 'two'],
    ]);
  });

  it('keeps what is raised behind a number apart from it', () => {
    expect(html('<p>10<sup>6</sup> in 2016<sup>[3]</sup>, the 4<sup>th</sup></p>')).toEqual([
      ['P', '10^6 in 2016[3], the 4th'],
    ]);
  });

  it('reads formulas in a line, and what ruby stands over', () => {
    const power = '<msup><mn>10</mn><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow></msup>';
    expect(
      html(`<p>At <math><mfrac><mn>1</mn><mn>2</mn></mfrac><annotation>x</annotation></math> or <math>${power}</math></p>
        <p><ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>では</p>`),
    ).toEqual([
      ['P', 'At 1/2 or 10^(a+1)'],
      ['P', '東京では'],
    ]);
  });

  it('refuses letters that it would have to guess', () => {
    const arabic = new Uint8Array([...utf8('<meta charset="utf-8"><p>'), 0xdd, 0xed, 0x20, 0xde, 0xd1, 0xed, 0xc9]);
    expect(() => readHtml(arabic)).toThrow('Save it again in UTF-8');
  });

  it('refuses a nesting without end', () => {
    expect(() => html('<div>'.repeat(20_000))).toThrow('nested deeper');
  });

  it('decodes as it declares', () => {
    const bytes = new Uint8Array([...utf8('<meta charset="iso-8859-7"><p>'), 0xc1, 0xe8, 0xde, 0xed, 0xe1]);
    expect(readHtml(bytes).pages[0]?.blocks).toEqual([{ kind: 'PARAGRAPH', text: 'Αθήνα' }]);
  });
});

describe('reading text', () => {
  it('Markdown keeps its headings', () => {
    expect(readMarkdown(utf8('# Head\ntext *so*\n\nmore')).pages[0]?.blocks).toEqual([
      { kind: 'HEADING', text: 'Head' },
      { kind: 'PARAGRAPH', text: 'text *so*' },
      { kind: 'PARAGRAPH', text: 'more' },
    ]);
  });

  it('form feeds part pages', () => {
    const { pageCount, pages } = readPlainText(utf8('one\r\ntwo\r\n\r\nthree\fnext\u202e\u0000'));
    expect(pageCount).toBe(2);
    expect(pages.map((page) => [page.number, ...page.blocks.map((block) => block.text)])).toEqual([
      [1, 'one\ntwo', 'three'],
      [2, 'next'],
    ]);
  });

  it.each([
    ['UTF-16 with a mark', new Uint8Array([0xff, 0xfe, 0xe9, 0, 0x41, 0]), 'éA', 0],
    ['UTF-8 with a mark', utf8('\ufeffé'), 'é', 0],
    ['Western European, and says that it is a guess', new Uint8Array([0x63, 0x61, 0x66, 0xe9]), 'café', 1],
  ])('%s', (_, bytes, text, notes) => {
    const read = readPlainText(bytes);
    expect(read.pages[0]?.blocks[0]?.text).toBe(text);
    expect(read.notes).toHaveLength(notes);
  });
});
