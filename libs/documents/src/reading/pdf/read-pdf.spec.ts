import { describe, expect, it } from '@jest/globals';
import { bold, makePdf, pagesPdf, rawPdf, sans, serif } from '../../../../../test/support/make-pdf.js';
import type { Block } from '../document.js';
import { readPdf } from './read-pdf.js';

const options = { maxPages: 100 };
const texts = (blocks: readonly Block[] = []) => blocks.map((block) => block.text);
const all = async (bytes: Uint8Array) =>
  (await readPdf(bytes, options)).pages.map((page) => texts(page.blocks).join('\n')).join('\n\f\n');

const sentences = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => `Sentence ${index} of the ${name} text says something of its own.`).join(
    ' ',
  );

describe('reading a PDF', () => {
  it('gives paragraphs and headings page by page', async () => {
    const bytes = await makePdf((pdf) => {
      pdf.font(bold).fontSize(18).text('A heading that is large').moveDown();
      pdf.font(serif).fontSize(11).text(sentences('first', 8)).moveDown();
      pdf.font(bold).text('A heading in bold').moveDown(0.5);
      pdf.font(serif).text(sentences('second', 8));
      pdf.addPage().text(sentences('third', 4));
    });
    const { pages, pageCount, notes } = await readPdf(bytes, options);
    expect({ pageCount, notes }).toEqual({ pageCount: 2, notes: [] });
    expect(pages.map((page) => page.number)).toEqual([1, 2]);
    expect(pages[0]?.blocks).toEqual([
      { kind: 'HEADING', text: 'A heading that is large' },
      { kind: 'PARAGRAPH', text: sentences('first', 8) },
      { kind: 'HEADING', text: 'A heading in bold' },
      { kind: 'PARAGRAPH', text: sentences('second', 8) },
    ]);
    expect(pages[1]?.blocks).toEqual([{ kind: 'PARAGRAPH', text: sentences('third', 4) }]);
  });

  it('reads figures of another form, which PDF.js knows by no letter', async () => {
    const text = 'BT /F1 12 Tf 72 700 Td (In \\200\\201\\200\\202, \\203\\204ces) Tj ET';
    const pdf = rawPdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [4 0 R] /Count 1 /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> >>',
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [128 /two.oldstyle /zero.oldstyle /one.oldstyle /O.sc /f_fi.alt] >> >>',
      '<< /Type /Page /Parent 2 0 R /Contents 5 0 R >>',
      `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    ]);
    expect(await all(pdf)).toBe('In 2021, Offices');
  });

  it('keeps the marks of small notes at the foot with them', async () => {
    const line = (y: number, content: string) => `BT 1 0 0 1 72 ${y} Tm ${content} ET`;
    const body = Array.from({ length: 12 }, (_, row) =>
      line(700 - row * 14, `/F1 11 Tf (Line ${row} of a text that is as long as a line of such a text.) Tj`),
    );
    const note = (y: number, mark: string, text: string) =>
      line(y, `/F1 6 Tf 3.6 Ts (${mark}) Tj 0 Ts /F1 9 Tf (${text}) Tj`);
    const text = [...body, note(200, '1', 'A note of its own.'), note(189, '2', 'Another note.')].join('\n');
    const pdf = rawPdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [4 0 R] /Count 1 /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> >>',
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
      '<< /Type /Page /Parent 2 0 R /Contents 5 0 R >>',
      `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    ]);
    const { pages } = await readPdf(pdf, options);
    expect(texts(pages[0]?.blocks).slice(-2)).toEqual(['1 A note of its own.', '2 Another note.']);
  });

  it('keeps the mark of a note with it across a tab, also where it stands high', async () => {
    const line = (x: number, y: number, size: number, text: string) =>
      `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET`;
    const body = Array.from({ length: 12 }, (_, row) =>
      line(72, 700 - row * 14, 12, `Line ${row} of a text that is as long as a line of such a text.`),
    );
    const notes = [
      line(72, 107, 8, '1'),
      line(100, 103.4, 12, 'OJ C 115, 11.3.2022, p. 5.'),
      line(72, 94.2, 6.5, '16'),
      line(81, 89.7, 8, 'Annual Report 2009, section 2.1'),
    ];
    const read = await all(pagesPdf([[...body, ...notes].join('\n')]));
    expect(read.split('\n').slice(-2)).toEqual(['1 OJ C 115, 11.3.2022, p. 5.', '16 Annual Report 2009, section 2.1']);
  });

  it('keeps a mark with letters that are larger than most', async () => {
    const line = (x: number, y: number, size: number, text: string) =>
      `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET`;
    const cells = Array.from({ length: 20 }, (_, row) =>
      line(72, 600 - row * 10, 8, `Country number ${row} of the table`),
    );
    const caption = [line(72, 640, 10, 'Cases by country, 2007'), line(174.3, 643.4, 7.1, '1')];
    expect((await all(pagesPdf([[...caption, ...cells].join('\n')]))).split('\n')[0]).toBe('Cases by country, 2007^1');
  });

  it('begins a text with the large capital that reaches over its first lines', async () => {
    const bytes = await makePdf((pdf) => {
      pdf.font(serif).fontSize(30).text('L', 72, 97, { lineBreak: false });
      pdf.fontSize(10).text('a gestion des risques permet de prendre', 92, 100, { lineBreak: false });
      pdf.text('des mesures, au regard de la nature des', 92, 113, { lineBreak: false });
      pdf.text('données et de ce qui les menace.', 72, 133, { lineBreak: false });
    });
    expect(await all(bytes)).toMatch(/^La gestion des risques permet de prendre des mesures, au regard/);
  });

  it('takes no item of a list for a heading, however large it is', async () => {
    const bytes = await makePdf((pdf) => {
      pdf.font(serif).fontSize(16).text('• the facility exceeds a threshold').moveDown();
      pdf.fontSize(10).text(sentences('first', 8));
    });
    expect((await readPdf(bytes, options)).pages[0]?.blocks.map((block) => block.kind)).toEqual([
      'PARAGRAPH',
      'PARAGRAPH',
    ]);
  });

  it('keeps a hyphen with which other forms of the word are written', async () => {
    const bytes = await makePdf((pdf) => {
      pdf.font(serif).fontSize(11).text('Gérer la sous-traitance en toute sécurité.').moveDown();
      pdf.text('Cette exigence s’impose au responsable du traitement et aux sous-\ntraitants qui sont impliqués.');
    });
    expect(await all(bytes)).toContain('aux sous-traitants qui');
  });

  it('leaves out lines that are written, with what stands over them on every page', async () => {
    const bytes = await makePdf((pdf) => {
      for (const [page, name] of ['first', 'second', 'third', 'fourth'].entries()) {
        if (page > 0) pdf.addPage();
        pdf.font(serif).fontSize(11).text('Healthy Students Healthy Lives', 72, 72);
        pdf.text('_'.repeat(50));
        pdf.text(sentences(name, 6));
      }
    });
    expect(await all(bytes)).toBe(
      ['first', 'second', 'third', 'fourth'].map((name) => sentences(name, 6)).join('\n\f\n'),
    );
  });

  it('begins a section with its number, also behind a full line', async () => {
    const full = 'A line of text that ends where all of the lines of this column end, at the right.';
    const bytes = await makePdf((pdf) => {
      pdf.font(serif).fontSize(11);
      for (let row = 0; row < 6; row++) pdf.text(full, 72, 72 + row * 14, { lineBreak: false });
      pdf.font(bold).text('3.2. Finding a baseline', 72, 72 + 6 * 14, { lineBreak: false });
      pdf.font(serif);
      for (let row = 7; row < 12; row++) pdf.text(full, 72, 72 + row * 14, { lineBreak: false });
    });
    const { pages } = await readPdf(bytes, options);
    expect(pages[0]?.blocks[1]).toEqual({ kind: 'HEADING', text: '3.2. Finding a baseline' });
  });

  it('takes a numbered line of small capitals for a heading, though its letters are small', async () => {
    const bytes = await makePdf((pdf) => {
      pdf.font(serif).fontSize(11).text(sentences('first', 6), 72, 72).moveDown();
      const top = pdf.y;
      pdf
        .text('II. S', 250, top, { lineBreak: false })
        .fontSize(8)
        .text('YSTEM OVERVIEW', 274, top + 2, { lineBreak: false });
      pdf.fontSize(11).text(sentences('second', 6), 72, top + 24);
    });
    const { pages } = await readPdf(bytes, options);
    expect(pages[0]?.blocks.find((block) => block.kind === 'HEADING')?.text).toBe('II. SYSTEM OVERVIEW');
  });

  it('reads lines that run down from the right to the left', async () => {
    const hex = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex');
    const text = `BT /F1 12 Tf 1 0 0 1 480 700 Tm <${hex('日本語の文')}> Tj 1 0 0 1 460 700 Tm <${hex('書は縦')}> Tj ET`;
    const pdf = rawPdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [4 0 R] /Count 1 /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> >>',
      '<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3 /Encoding /UniJIS-UTF16-V /DescendantFonts [6 0 R] >>',
      '<< /Type /Page /Parent 2 0 R /Contents 5 0 R >>',
      `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
      '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 4 >> /FontDescriptor 7 0 R >>',
      '<< /Type /FontDescriptor /FontName /HeiseiMin-W3 /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>',
    ]);
    expect(await all(pdf)).toBe('日本語の文書は縦');
  });

  it('keeps what is raised apart from numbers, and notes from each other', async () => {
    const up = (text: string) => `/F1 7 Tf 4 Ts (${text}) Tj 0 Ts /F1 12 Tf`;
    const line = (y: number, content: string) => `BT /F1 12 Tf 1 0 0 1 72 ${y} Tm ${content} ET`;
    const page = [
      line(
        700,
        `(In 2016) Tj ${up('3')} ( it was 10) Tj ${up('-6')} (, the 4) Tj ${up('th')} ( time, 3) Tj ${up('1')} (/2 of it.) Tj`,
      ),
      line(686, `(Words of its own) Tj ${up('4')} ( fill the next line.) Tj`),
      line(200, `${up('3')} (A note that says why.) Tj`),
      line(186, `${up('4')} (2020 is when the other was made.) Tj`),
    ];
    expect(await all(pagesPdf([page.join('\n')]))).toBe(
      'In 2016^3 it was 10^-6, the 4th time, 3 1/2 of it. Words of its own4 fill the next line.\n3 A note that says why.\n4 2020 is when the other was made.',
    );
  });

  it('reads what was filled into a form where it stands, and nothing that is hidden', async () => {
    const bytes = await makePdf((pdf) => {
      pdf.font(serif).fontSize(11).initForm();
      for (const [index, [label = '', value]] of [
        ['Organisation:', 'Institute of Invented Studies'],
        ['Position:', 'For one service.\nTemplates stay apart.'],
      ].entries()) {
        pdf.text(label, 72, 100 + index * 60);
        pdf.formText(`field ${index}`, 180, 98 + index * 60, 300, index === 0 ? 18 : 50, {
          value,
          multiline: index > 0,
        });
      }
      pdf.formText('secret', 180, 300, 200, 18, { value: 'hunter2', password: true });
      pdf.text('Signed in June by the board of the institute.', 72, 400);
    });
    expect((await all(bytes)).replaceAll('\n', ' ')).toBe(
      'Organisation: Institute of Invented Studies Position: For one service. Templates stay apart. Signed in June by the board of the institute.',
    );
  });

  it('leaves out running heads, footers and page numbers, and nothing else', async () => {
    const bytes = await makePdf(
      (pdf) => {
        for (let page = 1; page <= 5; page++) {
          if (page > 1) pdf.addPage();
          pdf.font(serif).fontSize(9).text('Position paper of an invented body', 72, 36, { lineBreak: false });
          pdf.text(`Page ${page} of 5`, 280, 694, { lineBreak: false });
          pdf
            .fontSize(11)
            .text('The same first line stands here.', 72, 90)
            .text(sentences(`page ${page}`, 5));
        }
      },
      { margins: { top: 72, bottom: 40, left: 72, right: 72 } },
    );
    const { pages } = await readPdf(bytes, options);
    expect(pages).toHaveLength(5);
    for (const [index, page] of pages.entries())
      expect(texts(page.blocks).join(' ')).toBe(
        `The same first line stands here. ${sentences(`page ${index + 1}`, 5)}`,
      );
  });

  it('undoes hyphenation, and keeps hyphens that belong to the word', async () => {
    const bytes = pagesPdf([
      'BT /F1 11 Tf 14 TL 72 700 Td (The inter-) Tj T* (operability of systems is a long-) Tj T* (term matter, and so is the EU-) Tj T* (wide search. A long-term view has 2017-) Tj T* (2020 in it.) Tj ET',
    ]);
    expect(await all(bytes)).toBe(
      'The interoperability of systems is a long-term matter, and so is the EU-wide search. A long-term view has 2017-2020 in it.',
    );
  });

  it('keeps a hyphen between two words of an English text, but not within one', async () => {
    const bytes = pagesPdf([
      'BT /F1 11 Tf 14 TL 72 700 Td (The state of the art is language) Tj T* (and independent species. It is language-) Tj T* (independent, the state-) Tj T* (of-the-art, with an under-) Tj T* (standing of species and standing of docu-) Tj T* (ments.) Tj ET',
    ]);
    expect(await all(bytes)).toBe(
      'The state of the art is language and independent species. It is language-independent, the state-of-the-art, with an understanding of species and standing of documents.',
    );
  });

  it('joins what a soft hyphen parts, and leaves none within a line', async () => {
    const content =
      'BT /F1 11 Tf 14 TL 72 700 Td (A two column layout en\\001ables the order to fol\\001) Tj T* (low the text.) Tj ET';
    const bytes = rawPdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [4 0 R] /Count 1 /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> >>',
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /uni00AD] >> >>',
      '<< /Type /Page /Parent 2 0 R /Contents 5 0 R >>',
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]);
    expect(await all(bytes)).toBe('A two column layout enables the order to follow the text.');
  });

  it.each([
    ['Greek', 'Η διαλειτουργικότητα των συστημάτων πληροφοριών είναι αναγκαία.'],
    ['Cyrillic', 'Оперативната съвместимост на информационните системи е необходима.'],
    ['Latin with accents', 'Zażółć gęślą jaźń, țară și așa, příliš žluťoučký kůň.'],
  ])('reads %s', async (_, text) => {
    expect(await all(await makePdf((pdf) => void pdf.font(serif).fontSize(12).text(text)))).toBe(text);
  });

  it('reads writing to the left in its order: letters drawn as one, words, numbers, paragraphs, columns', async () => {
    // Word by word from the right edge of a column, as a program does that knows both directions; pdfkit itself turns each word around.
    const write = (pdf: PDFKit.PDFDocument, text: string, right: number, top: number) => {
      let edge = right;
      let y = top;
      for (const word of text.split(' ')) {
        const width = pdf.widthOfString(word);
        if (edge - width < right - 190) [edge, y] = [right, y + 16];
        pdf.text(word, edge - width, y, { lineBreak: false });
        edge -= width + 4;
      }
    };
    const first = 'الأطفال والإسلام ولا سؤال في عام 2017 حول خدمة Biometric من الأنظمة المركزية'.repeat(3);
    const second = 'تتبادل الأنظمة البيانات الأساسية ولا يجوز الاطلاع على السجلات إلا للأغراض '.repeat(3).trim();
    const bytes = await makePdf((pdf) => {
      pdf.font(sans).fontSize(11);
      write(pdf, first, 520, 100);
      write(pdf, second, 270, 100);
    });
    const [page] = (await readPdf(bytes, options)).pages;
    expect(texts(page?.blocks)).toEqual([first, second]);
  });

  it('takes glyphs without letters for ligatures between letters, else for white', async () => {
    const bytes = pagesPdf(['BT /F1 11 Tf 72 700 Td (A signi\\034cant e\\033ort\\002of many o\\016cers.) Tj ET']);
    expect(await all(bytes)).toBe('A significant effort of many officers.');
  });

  it('has no ligatures or controls, and one space between words', async () => {
    const bytes = await makePdf((pdf) => void pdf.font(serif).text('efﬁcient oﬃce ﬂow   wide\u0007'));
    expect(await all(bytes)).toBe('efficient office flow wide');
  });

  it('keeps what stands on each page when there is nothing else', async () => {
    const page = 'BT /F1 11 Tf 72 780 Td (Hello world) Tj ET';
    expect(await all(pagesPdf([page, page, page]))).toBe('Hello world\n\f\nHello world\n\f\nHello world');
  });

  it('says when its fonts name no letters', async () => {
    const unnamed = `BT /F1 11 Tf 72 700 Td (${'\\001\\002\\003\\004\\005 '.repeat(8)}) Tj ET`;
    const named = 'BT /F1 11 Tf 72 700 Td (This can be read.) Tj ET';
    expect((await readPdf(pagesPdf([unnamed, named]), options)).notes).toContain(
      "1 of its pages can't be read rightly: their fonts don't say which letters they draw.",
    );
    await expect(readPdf(pagesPdf([unnamed]), options)).rejects.toMatchObject({
      code: 'NO_TEXT',
      message: expect.stringContaining("don't say which letters"),
    });
  });

  it('says how many pages were read when there are more than it reads', async () => {
    const pages = Array.from({ length: 30 }, (_, page) => `BT /F1 11 Tf 72 700 Td (This is text ${page} of all) Tj ET`);
    const read = await readPdf(pagesPdf(pages), { maxPages: 20 });
    expect(read.pages).toHaveLength(20);
    expect(read).toMatchObject({ pageCount: 30, notes: ['Only the first 20 of its 30 pages were read.'] });
  });
});
