import { describe, expect, it } from '@jest/globals';
import { makePdf, serif } from '../../../../../test/support/make-pdf.js';
import { readPdf } from './read-pdf.js';

const options = { maxPages: 100 };
const textOf = async (bytes: Uint8Array) =>
  (await readPdf(bytes, options)).pages
    .flatMap((page) => page.blocks)
    .map((block) => block.text)
    .join('\n');

type Cell = [text: string, x: number, y: number, width: number];

const drawn = (cells: readonly Cell[], rules: readonly (readonly [number, number, number, number])[]) =>
  makePdf((pdf) => {
    pdf.font(serif).fontSize(9);
    for (const [text, x, y, width] of cells) pdf.text(text, x, y, { width });
    for (const [left, top, right, bottom] of rules) pdf.moveTo(left, top).lineTo(right, bottom).lineWidth(0.5).stroke();
  });

const LONG =
  'This property refers to a web page that acts as the main page of the catalogue, and to all that follows it.';

describe('tables with lines drawn around their cells', () => {
  it('are read row by row, also where nothing but a line stands between rows', async () => {
    const rows = [0, 1, 2, 3];
    const bytes = await drawn(
      [
        ['Property', 62, 84, 80],
        ['Usage note', 162, 84, 120],
        ['Card.', 302, 82, 40],
        ...rows.flatMap((row): Cell[] => [
          [`homepage ${row}`, 62, 116 + row * 64, 80],
          [`${LONG} Row ${row}.`, 162, 102 + row * 64, 120],
          [`${row}..n`, 302, 115 + row * 64, 40],
        ]),
      ],
      [
        ...[80, 100, 164, 228, 292, 356].map((y) => [60, y, 350, y] as const),
        ...[60, 160, 300, 350].map((x) => [x, 80, x, 356] as const),
      ],
    );
    expect(await textOf(bytes)).toBe(
      [
        'Property Usage note Card.',
        ...rows.flatMap((row) => [`homepage ${row}`, `${LONG} Row ${row}.`, `${row}..n`]),
      ].join('\n'),
    );
  });

  it('give a cell beside several rows with the first of these', async () => {
    const rows = [0, 1, 2, 3];
    const bytes = await drawn(
      [
        ['Risks to wallets', 62, 130, 80],
        ...rows.flatMap((row): Cell[] => [
          [`R${row}`, 162, 84 + row * 30, 40],
          [`Loss of the data of kind ${row}`, 262, 84 + row * 30, 180],
        ]),
      ],
      [
        [60, 80, 450, 80],
        [60, 200, 450, 200],
        ...[110, 140, 170].map((y) => [160, y, 450, y] as const),
        ...[60, 160, 260, 450].map((x) => [x, 80, x, 200] as const),
      ],
    );
    expect(await textOf(bytes)).toBe(
      [
        'Risks to wallets R0 Loss of the data of kind 0',
        ...[1, 2, 3].map((row) => `R${row} Loss of the data of kind ${row}`),
      ].join('\n'),
    );
  });

  it('keep rows of numbers whole that no line parts', async () => {
    const rows = ['Ankara', 'Berlin', 'Cairo', 'Dublin'];
    const bytes = await drawn(
      [
        ['Town', 62, 84, 80],
        ['Then', 162, 84, 80],
        ['Now', 262, 84, 80],
        ...rows.flatMap((town, row): Cell[] => [
          [town, 62, 104 + row * 12, 80],
          [`${row}1.5`, 162, 104 + row * 12, 80],
          [`${row}2.5`, 262, 104 + row * 12, 80],
        ]),
      ],
      [
        ...[80, 100, 160].map((y) => [60, y, 350, y] as const),
        ...[60, 160, 260, 350].map((x) => [x, 80, x, 160] as const),
      ],
    );
    expect(await textOf(bytes)).toBe(
      ['Town Then Now', ...rows.map((town, row) => `${town} ${row}1.5 ${row}2.5`)].join('\n'),
    );
  });

  it('are tables also where only their head is filled', async () => {
    const bytes = await drawn(
      [
        ['Risks', 62, 84, 80],
        ['Impacts on the persons', 162, 84, 70],
        ['Measures that exist or are planned', 262, 84, 70],
        ['Unlawful access', 62, 124, 80],
        ['Loss of data', 62, 154, 80],
      ],
      [
        ...[80, 120, 150, 180].map((y) => [60, y, 350, y] as const),
        ...[60, 160, 260, 350].map((x) => [x, 80, x, 180] as const),
      ],
    );
    expect(await textOf(bytes)).toBe(
      ['Risks Impacts on the persons Measures that exist or are planned', 'Unlawful access', 'Loss of data'].join('\n'),
    );
  });
});
