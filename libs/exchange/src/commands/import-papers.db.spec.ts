import 'reflect-metadata';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { Document, Packer, Paragraph } from 'docx';
import { ReadFiles } from '#libs/documents';
import { SYSTEM } from '#libs/identity';
import { DecideLink, LinkDecision } from '#libs/links';
import { BlobStore, Database } from '#libs/platform';
import { makePdf } from '../../../../test/support/make-pdf.js';
import { makeZip } from '../../../../test/support/make-zip.js';
import { createTestContext, type TestContext } from '../../../../test/support/nest-context.js';
import { ExchangeModule } from '../exchange.module.js';
import { openSource } from '../import/read-contributions.js';
import { ImportContributions, type ImportOptions } from './import-contributions.js';

/** Starting the command twice takes long where many tests run at once. */
const STARTING_MS = 180_000;

describe('an import of papers', () => {
  let context: TestContext;
  let database: Database;
  let app: INestApplicationContext;
  let folder: string;
  let word = 0;

  beforeAll(async () => {
    context = await createTestContext(ExchangeModule);
    ({ app, database } = context);
  });
  afterAll(async () => {
    await context?.close();
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'roundtable-papers-'));
    await mkdir(join(folder, 'in', 'more'), { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));

  const at = (...names: string[]) => join(folder, 'in', ...names);
  const said = () => `Sealing wax of kind ${++word} and its uses`;
  const run = async (paths: string[], options: ImportOptions = {}) => {
    const source = await openSource(paths, { scratch: join(folder, 'scratch') });
    try {
      return await app.get(ImportContributions).execute(SYSTEM, source.entries, options);
    } finally {
      await source.close();
    }
  };
  const stored = (title: string) =>
    database.query<{ status: string; abstract: string; submitter: string | null; files: string[] }>(
      `select c.status, r.abstract, c.submitter_id as submitter, array(select f.name from revision_file v join file f on f.id = v.file_id
         where v.revision_id = r.id order by v.position) as files
       from contribution c join revision r on r.id = c.current_revision_id where r.title = $1`,
      [title],
    );
  const counted = async () =>
    (
      await database.query(
        'select (select count(*) from contribution) as c, (select count(*) from upload) as u, (select count(*) from blob) as b, (select count(*) from change_log) as l',
      )
    )[0];
  const faults = ({ faults: found }: { faults: { file: string; line: number; field: string; message: string }[] }) =>
    found.map(({ file, line, field, message }) => `${file.slice(at().length + 1)}:${line} ${field}: ${message}`);

  it('takes PDF and Word from a folder with a CSV, and they are read like any others', async () => {
    const [first, second] = [said(), said()];
    await writeFile(at('one.pdf'), await pdf(first));
    await writeFile(at('more', 'zwei ä.docx'), await docx(second));
    await writeFile(
      at('papers.csv'),
      csv([
        ['title', 'language', 'kind', 'files', 'organisations', 'authors', 'themes', 'links'],
        [
          'One',
          'en',
          'position paper',
          'one.pdf; more/zwei ä.docx',
          'Body A; Body B',
          'Ann Writer',
          'BIO',
          'HLEG-BMS-01',
        ],
        ['Two', 'de', 'position paper', 'more/zwei ä.docx', 'Body A', '', '', ''],
      ]),
    );
    expect(await run([at()], { publish: true })).toMatchObject({
      created: 2,
      published: 2,
      links: 1,
      files: 3,
      faulty: 0,
      faults: [],
    });
    expect(await stored('One')).toEqual([
      { status: 'PUBLISHED', abstract: '', submitter: null, files: ['one.pdf', 'zwei ä.docx'] },
    ]);
    expect(await stored('Two')).toMatchObject([{ status: 'PUBLISHED', files: ['zwei ä.docx'] }]);
    const reader = new ReadFiles(database, app.get(BlobStore));
    while ((await reader.runOnce()) > 0);
    const read = await database.query<{ title: string; text: string }>(
      `select r.title, string_agg(p.text, ' ' order by p.text) as text from passage p join revision r on r.id = p.revision_id
       where p.current and p.file_id is not null group by r.title order by r.title`,
    );
    expect(read.map(({ title }) => title)).toEqual(['One', 'Two']);
    expect(read[0]?.text).toContain(first);
    expect(read[0]?.text).toContain(second);
    expect(read[1]?.text).toContain(second);

    const before = await counted();
    expect(await run([at()], { publish: true })).toMatchObject({ created: 0, unchanged: 2, files: 0, faulty: 0 });
    expect(await counted()).toEqual(before);
  });

  it('knows a paper by its bytes: the same under another name is not new, other bytes under the same title are', async () => {
    const bytes = await pdf(said());
    await writeFile(at('a.pdf'), bytes);
    await writeFile(at('b.pdf'), bytes);
    await writeFile(at('c.pdf'), await pdf(said()));
    const row = { title: 'Known by its bytes', language: 'en' };
    await writeFile(
      at('papers.jsonl'),
      jsonl(
        { ...row, files: ['a.pdf'] },
        { ...row, files: ['b.pdf'] },
        { ...row, files: ['c.pdf'] },
        { ...row, files: ['a.pdf', 'c.pdf'] },
        { ...row, files: ['c.pdf', 'b.pdf'] },
      ),
    );
    expect(await run([at('papers.jsonl')])).toMatchObject({ created: 3, unchanged: 2, files: 4, faulty: 0 });
    expect(await stored(row.title)).toHaveLength(3);
  });

  it('takes quotes of files with their page: evidence once the file is read, and a suspect link with the reason where it does not say them', async () => {
    const [first, second, third] = [said(), said(), said()];
    await writeFile(at('one.pdf'), await pdf(first, {}, second));
    await writeFile(at('two.docx'), await docx(third));
    const link = (code: string, ...evidence: object[]) => ({ recommendation: code, evidence });
    const row = {
      title: 'Quoted by page',
      language: 'en',
      abstract: 'What the abstract says stays in the abstract.',
      files: ['one.pdf', 'two.docx'],
    };
    await writeFile(
      at('papers.jsonl'),
      jsonl(
        {
          ...row,
          links: [
            link(
              'HLEG-BMS-01',
              { quote: second, page: 2 },
              { quote: 'stays in the abstract' },
              { quote: third, file: 'two.docx' },
            ),
            link('HLEG-BMS-02', { quote: first, page: 2 }),
            link('HLEG-CIR-01', { quote: 'Words that nobody wrote' }),
            link('HLEG-ESP-01', { quote: first }),
          ],
        },
        { ...row, title: 'Faulty', links: [link('HLEG-BMS-01', { quote: first, file: 'three.pdf' })] },
        { title: 'No file', language: 'en', abstract: 'One.', links: [link('HLEG-BMS-01', { quote: 'One', page: 1 })] },
      ),
    );
    const dry = await run([at('papers.jsonl')], { publish: true, dryRun: true });
    expect(dry).toMatchObject({ created: 1, links: 4, awaited: 5, faulty: 2 });
    expect(dry.faults.map(({ field, message }) => `${field}: ${message}`)).toEqual([
      'links.0.evidence.0.file: Must be one of the contribution’s files, as its list names them.',
      'links.0.evidence.0.page: Only files have pages, and this contribution has none.',
    ]);
    expect(await run([at('papers.jsonl')], { publish: true })).toMatchObject({ created: 1, links: 4, awaited: 5 });

    const told = () =>
      database.query<{ code: string; quotes: string[]; places: string[]; awaited: string[]; lost: boolean }>(
        `select rec.code, k.evidence_lost as lost,
           array(select e.quote from evidence e where e.claim_id = k.id order by e.quote) as quotes,
           array(select coalesce(f.name, p.part) || coalesce(' ' || p.page, '') from evidence e join passage p on p.id = e.passage_id
             left join file f on f.id = p.file_id where e.claim_id = k.id order by e.quote) as places,
           array(select coalesce(a.failure, 'waits') from awaited_evidence a where a.claim_id = k.id order by a.position) as awaited
         from link_claim k join recommendation_link l on l.id = k.link_id join recommendation rec on rec.id = l.recommendation_id
         join contribution c on c.id = l.contribution_id join revision r on r.id = c.current_revision_id
         where r.title = $1 and k.valid_to is null order by rec.code`,
        [row.title],
      );
    expect((await told()).map(({ quotes, awaited, lost }) => [quotes, awaited, lost])).toEqual([
      [['stays in the abstract'], ['waits', 'waits'], false],
      [[], ['waits'], false],
      [[], ['waits'], false],
      [[], ['waits'], false],
    ]);
    // A decision opens the next claim; what waits goes with it.
    const [waiting] = await database.query<{ id: string }>(
      `select l.id from recommendation_link l join recommendation rec on rec.id = l.recommendation_id
       join contribution c on c.id = l.contribution_id join revision r on r.id = c.current_revision_id
       where r.title = $1 and rec.code = 'HLEG-ESP-01'`,
      [row.title],
    );
    const rejection = { id: waiting?.id as string, decision: LinkDecision.REJECT, reason: 'In passing.' };
    await app.get(DecideLink, { strict: false }).execute(SYSTEM, rejection);

    const reader = new ReadFiles(database, app.get(BlobStore));
    while ((await reader.runOnce()) > 0);
    expect(await told()).toEqual([
      {
        code: 'HLEG-BMS-01',
        quotes: [second, third, 'stays in the abstract'],
        places: ['one.pdf 2', 'two.docx', 'ABSTRACT'],
        awaited: [],
        lost: false,
      },
      {
        code: 'HLEG-BMS-02',
        quotes: [],
        places: [],
        awaited: ['These words stand on page 1, not on page 2.'],
        lost: true,
      },
      {
        code: 'HLEG-CIR-01',
        quotes: [],
        places: [],
        awaited: ['These words do not stand in the file.'],
        lost: true,
      },
      { code: 'HLEG-ESP-01', quotes: [first], places: ['one.pdf 1'], awaited: [], lost: false },
    ]);
    expect(await run([at('papers.jsonl')], { publish: true })).toMatchObject({ unchanged: 1, links: 0, awaited: 0 });
  });

  it('tells every fault in a dry run, and writes nothing', async () => {
    await writeFile(at('good.pdf'), await pdf(said()));
    await writeFile(at('twin.pdf'), await pdf(said()));
    await copyFile(at('twin.pdf'), at('twin-2.pdf'));
    await writeFile(at('empty.pdf'), '');
    await writeFile(at('drawing.pdf'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    await writeFile(at('locked.pdf'), await pdf(said(), { userPassword: 'x' }));
    await writeFile(at('printable.pdf'), await pdf(said(), { ownerPassword: 'x' }));
    await writeFile(at('old.doc'), Buffer.from('d0cf11e0a1b11ae1'.padEnd(2_000, '0'), 'hex'));
    await writeFile(at('large.pdf'), Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(50 * 1024 * 1024)]));
    await writeFile(at('unnamed.docx'), await docx(said()));
    await writeFile(join(folder, 'secret.txt'), 'not for them');
    await symlink(join(folder, 'secret.txt'), at('shown.txt'));
    const row = { title: 'Faulty', language: 'en' };
    const names = ['nowhere.pdf', 'empty.pdf', 'drawing.pdf', 'locked.pdf', 'old.doc', 'large.pdf', 'more'];
    await writeFile(
      at('papers.jsonl'),
      jsonl(
        { ...row, title: 'Good', files: ['good.pdf', 'printable.pdf'] },
        { ...row, files: names },
        { ...row, files: ['../secret.txt', '/etc/passwd', 'shown.txt', 'C:\\x.pdf'] },
        { ...row, files: ['twin.pdf', 'twin-2.pdf'] },
        { ...row, files: Array.from({ length: 21 }, (_, index) => `${index}.pdf`) },
        { ...row },
        { ...row, files: 'good.pdf' },
      ),
    );
    const before = await counted();
    const report = await run([at('papers.jsonl')], { dryRun: true });
    const told = faults(report);
    expect(report).toMatchObject({ created: 1, files: 2, faulty: 6 });
    for (const [index, words] of [
      'Does not exist',
      'empty',
      'not accepted',
      'password',
      'old kind',
      'at most 50 MB',
      'not a plain file',
    ].entries())
      expect(told).toContainEqual(
        expect.stringMatching(new RegExp(`^papers.jsonl:2 files.${index}: “${names[index]}”: .*${words}`)),
      );
    for (const index of [0, 1, 2, 3])
      expect(told).toContainEqual(
        expect.stringMatching(new RegExp(`^papers.jsonl:3 files.${index}: .*below the folder`)),
      );
    expect(told).toContainEqual(expect.stringMatching(/^papers.jsonl:4 files.1: .*same bytes as “twin.pdf”/));
    expect(told).toContainEqual(expect.stringMatching(/^papers.jsonl:5 files: Has 21 entries; at most 20/));
    expect(told).toContainEqual(expect.stringMatching(/^papers.jsonl:6 abstract: .*nor a file/));
    expect(told).toContainEqual(expect.stringMatching(/^papers.jsonl:7 files: Must be a list/));
    expect(await counted()).toEqual(before);
    // As a folder, what no manifest names is told too.
    expect(faults(await run([at()], { dryRun: true }))).toContainEqual(
      expect.stringMatching(/^unnamed.docx:0 file: No manifest/),
    );
    expect(await counted()).toEqual(before);
  });

  it('tells the faults of a CSV by line and column', async () => {
    await writeFile(at('a.pdf'), await pdf(said()));
    const head = ['title', 'language', 'files', 'maturity', 'themes'];
    await writeFile(
      at('papers.csv'),
      csv([
        head,
        ['Two\nlines', 'en', 'a.pdf', '', ''],
        ['No language', '', 'a.pdf', '', ''],
        ['Wrong', 'en', 'b.pdf', 'high', 'BIO; NO-SUCH'],
        ['Short', 'en'],
      ]),
    );
    expect(faults(await run([at('papers.csv')], { dryRun: true }))).toEqual([
      expect.stringMatching(/^papers.csv:4 language: Is missing/),
      expect.stringMatching(/^papers.csv:5 maturity: Must be a whole number/),
      expect.stringMatching(/^papers.csv:5 files.0: “b.pdf”: Does not exist/),
      expect.stringMatching(/^papers.csv:5 themes.1: There is no theme “NO-SUCH”/),
      expect.stringMatching(/^papers.csv:6 line: Has 2 cells; the header has 5/),
    ]);
    for (const [text, told] of [
      ['title,langage\nA,en\n', /:1 file: “langage” is no column/],
      ['title,title\nA,en\n', /:1 file: The column “title” stands there twice/],
      ['title,language\n"A,en\n', /: Is not CSV/],
      ['title,language\n', /:1 file: Holds a header and no row/],
    ] as const) {
      await writeFile(at('papers.csv'), text);
      expect(faults(await run([at('papers.csv')], { dryRun: true }))).toEqual([expect.stringMatching(told)]);
    }
    // As spreadsheets of half of Europe write it.
    await writeFile(at('papers.csv'), '\ufeffTitle;LANGUAGE;files;Themes\r\nSemicolons;en;a.pdf;"BIO; BIO"\r\n');
    expect(await run([at('papers.csv')], { dryRun: true })).toMatchObject({ created: 1, files: 1, faults: [] });
  });

  it('takes a ZIP with its manifest, tells places by its name, and leaves nothing unpacked', async () => {
    const zip = at('delivery.zip');
    await writeFile(
      zip,
      makeZip([
        { name: 'set/papers.csv', data: 'title,language,files\nZipped,en,docs/a.pdf\nBad,en,docs/none.pdf\n' },
        { name: 'set/docs/a.pdf', data: await pdf(said()) },
        { name: '__MACOSX/set/._papers.csv', data: 'x' },
        { name: 'set/.DS_Store', data: 'x' },
      ]),
    );
    const report = await run([zip]);
    expect(report).toMatchObject({ created: 1, files: 1, faulty: 1 });
    expect(faults(report)).toEqual([expect.stringMatching(/^delivery.zip\/set\/papers.csv:3 files.0: .*none.pdf/)]);
    expect(await stored('Zipped')).toMatchObject([{ status: 'SUBMITTED', files: ['a.pdf'] }]);
    expect(await readdir(join(folder, 'scratch'))).toEqual([]);
    expect(await run([zip])).toMatchObject({ created: 0, unchanged: 1 });
  });

  it.each([
    ['a name that leads out', [{ name: '../../out.pdf', data: 'x' }], /unsafe.*\.\./],
    ['an absolute name', [{ name: '/tmp/out.pdf', data: 'x' }], /unsafe.*absolute/],
    ['a name with backslashes that leads out', [{ name: '..\\out.pdf', data: 'x' }], /unsafe/],
    ['a drive', [{ name: 'C:/out.pdf', data: 'x' }], /unsafe/],
    ['a control character', [{ name: 'a\u0007.pdf', data: 'x' }], /its name/],
    ['a link', [{ name: 'a.pdf', data: '/etc/passwd', attributes: 0o120777 << 16 }], /no plain file but a link/],
    [
      'the same name twice',
      [
        { name: 'a.pdf', data: 'x' },
        { name: 'a.pdf', data: 'y' },
      ],
      /stands there twice/,
    ],
    [
      'a name that is a file and a folder',
      [
        { name: 'a', data: 'x' },
        { name: 'a/b.pdf', data: 'y' },
      ],
      /file and a folder|twice/,
    ],
    ['a bomb', [{ name: 'a.csv', data: Buffer.alloc(40_000_000, ' ') }], /far more than a paper/],
    ['a bomb that lies', [{ name: 'a.csv', data: Buffer.alloc(40_000_000, ' '), declaredSize: 90 }], /damaged/],
    ['too large a file', [{ name: 'a.pdf', data: 'x', declaredSize: 60 * 1024 * 1024 }], /at most 50 MB/],
    ['a password', [{ name: 'a.pdf', data: 'x', flags: 0x801 }], /password/],
  ])('refuses a ZIP with %s as a whole', async (_, parts, told) => {
    const zip = at('bad.zip');
    await writeFile(
      zip,
      makeZip([{ name: 'a.jsonl', data: jsonl({ title: 'Of a bad ZIP', language: 'en', abstract: 'x' }) }, ...parts]),
    );
    const report = await run([zip]);
    expect(report).toMatchObject({ created: 0, faulty: 1 });
    expect(report.faults[0]).toMatchObject({ file: zip, line: 0, message: expect.stringMatching(told) });
    expect(await readdir(folder)).toEqual(expect.not.arrayContaining(['out.pdf']));
    expect(await readdir(join(folder, 'scratch'))).toEqual([]);
    expect(await stored('Of a bad ZIP')).toEqual([]);
  });

  it('refuses a ZIP that is cut off, and one inside another', async () => {
    const inner = makeZip([{ name: 'a.txt', data: 'x' }]);
    await writeFile(at('cut.zip'), inner.subarray(0, inner.length - 30));
    await writeFile(at('outer.zip'), makeZip([{ name: 'inner.zip', data: inner }]));
    const told = faults(await run([at()]));
    expect(told).toEqual([
      expect.stringMatching(/^cut.zip:0 file: Cannot be opened as a ZIP/),
      expect.stringMatching(/^outer.zip\/inner.zip:0 file: Is a ZIP inside a ZIP/),
    ]);
  });

  it(
    'goes on where the power went, with each paper once and whole',
    async () => {
      const titles = Array.from({ length: 40 }, (_, index) => `Cut off ${index}`);
      for (const [index] of titles.entries()) await writeFile(at(`${index}.pdf`), await pdf(said()));
      await writeFile(
        at('papers.jsonl'),
        jsonl(...titles.map((title, index) => ({ title, language: 'en', files: [`${index}.pdf`] }))),
      );
      const done = async () =>
        Number(
          (
            await database.query<{ n: string }>(
              `select count(*) as n from contribution c join revision r on r.id = c.current_revision_id where r.title like 'Cut off %'`,
            )
          )[0]?.n,
        );
      const child = start(['import', '--json', at()]);
      const exited = once(child, 'exit');
      while ((await done()) < 5 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
      child.kill('SIGKILL');
      await exited;
      const before = await done();
      expect(before).toBeGreaterThanOrEqual(5);
      expect(before).toBeLessThan(40);
      const again = start(['import', '--json', at()]);
      let output = '';
      again.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk;
      });
      expect((await once(again, 'close'))[0]).toBe(0);
      const events = output
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(events.at(-1)).toMatchObject({
        event: 'done',
        read: 40,
        created: 40 - before,
        unchanged: before,
        faulty: 0,
      });
      for (const [index, title] of titles.entries())
        expect(await stored(title)).toEqual([
          { status: 'SUBMITTED', abstract: '', submitter: null, files: [`${index}.pdf`] },
        ]);
    },
    STARTING_MS,
  );

  it(
    'tells programs its progress, each fault and the end as a line of JSON each',
    async () => {
      const items = Array.from({ length: 210 }, (_, index) => ({
        title: `Told ${index}`,
        language: 'en',
        abstract: said(),
      }));
      await writeFile(
        at('papers.jsonl'),
        jsonl(...items, { title: 'Told wrongly', language: 'en', files: ['none.pdf'] }),
      );
      const child = start(['import', '--json', '--dry-run', at()]);
      let output = '';
      child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk;
      });
      expect((await once(child, 'close'))[0]).toBe(1);
      const events: { event: string; read?: number; created?: number }[] = output
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      const progress = events.filter(({ event }) => event === 'progress');
      expect(progress).toContainEqual(expect.objectContaining({ read: 100, created: 100 }));
      expect(progress).toContainEqual(expect.objectContaining({ read: 200, created: 200 }));
      expect(events.filter(({ event }) => event === 'contribution')).toHaveLength(211);
      expect(events.slice(-2)).toEqual([
        expect.objectContaining({ event: 'fault', file: at('papers.jsonl'), line: 211, field: 'files.0' }),
        expect.objectContaining({ event: 'done', dryRun: true, read: 211, created: 210, faulty: 1 }),
      ]);
    },
    STARTING_MS,
  );

  /** The command as it is built, with the database and the files of this test. */
  function start(args: string[]): ChildProcess {
    const { NODE_OPTIONS: _, ...environment } = process.env;
    return spawn(process.execPath, [join(process.cwd(), 'dist', 'apps', 'cli', 'src', 'main.js'), ...args], {
      env: { ...environment, DATABASE_URL: context.url, ROUNDTABLE_HOME: context.home },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  }
});

function pdf(text: string, options: PDFKit.PDFDocumentOptions = {}, ...pages: string[]): Promise<Uint8Array> {
  return makePdf((document) => {
    for (const [index, words] of [text, ...pages].entries()) {
      if (index > 0) document.addPage();
      document.text(`${words}. This is what we have to say about it, and we say it at some length.`);
    }
  }, options);
}

const docx = (text: string): Promise<Buffer> =>
  Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph(`${text}. And more of the same kind.`)] }] }));

const jsonl = (...items: object[]) => items.map((item) => `${JSON.stringify(item)}\n`).join('');

const csv = (rows: string[][]) =>
  rows
    .map((row) => `${row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`)
    .join('');
