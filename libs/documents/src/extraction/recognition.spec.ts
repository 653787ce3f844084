import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { pagesPdf } from '../../../../test/support/make-pdf.js';
import { makeScan, type ScannedText } from '../../../../test/support/make-scan.js';
import { Readers } from './readers.js';
import { type ReadingLimits, type ReadingOutcome, recognitionCosts, recognitionLimits } from './reading-outcome.js';

const PDF = 'application/pdf';

interface Asked {
  languages?: string[];
  costs?: Partial<typeof recognitionCosts>;
  limits?: Partial<ReadingLimits>;
  onProgress?: (pagesRead: number, pageCount: number) => void;
}

/** As the worker does it: in a process apart. */
async function recognise(bytes: Uint8Array, { languages = ['eng'], costs, limits, onProgress }: Asked = {}) {
  const readers = new Readers({
    limits: { ...recognitionLimits, ...limits },
    recognition: { ...recognitionCosts, ...costs, languages },
    filesEach: 1,
  });
  try {
    return await readers.read({ open: () => Readable.from([bytes]), mediaType: PDF, party: 'one' }, { onProgress });
  } finally {
    await readers.close();
  }
}

const textOf = (outcome: ReadingOutcome) =>
  outcome.kind === 'READ' ? outcome.passages.map(({ text }) => text).join('\n') : outcome.message;
const at = (x: number, y: number, ...lines: string[]): ScannedText => ({ x, y, lines });

const FIRST = [
  'Templates of one system are never shown to the users of another. The matching',
  'engine answers with a score and not with a sample, and keeps no copy of what inter-',
  'operable systems have asked. Every member state is told so before the tender.',
];
const SECOND = ['Quality is measured at the moment of enrolment, by the same rules everywhere.'];

describe('A scan', () => {
  const pages = [FIRST, SECOND].map((lines, index) => [
    at(72, 40, 'Paper of the working party'),
    at(72, 110, ...lines),
    at(290, 810, `${index + 1}`),
  ]);

  it('is read by page, without running heads and page numbers, with parted words joined, page after page', async () => {
    const told: [number, number][] = [];
    const outcome = await recognise(await makeScan(pages), { onProgress: (...progress) => told.push(progress) });
    expect(outcome).toMatchObject({
      kind: 'READ',
      pageCount: 2,
      language: 'en',
      notes: [],
      recognised: [1, 2],
      passages: [
        { page: 1, text: FIRST.join(' ').replace('inter- operable', 'interoperable') },
        { page: 2, text: SECOND.join(' ') },
      ],
    });
    expect(told).toContainEqual([1, 2]);
    expect(told).toContainEqual([2, 2]);
  });

  it.each([
    ['askew', { askew: 1.5 }],
    ['on its side', { turned: 90 }],
    ['upside down', { turned: 180 }],
    ['on its other side and askew', { turned: 270, askew: -1 }],
  ] as const)('that lay %s is read all the same', async (_, options) => {
    const outcome = await recognise(await makeScan([[at(72, 110, ...FIRST)]], options));
    expect(textOf(outcome)).toContain('never shown to the users of another. The matching engine answers');
  });

  it('in two columns is read one column after the other', async () => {
    const left = [
      'Border guards see at first sight whose',
      'papers they hold, and what is known of',
      'them elsewhere. A search that finds no',
      'one says so within two seconds; what is',
      'found comes with the name of the office',
      'that put it there, and with the day on',
      'which it must be removed. Whoever looks',
      'is written down as well, and why.',
    ];
    const right = [
      'None of this replaces the rules of each',
      'system. A visa stays a matter of those',
      'who gave it; an alert is corrected where',
      'it was made. The common part holds what',
      'tells people apart and nothing else, so',
      'that a fault in one place does no harm',
      'in another. Twice a year an inspection',
      'counts what was asked, and by whom.',
    ];
    const title = { ...at(130, 70, 'A title across both columns'), size: 20 };
    const outcome = await recognise(await makeScan([[title, at(72, 130, ...left), at(320, 137, ...right)]]));
    expect(textOf(outcome).replace(/\s+/g, ' ')).toBe(`${[...left, ...right].join(' ')}`);
    expect(outcome).toMatchObject({ passages: [{ heading: 'A title across both columns' }] });
  });

  it('is read in the languages that are asked for', async () => {
    const words = 'Die Prüfung der Behörden läßt Maßnahmen für größere Ämter zu.';
    const outcome = await recognise(await makeScan([[at(72, 110, words)]]), { languages: ['deu', 'fra'] });
    expect(textOf(outcome)).toContain('Prüfung der Behörden läßt Maßnahmen für größere Ämter zu.');
  });

  it('among typed pages is recognised, and these are left as they are', async () => {
    const bytes = await makeScan([[], [at(72, 110, ...SECOND)]], { typed: { page: 1, text: 'This page was typed.' } });
    expect(await recognise(bytes)).toMatchObject({
      kind: 'READ',
      recognised: [2],
      passages: [
        { page: 1, text: 'This page was typed.' },
        { page: 2, text: SECOND.join(' ') },
      ],
    });
  });

  it('of one page that takes long is not silent meanwhile, so that a busy machine does not make it look stuck', async () => {
    const told: [number, number][] = [];
    const lines = Array.from({ length: 40 }, (_, index) => `${FIRST[index % FIRST.length]}`);
    await recognise(await makeScan([[at(72, 60, ...lines)]]), { onProgress: (...progress) => told.push(progress) });
    expect(told.filter(([pagesRead]) => pagesRead === 0).length).toBeGreaterThan(2);
    expect(told.at(-1)).toEqual([1, 1]);
  });

  it('that takes longer than a file may keeps what was recognised until then, also when that is in the middle of a page', async () => {
    const outcome = await recognise(await makeScan(pages), { costs: { fileMs: 100 } });
    expect(textOf(outcome)).toMatch(/recognised on the first 0 of the 2 pages/);
  });

  it('with more pages than are recognised keeps those that were, and says so', async () => {
    const outcome = await recognise(await makeScan(pages), { costs: { maxPages: 1 } });
    expect(outcome).toMatchObject({ kind: 'READ', recognised: [1], passages: [{ page: 1 }] });
    expect((outcome as { notes: string[] }).notes).toEqual([
      'Text was recognised on the first 1 of the 2 pages without a text layer only.',
      '1 of its pages have no text.',
    ]);
  });
});

describe('What cannot be recognised', () => {
  it('is told: pictures without letters, and pages that take too long', async () => {
    expect(await recognise(await makeScan([[]]))).toMatchObject({
      kind: 'FAULT',
      code: 'NO_TEXT',
      message: expect.stringMatching(/no text could be recognised/),
    });
    const late = await recognise(await makeScan([[at(72, 110, ...FIRST)]]), { costs: { pageMs: 1 } });
    expect(late).toMatchObject({ kind: 'FAULT', code: 'NO_TEXT', message: expect.stringMatching(/take too long/) });
  });

  it('drawings without pictures stay what they are', async () => {
    const outcome = await recognise(pagesPdf(['q 1 0 0 1 0 0 cm 0 0 100 100 re f Q']));
    expect(outcome).toMatchObject({ kind: 'FAULT', code: 'NO_TEXT' });
  });

  it('a file that is silent for too long, or takes too much memory, is stopped', async () => {
    const bytes = await makeScan([[at(72, 110, ...FIRST)]]);
    expect(await recognise(bytes, { limits: { silenceMs: 50 } })).toMatchObject({ kind: 'FAULT', code: 'LIMIT' });
    expect(await recognise(bytes, { limits: { memoryBytes: 120 * 2 ** 20 } })).toMatchObject({
      kind: 'FAULT',
      code: 'LIMIT',
    });
  });
});
