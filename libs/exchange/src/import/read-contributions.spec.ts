import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ContributionKind } from '#libs/contributions';
import { OrganisationKind } from '#libs/directory';
import type { ImportEntry } from './import-item.js';
import { importKey } from './import-key.js';
import { openSource } from './read-contributions.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roundtable-import-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(name: string, content: string | Buffer): Promise<string> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

async function read(...paths: string[]): Promise<ImportEntry[]> {
  const entries: ImportEntry[] = [];
  for await (const entry of (await openSource(paths)).entries) entries.push(entry);
  return entries;
}

/** As `file:line field message`, the file without its folder. */
const faults = (entries: ImportEntry[]) =>
  entries.flatMap((entry) =>
    entry.faults.map(
      ({ file, line, field, message }) => `${file.replace(`${folder}/`, '')}:${line} ${field} ${message}`,
    ),
  );

const paper = {
  kind: 'position paper',
  title: 'A paper',
  language: 'en',
  abstract: 'It says much.',
  body: 'And more.',
};
const jsonl = (...items: object[]) => items.map((item) => `${JSON.stringify(item)}\n`).join('');
const head = 'Title: A paper\nOrganisation: Some Body\nKind: expert opinion\nDate: 2018-2019\nLanguage: en-gb\n';

describe('JSON Lines', () => {
  it('reads all fields, and keeps the words of the source', async () => {
    const full = {
      ...paper,
      sourceId: 'x-1',
      kind: 'technology note',
      date: 'spring 2018',
      source: 'https://example.org/x',
      organisations: [{ name: 'Some Body', kind: 'INDUSTRY', country: 'IE' }, { name: 'Other' }],
      authors: [{ name: 'Ann Author', affiliation: 'Some Body' }],
      maturity: 6,
      links: [{ recommendation: 'HLEG-BMS-01' }],
    };
    const [entry] = await read(await write('a.jsonl', jsonl(full)));
    expect(entry?.faults).toEqual([]);
    expect(entry?.item).toMatchObject({
      kind: ContributionKind.TECHNOLOGY_NOTE,
      sourceKind: 'technology note',
      sourceDate: 'spring 2018',
      sourceUrl: 'https://example.org/x',
      content: { title: 'A paper', language: 'en', maturity: 6 },
      organisations: [
        { kind: OrganisationKind.INDUSTRY, country: 'IE' },
        { kind: OrganisationKind.OTHER, country: null },
      ],
      links: [{ recommendation: 'HLEG-BMS-01', stance: 'UNSTATED', strength: 'ADDRESSES' }],
    });
  });

  it('tells every fault of every line, and reads the others', async () => {
    const bad = {
      ...paper,
      title: ' ',
      tilte: 'x',
      language: 'english language',
      audience: 'ALL',
      embargoUntil: '2020-01-01',
      source: 'javascript:alert(1)',
      maturity: 12,
      themes: 'BIO',
      organisations: [{ name: 'A', kind: 'FIRM', country: 'Ireland' }],
      links: [{ recommendation: 'HLEG-BMS-01', stance: 'LIKES', evidence: [{ quote: 'a' }, {}] }],
    };
    const entries = await read(await write('a.jsonl', `${jsonl(paper)}\n{"title": \n[1]\n${jsonl(bad, paper)}`));
    expect(entries.map((entry) => entry.faults.length === 0)).toEqual([true, false, false, false, true]);
    const told = faults(entries);
    expect(told.map((fault) => fault.split(' ').slice(0, 2).join(' '))).toEqual(
      expect.arrayContaining([
        'a.jsonl:3 line',
        'a.jsonl:4 line',
        'a.jsonl:5 title',
        'a.jsonl:5 tilte',
        'a.jsonl:5 language',
        'a.jsonl:5 audience',
        'a.jsonl:5 embargoUntil',
        'a.jsonl:5 source',
        'a.jsonl:5 maturity',
        'a.jsonl:5 themes',
        'a.jsonl:5 organisations.0.kind',
        'a.jsonl:5 organisations.0.country',
        'a.jsonl:5 links.0.stance',
        'a.jsonl:5 links.0.evidence.1.quote',
      ]),
    );
    expect(told).toHaveLength(14);
    expect(told.find((fault) => fault.includes('tilte'))).toMatch(/Is no field here\. Known are .*title/);
  });

  it('takes the first paragraph where there is no abstract, and needs one of both', async () => {
    const [taken, without] = await read(
      await write(
        'a.jsonl',
        jsonl({ ...paper, abstract: null, body: 'One.\r\n\r\nTwo.' }, { ...paper, abstract: '', body: null }),
      ),
    );
    expect(taken?.item?.content).toMatchObject({ abstract: 'One.', body: 'Two.' });
    expect(without?.faults[0]?.field).toBe('abstract');
  });

  it('refuses invisible and control characters', async () => {
    const bell = String.fromCharCode(7);
    const override = String.fromCharCode(0x202e);
    const told = faults(
      await read(await write('a.jsonl', jsonl({ ...paper, title: `a${bell}` }, { ...paper, body: `b${override}c` }))),
    );
    expect(told[0]).toMatch(/^a\.jsonl:1 title The text contains control characters/);
    expect(told[1]).toMatch(/^a\.jsonl:2 body The text contains invisible characters/);
  });

  it('takes a byte order mark and CRLF, and spoils only the line that is not UTF-8', async () => {
    const line = Buffer.from(JSON.stringify(paper));
    const bytes = Buffer.concat([
      Buffer.from([0xef, 0xbb, 0xbf]),
      line,
      Buffer.from('\r\n'),
      Buffer.from([0x7b, 0xff, 0x0a]),
      line,
    ]);
    const entries = await read(await write('a.jsonl', bytes));
    expect(entries.map((entry) => entry.faults.length === 0)).toEqual([true, false, true]);
    expect(faults(entries)).toEqual(['a.jsonl:2 line Is not valid UTF-8. Save the file as UTF-8.']);
  });
});

describe('texts with a head', () => {
  it('reads the head, keeps its words, and says at the end that it is a digest', async () => {
    const text = `${head}Source: http://example.org/\nRetrieved-extent: abstract\nForm: paraphrased digest\n\nFirst.\n\nSecond.\n`;
    const [entry] = await read(await write('a.txt', text));
    expect(entry?.faults).toEqual([]);
    expect(entry?.item).toMatchObject({
      kind: ContributionKind.POSITION_PAPER,
      sourceKind: 'expert opinion',
      sourceDate: '2018-2019',
      organisations: [{ name: 'Some Body', kind: OrganisationKind.OTHER }],
      content: {
        language: 'en-GB',
        abstract: 'First.',
        body: 'Second.\n\n*Form: paraphrased digest. Retrieved extent: abstract.*',
      },
    });
  });

  it('is the same content with a byte order mark and CRLF, and with other labels', async () => {
    const one = await write('a.txt', `${head}\nFirst.\n\nSecond.`);
    const other = await write('b/b.txt', `\ufeff${head}\nFirst.\n\nSecond.`.replaceAll('\n', '\r\n'));
    await write('b/labels.json', JSON.stringify([{ file: 'b.txt', themes_primary: ['BIO'] }]));
    const [first, second] = await read(one, other);
    expect(second?.item?.content.themes).toEqual(['BIO']);
    expect(importKey(second!.item!)).toBe(importKey(first!.item!));
    const [third] = await read(await write('c.txt', `${head}\nFirst.\n\nSecond!`));
    expect(importKey(third!.item!)).not.toBe(importKey(first!.item!));
  });

  it('tells faults of the head by their lines', async () => {
    const told = faults(
      await read(await write('a.txt', 'Title: A\nTitle: B\nColour: red\nLanguage: en us\nSource: nowhere\n\nText.')),
    );
    expect(told.map((fault) => fault.split(' ').slice(0, 2).join(' ')).sort()).toEqual([
      'a.txt:2 title',
      'a.txt:3 colour',
      'a.txt:4 language',
      'a.txt:5 source',
    ]);
  });

  it('tells a text without a head, and a head without a text', async () => {
    const told = faults(await read(await write('a.txt', 'Just some text.'), await write('b.txt', head)));
    expect(told.find((fault) => fault.startsWith('a.txt:1 head'))).toBeDefined();
    expect(told.find((fault) => fault.startsWith('b.txt:5 body'))).toBeDefined();
  });

  it('tells the line that is not UTF-8', async () => {
    const told = faults(
      await read(await write('a.txt', Buffer.concat([Buffer.from(`${head}\nCaf`), Buffer.from([0xe9])]))),
    );
    expect(told).toEqual(['a.txt:7 file Is not valid UTF-8. Save the file as UTF-8.']);
  });
});

describe('labels', () => {
  const entry = {
    slug: 'paper',
    themes_primary: ['BIO'],
    themes_secondary: ['COMP'],
    systems: ['EES'],
    hleg_recommendations: ['HLEG-BMS-01'],
  };

  it('become themes, systems and links without a stance, and know their lines', async () => {
    await write('labels.json', JSON.stringify([{ slug: 'other', themes_primary: ['BIO'] }, entry], null, 1));
    const [found] = await read(await write('texts/07-paper.txt', `${head}\nText.`));
    expect(found?.item?.content).toMatchObject({ themes: ['BIO', 'COMP'], systems: ['EES'] });
    expect(found?.item?.links).toMatchObject([{ recommendation: 'HLEG-BMS-01', stance: 'UNSTATED', evidence: [] }]);
    expect(found?.places.get('themes.0')).toEqual({ file: join(folder, 'labels.json'), line: 11 });
    expect(found?.places.get('links.0')?.line).toBe(20);
  });

  it('hold a text back while they cannot be read, and are missed where they leave it out', async () => {
    await write('labels.json', '[{');
    const text = await write('paper.txt', `${head}\nText.`);
    expect(faults(await read(text))[0]).toMatch(/^labels\.json:0 labels Is not JSON/);
    await write('labels.json', JSON.stringify([{ slug: 'paper', systems: 'EES' }]));
    expect(faults(await read(text))[0]).toMatch(/^labels\.json:1 labels “systems” must be a list/);
    await write('labels.json', '[]');
    const [unnamed] = await read(text);
    expect(unnamed?.item).not.toBeNull();
    expect(unnamed?.notes[0]?.message).toMatch(/comes without labels/);
  });
});

describe('files and folders', () => {
  it('reads folders to their ends, each file once, and does not follow links inside', async () => {
    const text = await write('a/b/one.txt', `${head}\nText.`);
    await write('a/two.jsonl', jsonl(paper));
    await write('a/.hidden/three.jsonl', jsonl(paper));
    await write('a/readme.md', 'no contribution');
    await symlink(join(folder, 'a'), join(folder, 'a', 'circle.txt'));
    const entries = await read(join(folder, 'a'), text);
    expect(entries.filter((entry) => entry.item).map((entry) => entry.place.file.replace(`${folder}/`, ''))).toEqual([
      'a/two.jsonl',
      'a/b/one.txt',
    ]);
    expect(faults(entries)).toEqual([
      'a/circle.txt:0 file Is a symbolic link, which is not followed. Name what it points to.',
    ]);
  });

  it('takes a text that a manifest names as its file, however its accents are written', async () => {
    await write('a/über.txt'.normalize('NFD'), 'No head, for it is the paper itself.');
    await write(
      'a/papers.jsonl',
      jsonl({ title: 'With a text', language: 'en', files: ['über.txt'.normalize('NFC')] }),
    );
    const entries = await read(join(folder, 'a'));
    expect(faults(entries)).toEqual([]);
    expect(entries.map((entry) => entry.item?.files.map((file) => file.name))).toEqual([['über.txt'.normalize('NFC')]]);
  });

  it('tells what cannot be taken', async () => {
    const large = await write('large.jsonl', 'x');
    await truncate(large, 50 * 1024 * 1024 + 1);
    await mkdir(join(folder, 'nothing'));
    const told = faults(
      await read(
        large,
        await write('empty.jsonl', ''),
        await write('blank.jsonl', '\n \n'),
        await write('wide.txt', Buffer.from(`\ufeff${head}`, 'utf16le')),
        await write('paper.pdf', 'x'),
        join(folder, 'nowhere.txt'),
        join(folder, 'nothing'),
      ),
    );
    expect(told.sort()).toEqual([
      'blank.jsonl:0 file Holds nothing but blank lines.',
      'empty.jsonl:0 file Is empty.',
      'large.jsonl:0 file Has 51 MB; at most 50 MB are taken. Split it.',
      'nothing:0 file Holds no file that ends in .jsonl, .csv, .txt or .zip.',
      'nowhere.txt:0 file Does not exist.',
      'paper.pdf:0 file Must end in .jsonl (JSON Lines), .csv (a manifest), .txt (text with a head) or .zip. Papers come with a manifest that names them.',
      'wide.txt:0 file Is UTF-16. Save it as UTF-8.',
    ]);
  });
});
