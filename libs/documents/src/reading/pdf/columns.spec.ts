import { describe, expect, it } from '@jest/globals';
import { bold, makePdf, serif } from '../../../../../test/support/make-pdf.js';
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

describe('the order of a page', () => {
  it('reads two columns one after the other, below a title and above a wide caption', async () => {
    const bytes = await makePdf((pdf) => {
      pdf.font(bold).fontSize(16).text('One title that stands across both of the columns', { align: 'center' });
      pdf.font(serif).fontSize(10);
      const top = 130;
      pdf.text(sentences('left', 12), 72, top, { width: 210, align: 'justify' });
      pdf.text(sentences('right', 12), 313, top, { width: 210, align: 'justify' });
      const below = Math.max(pdf.y, 420) + 30;
      pdf.text(`Figure 1. ${sentences('caption', 4)}`, 72, below, { width: 451 });
      pdf.text(sentences('lower', 6), 72, below + 90, { width: 210 });
      pdf.text(sentences('last', 6), 313, below + 90, { width: 210 });
    });
    const [page] = (await readPdf(bytes, options)).pages;
    expect(texts(page?.blocks)).toEqual([
      'One title that stands across both of the columns',
      sentences('left', 12),
      sentences('right', 12),
      `Figure 1. ${sentences('caption', 4)}`,
      sentences('lower', 6),
      sentences('last', 6),
    ]);
  });

  it('reads tables by rows and lists by items', async () => {
    const bytes = await makePdf((pdf) => {
      pdf.font(serif).fontSize(11).text(sentences('first', 4)).moveDown();
      const top = pdf.y;
      for (const [row, cells] of [
        ['System', 'Share', 'Year'],
        ['SIS', '40', '1995'],
        ['VIS', '35', '2011'],
        ['EES', '25', '2022'],
        ['ETIAS', '12', '2025'],
      ].entries())
        for (const [column, cell] of cells.entries()) pdf.text(cell, 72 + column * 150, top + row * 18);
      pdf
        .text('1) Ask first.', 72, top + 120)
        .text('2) Answer then.')
        .text('• And a point.');
    });
    const [page] = (await readPdf(bytes, options)).pages;
    expect(texts(page?.blocks).slice(1)).toEqual([
      'System Share Year',
      'SIS 40 1995',
      'VIS 35 2011',
      'EES 25 2022',
      'ETIAS 12 2025',
      '1) Ask first.',
      '2) Answer then.',
      '• And a point.',
    ]);
  });

  it('reads what stands at the middle of a row, and labels of a drawing, without parting others', async () => {
    const bytes = await makePdf((pdf) => {
      pdf.font(serif).fontSize(10);
      for (const [row, [name, ...cells]] of [
        ['Cumulative effect', 'of changes in rules', '1,521'],
        ['Transactions with', 'holders of no control', '842'],
      ].entries())
        for (const [index, cell] of [name, ...cells].entries())
          pdf.text(cell ?? '', index === 2 ? 300 : 72, 100 + row * 30 + (index === 2 ? 6 : index * 12));
      for (const [x, y, label] of [
        [72, 300, 'Interpret'],
        [72, 312, 'the loop'],
        [180, 306, 'Record'],
        [180, 318, 'a trace'],
        [300, 303, 'Leave'],
      ] as const)
        pdf.text(label, x, y);
    });
    const [page] = (await readPdf(bytes, options)).pages;
    expect(texts(page?.blocks).join(' ')).toBe(
      'Cumulative effect of changes in rules 1,521 Transactions with holders of no control 842 Interpret the loop Record a trace Leave',
    );
  });

  it('reads blocks of short lines side by side one after the other, but rows of numbers across', async () => {
    const bytes = await makePdf((pdf) => {
      pdf.font(serif).fontSize(10);
      const block = (x: number, top: number, pitch: number, lines: string[]) => {
        for (const [index, line] of lines.entries()) pdf.text(line, x, top + index * pitch);
      };
      block(72, 100, 13, ['Institute of Border Studies', 'Nordstrasse 5', 'Third floor', '1010 Vienna', 'Austria']);
      block(320, 106, 17, ['Reference: A/17', 'Handed in on: 3 June', 'Held by: registry', 'Pages: forty']);
      block(72, 300, 15, ['Share of hits', 'Share of errors', 'Share of cases', 'Share of rest']);
      block(320, 300, 15, ['12.5', '3.1', '40.0', '44.4']);
    });
    const [page] = (await readPdf(bytes, options)).pages;
    expect(texts(page?.blocks).join(' ')).toBe(
      'Institute of Border Studies Nordstrasse 5 Third floor 1010 Vienna Austria Reference: A/17 Handed in on: 3 June Held by: registry Pages: forty Share of hits 12.5 Share of errors 3.1 Share of cases 40.0 Share of rest 44.4',
    );
  });

  it('reads long rows of numbers across, also where white runs down between them', async () => {
    const rows = Array.from({ length: 9 }, (_, row) => row);
    const bytes = await makePdf((pdf) => {
      pdf.font(serif).fontSize(9);
      for (const row of rows) {
        pdf.text(`${row}0-${row}9 years   13,340,78${row} 14,032,11${row}`, 72, 100 + row * 12, { lineBreak: false });
        pdf.text(`2,191,32${row} 2,218,40${row} 1,180,16${row}`, 330, 100 + row * 12, { lineBreak: false });
      }
    });
    expect(await all(bytes)).toBe(
      rows
        .map(
          (row) => `${row}0-${row}9 years 13,340,78${row} 14,032,11${row} 2,191,32${row} 2,218,40${row} 1,180,16${row}`,
        )
        .join('\n'),
    );
  });

  it('reads tables whose cells have several lines row by row and cell by cell', async () => {
    const rows = [
      ['Recommendation', 'Position', 'Remark'],
      [
        'Set up one service for biometric matching',
        'Supported by eleven members who ask that templates stay apart',
        'Two of them abstained',
      ],
      ['One search portal for all systems', 'Supported by all, after three years', 'See annex two'],
      ['Quality checks', 'Open', 'Nothing was agreed before the deadline in June'],
    ];
    const bytes = await makePdf((pdf) => {
      pdf.font(serif).fontSize(11).text(sentences('first', 4)).moveDown();
      let top = pdf.y;
      for (const row of rows) {
        const bottoms = row.map((cell, column) => {
          pdf.text(cell, 72 + column * 155, top, { width: 140 });
          return pdf.y;
        });
        top = Math.max(...bottoms) + 10;
      }
      pdf.text(sentences('last', 4), 72, top + 10, { width: 451 });
    });
    const [page] = (await readPdf(bytes, options)).pages;
    expect(page?.blocks).toEqual(
      [sentences('first', 4), rows[0]?.join(' '), ...rows.slice(1).flat(), sentences('last', 4)].map((text) => ({
        kind: 'PARAGRAPH',
        text,
      })),
    );
  });

  it('takes what stands beside a text for no part of it', async () => {
    const bytes = await makePdf((pdf) => {
      pdf.font(serif).fontSize(11).text('Here is a list:', 72, 100).text('A box beside it', 320, 100);
      pdf.text('First item', 90, 120).text('Second item', 90, 136).text('a note in the margin', 400, 152);
    });
    expect(await all(bytes)).toBe('Here is a list: A box beside it\nFirst item\nSecond item\na note in the margin');
  });

  it('reads authors in a row above two columns on their own', async () => {
    const bytes = await makePdf((pdf) => {
      pdf.font(serif).fontSize(10);
      for (const [x, author] of [
        [90, 'Ada Adams'],
        [200, 'Bo Berg'],
        [350, 'Cy Cole'],
        [470, 'Di Dahl'],
      ] as const)
        pdf.text(author, x, 90, { lineBreak: false });
      pdf.text(sentences('left', 14), 72, 140, { width: 210 });
      pdf.text(sentences('right', 14), 313, 140, { width: 210 });
    });
    expect((await all(bytes)).replace(/\n/g, ' ')).toBe(
      `Ada Adams Bo Berg Cy Cole Di Dahl ${sentences('left', 14)} ${sentences('right', 14)}`,
    );
  });

  it('reads columns between a head and a foot of cells as columns', async () => {
    const bytes = await makePdf((pdf) => {
      pdf.font(bold).fontSize(16).text('Proposed Rules', 60, 60, { lineBreak: false });
      pdf.font(serif).fontSize(9).text('The Register', 420, 64, { lineBreak: false });
      pdf.text('Volume 85', 420, 84, { lineBreak: false });
      const rows = Array.from({ length: 52 }, (_, row) => row);
      for (const [column, x] of [60, 240, 420].entries())
        for (const row of rows)
          pdf.text(`row ${row} of column ${column} has words`, x, 130 + row * 11 + (row > 46 ? 4 : 0), {
            lineBreak: false,
          });
      for (const x of [60, 240, 420]) pdf.text('foot of it', x, 780, { lineBreak: false });
    });
    const text = await all(bytes);
    for (const column of [0, 1, 2])
      expect(text.replace(/\n/g, ' ')).toContain(
        `row 46 of column ${column} has words row 47 of column ${column} has words`,
      );
  });
});
