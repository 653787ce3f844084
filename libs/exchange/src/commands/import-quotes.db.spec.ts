import 'reflect-metadata';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { PublishContribution, StartReview, SubmitContribution } from '#libs/contributions';
import { DetachFile, ReadFiles } from '#libs/documents';
import { SYSTEM } from '#libs/identity';
import { DecideLink, LinkDecision } from '#libs/links';
import { BlobStore, Database } from '#libs/platform';
import { makePdf } from '../../../../test/support/make-pdf.js';
import { createTestContext, type TestContext } from '../../../../test/support/nest-context.js';
import { ExchangeModule } from '../exchange.module.js';
import { openSource } from '../import/read-contributions.js';
import { ImportContributions, type ImportOptions } from './import-contributions.js';

describe('quotes of files that come with an import', () => {
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
    folder = await mkdtemp(join(tmpdir(), 'roundtable-quotes-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const at = (name: string) => join(folder, name);
  const said = () => `sealing wax of kind ${++word} and its uses`;
  const run = async (options: ImportOptions = {}, manifest = 'papers.jsonl') =>
    app.get(ImportContributions).execute(SYSTEM, (await openSource([at(manifest)])).entries, options);
  const read = async () => {
    const reader = new ReadFiles(database, app.get(BlobStore));
    while ((await reader.runOnce()) > 0);
  };
  const pdf = (...pages: string[]) =>
    makePdf((document) => {
      for (const [index, words] of pages.entries()) {
        if (index > 0) document.addPage();
        document.text(`We begin page ${index + 1} with this. And then comes ${words}, at some length and to the end`);
      }
    });
  const jsonl = (...items: object[]) =>
    items.map((item) => `${JSON.stringify({ language: 'en', ...item })}\n`).join('');
  const told = (title: string) =>
    database.query<{
      code: string;
      state: string;
      quotes: string[];
      pages: number[];
      awaited: string[];
      lost: boolean;
    }>(
      `select rec.code, k.state, k.evidence_lost as lost,
         array(select e.quote from evidence e where e.claim_id = k.id order by e.position) as quotes,
         array(select p.page from evidence e join passage p on p.id = e.passage_id where e.claim_id = k.id order by e.position) as pages,
         array(select coalesce(a.failure, 'waits') from awaited_evidence a where a.claim_id = k.id order by a.position) as awaited
       from link_claim k join recommendation_link l on l.id = k.link_id join recommendation rec on rec.id = l.recommendation_id
       join contribution c on c.id = l.contribution_id join revision r on r.id = c.current_revision_id
       where r.title = $1 and k.valid_to is null order by rec.code`,
      [title],
    );

  it('may go over the end of a page: evidence is what stands on each', async () => {
    const [first, second] = [said(), said()];
    await writeFile(at('two.pdf'), await pdf(first, second));
    const over = 'at some length and to the end We begin page 2 with this.';
    const links = [
      { recommendation: 'HLEG-BMS-01', evidence: [{ quote: over, page: 1 }] },
      { recommendation: 'HLEG-BMS-02', evidence: [{ quote: over, page: 2 }] },
    ];
    await writeFile(at('papers.jsonl'), jsonl({ title: 'Over the end', files: ['two.pdf'], links }));
    expect(await run({ publish: true })).toMatchObject({ created: 1, awaited: 2 });
    await read();
    expect(await told('Over the end')).toMatchObject([
      {
        quotes: ['at some length and to the end', 'We begin page 2 with this.'],
        pages: [1, 2],
        awaited: [],
        lost: false,
      },
      { quotes: [], awaited: ['These words do not stand on page 2.'], lost: true },
    ]);
  });

  it('are no longer waited for when the next text drops their file', async () => {
    await writeFile(at('kept.pdf'), await pdf(said()));
    const [gone, kept] = [said(), said()];
    await writeFile(at('gone.pdf'), await pdf(gone));
    const links = [
      { recommendation: 'HLEG-BMS-01', evidence: [{ quote: gone, file: 'gone.pdf' }] },
      { recommendation: 'HLEG-BMS-02', evidence: [{ quote: kept, file: 'kept.pdf' }] },
    ];
    await writeFile(at('papers.jsonl'), jsonl({ title: 'Dropped', files: ['kept.pdf', 'gone.pdf'], links }));
    await run({ publish: true });
    const find = async () =>
      (
        await database.query<{ id: string; version: number; file: string }>(
          `select c.id, c.version, f.id as file from contribution c join revision r on r.contribution_id = c.id
           join file f on f.contribution_id = c.id and f.name = 'gone.pdf' where r.title = 'Dropped' limit 1`,
        )
      )[0] as { id: string; version: number; file: string };
    const { file, ...before } = await find();
    await app.get(DetachFile, { strict: false }).execute(SYSTEM, before, file);
    // The next text is not what it says until it is published.
    expect((await told('Dropped')).map(({ awaited }) => awaited)).toEqual([['waits'], ['waits']]);
    await app.get(SubmitContribution, { strict: false }).execute(SYSTEM, { ...(await find()), incomplete: true });
    await app.get(StartReview, { strict: false }).execute(SYSTEM, await find());
    await app.get(PublishContribution, { strict: false }).execute(SYSTEM, await find());
    expect(await told('Dropped')).toMatchObject([
      { awaited: ['The file is no longer part of what the contribution says.'], lost: true },
      { awaited: ['waits'], lost: false },
    ]);
  });

  it('keep a link from being confirmed by a later import when they were not found', async () => {
    const words = said();
    await writeFile(at('one.pdf'), await pdf(words));
    const links = [
      { recommendation: 'HLEG-BMS-01', evidence: [{ quote: words }] },
      { recommendation: 'HLEG-BMS-02', evidence: [{ quote: 'Words that nobody wrote' }] },
    ];
    await writeFile(at('papers.jsonl'), jsonl({ title: 'Published later', files: ['one.pdf'], links }));
    await run();
    await read();
    const report = await run({ publish: true });
    expect(report).toMatchObject({ published: 1, confirmed: 1, faulty: 0 });
    expect(report.notes.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^The link to HLEG-BMS-02 stays proposed: a quote was not found/),
    ]);
    const [sound, suspect] = await told('Published later');
    expect(sound).toMatchObject({ state: 'CONFIRMED', quotes: [words] });
    expect(suspect).toMatchObject({
      state: 'PROPOSED',
      lost: true,
      awaited: ['These words do not stand in the file.'],
    });
    expect((await run({ publish: true })).notes).toHaveLength(1);
    // Who looks at it may still say that it holds.
    const [link] = await database.query<{ id: string }>(
      `select l.id from recommendation_link l join link_claim k on k.link_id = l.id and k.evidence_lost and k.valid_to is null
       join contribution c on c.id = l.contribution_id join revision r on r.id = c.current_revision_id where r.title = 'Published later'`,
    );
    const confirmation = { id: link?.id as string, decision: LinkDecision.CONFIRM, reason: 'It says so in a figure.' };
    expect(await app.get(DecideLink, { strict: false }).execute(SYSTEM, confirmation)).toBe(true);
    expect((await told('Published later'))[1]).toMatchObject({ state: 'CONFIRMED', lost: false, awaited: [] });
    expect((await run({ publish: true })).notes).toEqual([]);
  });

  it('come in a CSV too, a line each', async () => {
    const [first, second] = [said(), said()];
    await writeFile(at('a.pdf'), await pdf(first, second));
    await writeFile(at('b.pdf'), await pdf(said()));
    const row = (quotes: string) =>
      `title,language,files,abstract,links,quotes\nIn a CSV,en,a.pdf; b.pdf,Said in short: yes.,HLEG-BMS-01,"${quotes}"\n`;
    await writeFile(
      at('papers.csv'),
      row(
        `hleg-bms-01 (page 2): ${second}\nHLEG-BMS-01: Said in short: yes.\nHLEG-ESP-01 (a.pdf, page 1): ${first}\n\nHLEG-CIR-01 (b.pdf): nothing of it`,
      ),
    );
    expect(await run({ publish: true }, 'papers.csv')).toMatchObject({ created: 1, links: 3, awaited: 3, faulty: 0 });
    await read();
    expect(await told('In a CSV')).toMatchObject([
      { code: 'HLEG-BMS-01', quotes: ['Said in short: yes.', second], pages: [null, 2], awaited: [] },
      { code: 'HLEG-CIR-01', quotes: [], awaited: ['These words do not stand in the file.'], lost: true },
      { code: 'HLEG-ESP-01', quotes: [first], pages: [1], awaited: [] },
    ]);
    for (const [quotes, fault] of [
      ['words without a code', /^3 quotes: Each line of “quotes” must look like “HLEG-BMS-01: words”/],
      ['HLEG-BMS-01 (c.pdf): words', /^3 links.0.evidence.0.file: Must be one of the contribution’s files/],
    ] as const) {
      await writeFile(at('papers.csv'), `\n${row(quotes)}`);
      const { faults } = await run({ dryRun: true }, 'papers.csv');
      expect(faults.map(({ line, field, message }) => `${line} ${field}: ${message}`)).toEqual([
        expect.stringMatching(fault),
      ]);
    }
  });
});
