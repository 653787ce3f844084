import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { makePdf, pagesPdf, rawPdf } from '../../../../test/support/make-pdf.js';
import { makeDocx, makeZip } from '../../../../test/support/make-zip.js';
import { Readers, type ReadersOptions, readApart } from './readers.js';
import { readingLimits } from './reading-outcome.js';

const PDF = 'application/pdf';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const folder = mkdtempSync(join(tmpdir(), 'roundtable-reading-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Options = Parameters<typeof readApart>[2];
const open = (bytes: Uint8Array | string) => () => Readable.from([Buffer.from(bytes as string)]);
const read = (bytes: Uint8Array | string, type: string, options?: Options) => readApart(open(bytes), type, options);
const page = (text: string) => `BT /F1 11 Tf 72 700 Td (${text}) Tj ET`;
const small = { ...readingLimits, timeMs: 3_000 };
/** 20 MB: 200,000 sentences of seventeen words. */
const LINE =
  'The matching service compares templates of several systems, and says what it found with a score of. '.repeat(
    200_000,
  );
/** Another program in the place of ours. */
const misbehaving = (code: string, limits: Partial<typeof readingLimits> = {}) => {
  const program = join(folder, `${Math.random()}.mjs`);
  writeFileSync(program, code);
  return read('x', PDF, { program, limits: { ...small, ...limits } });
};

describe('reading in a process of its own', () => {
  it('gives passages by page with their language, and how far it is', async () => {
    const progress: number[][] = [];
    const english = 'The shared matching service compares templates of several systems and answers with a score.';
    const german = 'Der Dienst vergleicht die Vorlagen mehrerer Systeme und antwortet mit einem Wert.';
    const outcome = await read(pagesPdf([page(english), page(german), page('Annex 1')]), PDF, {
      onProgress: (...told) => progress.push(told),
    });
    expect(outcome).toEqual({
      kind: 'READ',
      pageCount: 3,
      language: 'en',
      notes: [],
      passages: [
        { page: 1, heading: null, text: english, language: 'en' },
        { page: 2, heading: null, text: german, language: 'de' },
        { page: 3, heading: null, text: 'Annex 1', language: 'en' },
      ],
      recognised: [],
      textless: [],
    });
    expect(progress[0]).toEqual([1, 3]);
  });

  it('sees nothing of ours: no environment, no network, no other files, no programs', async () => {
    const tries = `
      import { writeSync } from 'node:fs';
      import { readFile, writeFile } from 'node:fs/promises';
      const told = {};
      const attempt = async (name, work) => { try { await work(); told[name] = 'DONE'; } catch (error) { told[name] = 'REFUSED'; } };
      await attempt('etc', () => readFile('/etc/hostname'));
      await attempt('write', () => writeFile('/tmp/out-of-reading', 'x'));
      await attempt('run', async () => (await import('node:child_process')).execFileSync('true'));
      const { shutOff } = await import('${join(process.cwd(), 'dist/libs/documents/src/extraction/shut-off.js')}');
      shutOff();
      await attempt('fetch', () => fetch('http://127.0.0.1:1'));
      await attempt('connect', async () => (await import('node:net')).connect(1, '127.0.0.1'));
      told.environment = Object.keys(process.env).join();
      writeSync(3, JSON.stringify({ kind: 'DONE', notes: [JSON.stringify(told)] }) + '\\n');
    `;
    expect(await misbehaving(tries)).toMatchObject({
      notes: [
        JSON.stringify({
          etc: 'REFUSED',
          write: 'REFUSED',
          run: 'REFUSED',
          fetch: 'REFUSED',
          connect: 'REFUSED',
          environment: '',
        }),
      ],
    });
  });

  it.each([
    ['never ends', 'while (true);', {}, /longer than 3 seconds/],
    [
      'fills the heap',
      'const all = []; while (true) all.push(new Array(1000).fill({}));',
      { timeMs: 30_000, memoryBytes: 128 * 2 ** 20 },
      /more memory/,
    ],
    [
      'takes memory beside the heap',
      'const all = []; setInterval(() => all.push(Buffer.alloc(10_000_000, 1)), 5);',
      { timeMs: 30_000, memoryBytes: 200 * 2 ** 20 },
      /more memory/,
    ],
    [
      'talks without end',
      `import { writeSync } from 'node:fs'; while (true) try { writeSync(3, 'x'.repeat(65536) + '\\n'); } catch {}`,
      { textBytes: 500_000 },
      /nonsense/,
    ],
    [
      'talks on one line',
      `import { writeSync } from 'node:fs'; while (true) try { writeSync(3, 'x'.repeat(65536)); } catch {}`,
      { textBytes: 500_000 },
      /more text/,
    ],
  ])('is stopped when it %s', async (_, code, limits, message) => {
    const begun = Date.now();
    const outcome = await misbehaving(code, limits);
    expect(outcome.kind).not.toBe('READ');
    expect((outcome as { message: string }).message).toMatch(message);
    expect(Date.now() - begun).toBeLessThan(30_000);
  });

  it.each([
    ['ends at once', 'process.exit(3)'],
    ['throws', 'throw new Error("broken")'],
    ['tells nonsense', `import { writeSync } from 'node:fs'; writeSync(3, 'null\\n{"kind":"PASSAGE"}\\n');`],
  ])('may be tried again when it %s', async (_, code) => {
    expect((await misbehaving(code)).kind).toBe('CRASH');
  });

  it('ends when it is told to', async () => {
    const ending = new AbortController();
    setTimeout(() => ending.abort(), 300);
    const program = join(folder, 'waits.mjs');
    writeFileSync(program, 'setInterval(() => {}, 1000)');
    expect(await read('x', PDF, { program, signal: ending.signal })).toEqual({
      kind: 'CRASH',
      message: 'Reading was interrupted.',
    });
  });

  it('waits for bytes that never come no longer than it may read, or until it is told to end', async () => {
    const stuck = () => new Readable({ read: () => undefined });
    const limits = { ...small, timeMs: 500 };
    expect(await readApart(stuck, PDF, { limits })).toMatchObject({ kind: 'FAULT', code: 'LIMIT' });
    expect(await readApart(stuck, PDF, { signal: AbortSignal.timeout(300) })).toMatchObject({
      kind: 'CRASH',
      message: 'Reading was interrupted.',
    });
  });
});

describe('processes that read several files', () => {
  // Says which process it is, and does what the file says.
  const program = join(folder, 'several.mjs');
  writeFileSync(
    program,
    `import { writeSync } from 'node:fs';
     import { frames } from '${join(process.cwd(), 'dist/libs/documents/src/extraction/frames.js')}';
     const tell = (message) => writeSync(3, JSON.stringify(message) + '\\n');
     const kept = [];
     let at = 0, text = '';
     for await (const frame of frames(process.stdin)) {
       if (at++ === 0) continue;
       text += frame;
       if (frame.length > 0) continue;
       if (text === 'crash') process.exit(3);
       if (text === 'hang') while (true);
       if (text === 'leave') kept.push(Buffer.alloc(150_000_000, 1));
       if (text === 'grow') { kept.push(Buffer.alloc(150_000_000, 1)); await new Promise((resolve) => setTimeout(resolve, 500)); }
       tell({ kind: 'DONE', pageCount: null, language: null, notes: [String(process.pid)] });
       if (text === 'chatter') tell({ kind: 'PASSAGE', passage: { page: 1, heading: null, text: 'Not of this file.' } });
       at = 0; text = '';
     }`,
  );
  let readers: Readers;
  const start = (options: ReadersOptions = {}) => {
    readers = new Readers({ limits: small, program, ...options });
  };
  afterEach(() => readers.close());
  const outcomeOf = (text: string, party = 'one') => readers.read({ open: open(text), mediaType: PDF, party });
  /** The process that read it. */
  const pid = async (text: string, party?: string) => {
    const outcome = await outcomeOf(text, party);
    if (outcome.kind !== 'READ') throw new Error(outcome.message);
    return Number(outcome.notes[0]);
  };
  const runs = (pid: number) => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };

  it('read one party’s files, and end when there is no more to do', async () => {
    start({ idleMs: 300 });
    const first = await pid('a');
    expect(await pid('b')).toBe(first);
    const others = await pid('c', 'another');
    expect(others).not.toBe(first);
    // Whoever waits makes room for the other party, so that no more run than files are read at the same time.
    for (let tries = 0; runs(first) && tries < 50; tries++) await sleep(20);
    expect(runs(first)).toBe(false);
    for (let tries = 0; runs(others) && tries < 100; tries++) await sleep(20);
    expect(runs(others)).toBe(false);
  });

  it('read at the same time what is asked at the same time', async () => {
    start();
    const [one, other] = await Promise.all([pid('a'), pid('b')]);
    expect(one).not.toBe(other);
    expect(new Set(await Promise.all([pid('c'), pid('d')]))).toEqual(new Set([one, other]));
  });

  it('go after so many files', async () => {
    start({ filesEach: 2 });
    const [one, two, three] = [await pid('a'), await pid('b'), await pid('c')];
    expect(two).toBe(one);
    expect(three).not.toBe(one);
  });

  it('go when they hold much, and what one file left is not the next one’s fault', async () => {
    start({ keptBytes: 120_000_000 });
    const first = await pid('leave');
    expect(await pid('a')).not.toBe(first);
    await readers.close();
    start({ limits: { ...small, timeMs: 20_000, memoryBytes: 280_000_000 }, keptBytes: 1e9 });
    const second = await pid('leave');
    expect(await pid('grow')).not.toBe(second);
  });

  it('of a file that hangs or crashes them, no other file sees anything', async () => {
    start();
    const first = await pid('a');
    expect(await outcomeOf('hang')).toMatchObject({ kind: 'FAULT', code: 'LIMIT' });
    expect(runs(first)).toBe(false);
    expect(await pid('b')).not.toBe(first);
    // Once in the process that was there, once in a new one.
    expect(await outcomeOf('crash')).toMatchObject({ kind: 'CRASH' });
    expect(await pid('c')).toBeGreaterThan(0);
  });

  it('that speak when nobody asked are not asked again', async () => {
    start();
    const first = await pid('chatter');
    await sleep(200);
    expect(await outcomeOf('a')).toMatchObject({ kind: 'READ', passages: [] });
    expect(runs(first)).toBe(false);
  });

  it('fail only the file whose bytes cannot be fetched', async () => {
    start();
    const broken = () =>
      new Readable({
        read() {
          this.destroy(new Error('The store is away.'));
        },
      });
    await expect(readers.read({ open: broken, mediaType: PDF, party: 'one' })).rejects.toThrow('The store is away.');
    const refusing = () => Promise.reject(new Error('No such file.'));
    await expect(readers.read({ open: refusing, mediaType: PDF, party: 'one' })).rejects.toThrow('No such file.');
    expect(await pid('a')).toBeGreaterThan(0);
  });

  it('read the real thing again and again, of every kind', async () => {
    readers = new Readers();
    const files: [string, Uint8Array | string, string][] = [
      [PDF, pagesPdf([page('In a PDF.')]), 'In a PDF.'],
      [DOCX, makeDocx('<w:p><w:r><w:t>In Word.</w:t></w:r></w:p>'), 'In Word.'],
      ['text/plain', 'Plain.', 'Plain.'],
      ['text/html', '<p>In HTML.</p>', 'In HTML.'],
    ];
    for (let turn = 0; turn < 2; turn++)
      for (const [mediaType, bytes, text] of files)
        expect(await readers.read({ open: open(bytes), mediaType, party: 'one' })).toMatchObject({
          kind: 'READ',
          passages: [{ text }],
        });
    expect(await readers.read({ open: open(pagesPdf([])), mediaType: PDF, party: 'one' })).toMatchObject({
      kind: 'FAULT',
    });
  });
});

describe('hostile files', () => {
  const locked = () => makePdf((pdf) => void pdf.text('secret'), { userPassword: 'hunter2', pdfVersion: '1.7' });
  const compound = (inner: string) =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(inner, 'utf16le')]);
  it.each<[string, string, () => Uint8Array | Promise<Uint8Array>, string, RegExp]>([
    ['an empty file', PDF, () => new Uint8Array(), 'EMPTY', /empty/],
    ['another kind than it says', PDF, () => makeDocx('<w:p/>'), 'DAMAGED', /no PDF/],
    ['text that says it is a Word document', DOCX, () => new TextEncoder().encode('Hello'), 'DAMAGED', /damaged/],
    ['a PDF without pages', PDF, () => pagesPdf([]), 'EMPTY', /no pages|damaged|no text/],
    ['a PDF that is cut off at once', PDF, () => pagesPdf([page('text')]).slice(0, 40), 'DAMAGED', /damaged/],
    ['a PDF behind a password', PDF, locked, 'PROTECTED', /password/],
    ['a Word document behind a password', DOCX, () => compound('EncryptedPackage'), 'PROTECTED', /password/],
    ['a Word document of before 2007', DOCX, () => compound('WordDocument'), 'UNSUPPORTED', /old format/],
    [
      'a Word document that bursts',
      DOCX,
      () => makeZip([{ name: 'word/document.xml', data: Buffer.alloc(60_000_000, 0x20) }]),
      'TOO_LARGE',
      /unpacks/,
    ],
    [
      'pages in a circle',
      PDF,
      () => rawPdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R] /Count 1 >>']),
      'DAMAGED',
      /damaged|can't|no PDF/,
    ],
    ['a picture of a page', PDF, () => pagesPdf(['q 1 0 0 1 0 0 cm 0 0 100 100 re f Q']), 'NO_TEXT', /no text layer/],
  ])('%s is told in words', async (_, type, make, code, message) => {
    const outcome = await read(await make(), type);
    expect(outcome).toMatchObject({ kind: 'FAULT', message: expect.stringMatching(message) });
    if (code !== 'EMPTY') expect((outcome as { code: string }).code).toBe(code);
  });

  it('a PDF that is cut off in the middle gives what is left of it, or says that it is damaged', async () => {
    const whole = await makePdf((pdf) => void pdf.text('Some text.').addPage().text('More.'));
    const outcome = await read(whole.slice(0, whole.length - 700), PDF);
    expect(['READ', 'FAULT']).toContain(outcome.kind);
  });

  it('scripts, actions and embedded files of a PDF do nothing', async () => {
    const catalogue = `/OpenAction << /S /JavaScript /JS (app.alert\\(1\\); while\\(true\\);) >>
      /Names << /EmbeddedFiles << /Names [(evil.exe) << /Type /Filespec /F (../../evil.exe) >>] >> >>
      /AA << /WC << /S /Launch /F (/bin/sh) >> >>`;
    const before = readdirSync(process.cwd());
    const outcome = await read(pagesPdf([page('Only this is text.')], catalogue), PDF);
    expect(outcome).toMatchObject({ kind: 'READ', passages: [{ text: 'Only this is text.' }] });
    expect(readdirSync(process.cwd())).toEqual(before);
  });

  it('of a PDF of 10,000 pages the first ones are read, and it says so', async () => {
    const outcome = await read(
      pagesPdf(Array.from({ length: 10_000 }, (_, index) => page(`Page of text ${index}`))),
      PDF,
    );
    expect(outcome).toMatchObject({
      kind: 'READ',
      pageCount: 10_000,
      notes: ['Only the first 2000 of its 10000 pages were read.'],
    });
    expect((outcome as { passages: unknown[] }).passages).toHaveLength(2_000);
  });

  it('of a drawing that draws itself, text or a limit is told, and the next file is read', async () => {
    const stream = (dictionary: string, content: string) =>
      `<< ${dictionary} /Length ${content.length} >>\nstream\n${content}\nendstream`;
    const cycle = rawPdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 6 0 R >> /XObject << /X 5 0 R >> >> >>',
      stream('', `${page('Text beside a circle.')} /X Do`),
      stream('/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>', '/X Do /X Do'),
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ]);
    const readers = new Readers({ limits: { ...readingLimits, timeMs: 10_000, memoryBytes: 300 * 2 ** 20 } });
    try {
      const outcome = await readers.read({ open: open(cycle), mediaType: PDF, party: 'one' });
      if (outcome.kind === 'READ') expect(outcome.passages).toMatchObject([{ text: 'Text beside a circle.' }]);
      else expect(outcome).toMatchObject({ kind: 'FAULT', code: 'LIMIT' });
      const next = { open: open(pagesPdf([page('The next one.')])), mediaType: PDF, party: 'one' };
      expect(await readers.read(next)).toMatchObject({ kind: 'READ', passages: [{ text: 'The next one.' }] });
    } finally {
      await readers.close();
    }
  });

  it.each([
    [
      '30 MB on one line without an end of a sentence',
      'text/plain',
      1.5,
      () => (LINE + LINE.slice(0, 10_000_000)).replaceAll('.', ' '),
    ],
    ['20 MB in one paragraph of a page', 'text/html', 1, () => `<p>${LINE}</p>`],
  ])('%s are read within the limits', async (_, type, times, make) => {
    const outcome = await read(make(), type);
    if (outcome.kind !== 'READ') throw new Error(outcome.message);
    const words = outcome.passages.reduce((sum, passage) => sum + passage.text.split(/\s+/).length, 0);
    expect(words).toBe(200_000 * 17 * times);
  });

  it('a Word document of 10,000 paragraphs in 50,000 pieces, as Word writes them, is read within the limits', async () => {
    const looks = '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="22"/></w:rPr>';
    const run = `<w:r w:rsidR="00A77B3E">${looks}<w:t xml:space="preserve">The service compares templates. </w:t></w:r>`;
    const body = Array.from({ length: 10_000 }, (_, at) => {
      const style = '<w:pPr><w:pStyle w:val="BodyText"/><w:spacing w:after="120"/></w:pPr>';
      return `<w:p w:rsidR="00A7${at}">${style}${run.repeat(4)}<w:r>${looks}<w:t>${Math.random()}</w:t></w:r></w:p>`;
    });
    const outcome = await read(makeDocx(body.join('')), DOCX);
    if (outcome.kind !== 'READ') throw new Error(outcome.message);
    const words = outcome.passages.reduce((sum, passage) => sum + passage.text.split(/\s+/).length, 0);
    expect(words).toBe(10_000 * (4 * 4 + 1));
  });

  it.each(['text/plain', 'text/html'])('more than 32 MB of %s is told', async (type) => {
    expect(await read(LINE.repeat(2), type)).toEqual({
      kind: 'FAULT',
      code: 'TOO_LARGE',
      message: 'It holds more text than is read of one file (32 MB). Hand it in as several files.',
    });
  });

  it('what turns text around or hides it is not kept', async () => {
    const outcome = await read('\u202eevil\u202c a\u0000b\u200b\u0007c and so on', 'text/plain');
    expect(outcome).toMatchObject({ kind: 'READ', passages: [{ text: 'evil abc and so on' }] });
  });
});
