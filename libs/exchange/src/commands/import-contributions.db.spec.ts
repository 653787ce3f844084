import 'reflect-metadata';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { ANONYMOUS, SYSTEM } from '#libs/identity';
import { Database } from '#libs/platform';
import { createTestContext, type TestContext } from '../../../../test/support/nest-context.js';
import { ExchangeModule } from '../exchange.module.js';
import { openSource } from '../import/read-contributions.js';
import { ImportContributions, type ImportOptions, type ImportProgress } from './import-contributions.js';

describe('an import', () => {
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
    folder = await mkdtemp(join(tmpdir(), 'roundtable-import-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** A paper that no other test has. */
  const paper = (more: object = {}) => ({
    kind: 'position paper',
    title: `Paper ${++word}`,
    language: 'en',
    abstract: `We speak of matter ${word}.`,
    body: 'One engine for all. The end.',
    organisations: [{ name: `Body ${word}` }],
    ...more,
  });
  const write = async (...items: object[]) => {
    const file = join(folder, 'papers.jsonl');
    await writeFile(file, items.map((item) => `${JSON.stringify(item)}\n`).join(''));
    return file;
  };
  const run = async (path: string, options: ImportOptions = {}) =>
    app.get(ImportContributions).execute(SYSTEM, (await openSource([path])).entries, options);
  const rows = (title: string) =>
    database.query<{
      id: string;
      status: string;
      reference: string;
      source_kind: string;
      source_date: string;
      submitter_id: string | null;
    }>(`select c.* from contribution c join revision r on r.id = c.current_revision_id where r.title = $1`, [title]);
  const links = (title: string) =>
    database.query<{
      code: string;
      origin: string;
      state: string;
      stance: string;
      reason: string | null;
      quotes: string[];
    }>(
      `select n.code, l.origin, k.state, k.stance, k.decision_reason as reason,
         array(select quote from evidence e where e.claim_id = k.id order by position) as quotes
       from contribution c join revision r on r.id = c.current_revision_id
       join recommendation_link l on l.contribution_id = c.id join recommendation n on n.id = l.recommendation_id
       join link_claim k on k.link_id = l.id and k.valid_to is null where r.title = $1 order by n.code`,
      [title],
    );
  const facts = async () => Number((await database.query<{ n: string }>('select count(*) as n from change_log'))[0]?.n);

  it('brings papers as submitted, and a second time nothing at all', async () => {
    const items = [paper({ kind: 'NGO position paper', date: 'spring 2018' }), paper({ kind: 'sea shanty' })];
    const file = await write(...items);
    const first = await run(file);
    expect(first).toMatchObject({ created: 2, published: 0, unchanged: 0, faulty: 0 });
    expect(first.notes).toEqual([{ file, line: 2, message: expect.stringContaining('“sea shanty”') }]);
    const [row] = await rows(items[0]!.title);
    expect(row).toMatchObject({
      status: 'SUBMITTED',
      source_kind: 'NGO position paper',
      source_date: 'spring 2018',
      submitter_id: null,
    });
    expect(row?.reference).toMatch(/^RT-\d{4}-\d{4,}$/);
    const before = await facts();
    expect(await run(file)).toMatchObject({ created: 0, unchanged: 2, links: 0, faulty: 0 });
    expect(await facts()).toBe(before);
  });

  it('knows the same content in one run too, whatever is said about it', async () => {
    const item = paper();
    const report = await run(await write(item, { ...item, date: '2019', themes: ['BIO'], body: `${item.body}\r\n` }));
    expect(report).toMatchObject({ created: 1, unchanged: 1 });
    expect(report.notes[0]?.message).toMatch(/papers\.jsonl, line 1/);
    expect(await rows(item.title)).toHaveLength(1);
  });

  it('proposes links, and confirms them with a reason when it publishes what was submitted before', async () => {
    const evidence = [{ quote: 'One engine for all' }];
    const item = paper({
      links: [
        { recommendation: 'hleg-bms-01', evidence },
        { recommendation: 'HLEG-ESP-01', stance: 'OPPOSES' },
      ],
    });
    const file = await write(item);
    expect(await run(file)).toMatchObject({ created: 1, links: 2 });
    expect(await links(item.title)).toEqual([
      {
        code: 'HLEG-BMS-01',
        origin: 'IMPORTED',
        state: 'PROPOSED',
        stance: 'UNSTATED',
        reason: null,
        quotes: ['One engine for all'],
      },
      { code: 'HLEG-ESP-01', origin: 'IMPORTED', state: 'PROPOSED', stance: 'OPPOSES', reason: null, quotes: [] },
    ]);
    expect(await run(file, { publish: true })).toMatchObject({
      created: 0,
      published: 1,
      unchanged: 0,
      links: 0,
      confirmed: 2,
    });
    expect((await rows(item.title)).map((row) => row.status)).toEqual(['PUBLISHED']);
    for (const link of await links(item.title)) {
      expect(link).toMatchObject({ state: 'CONFIRMED', reason: expect.stringContaining('import') });
    }
    expect(await run(file, { publish: true })).toMatchObject({ published: 0, unchanged: 1, links: 0, confirmed: 0 });
  });

  it('publishes at once, with links confirmed by their source', async () => {
    const item = paper({ links: [{ recommendation: 'HLEG-BMS-01', evidence: [{ quote: 'The end.' }] }] });
    expect(await run(await write(item), { publish: true })).toMatchObject({
      created: 1,
      published: 1,
      links: 1,
      confirmed: 0,
    });
    expect((await rows(item.title))[0]).toMatchObject({ status: 'PUBLISHED' });
    expect(await links(item.title)).toMatchObject([
      { state: 'CONFIRMED', origin: 'IMPORTED', reason: expect.stringContaining('import') },
    ]);
  });

  it('adds links that were missing, and leaves a withdrawn paper alone', async () => {
    const item = paper();
    await run(await write(item));
    const linked = await write({ ...item, links: [{ recommendation: 'HLEG-BMS-01' }] });
    expect(await run(linked)).toMatchObject({ created: 0, unchanged: 1, links: 1 });
    await database.query(
      `update contribution c set status = 'WITHDRAWN', withdrawn_at = now(), withdrawal_reason = 'test'
       from revision r where r.id = c.current_revision_id and r.title = $1`,
      [item.title],
    );
    const report = await run(await write({ ...item, links: [{ recommendation: 'HLEG-ESP-01' }] }), { publish: true });
    expect(report).toMatchObject({ created: 0, published: 0, unchanged: 1, links: 0, faulty: 0 });
    expect(report.notes[0]?.message).toMatch(/withdrawn/);
  });

  it('leaves whole papers when it is stopped, and goes on the next time', async () => {
    const items = [1, 2, 3, 4].map(() =>
      paper({ links: [{ recommendation: 'HLEG-BMS-01', evidence: [{ quote: 'The end.' }] }] }),
    );
    const file = await write(...items);
    const stop = ({ report }: ImportProgress) => {
      if (report.created === 2) throw new Error('pulled the plug');
    };
    await expect(run(file, { publish: true, onProgress: stop })).rejects.toThrow('pulled the plug');
    for (const [index, { title }] of items.entries()) {
      expect((await rows(title)).map((row) => row.status)).toEqual(index < 2 ? ['PUBLISHED'] : []);
      expect(await links(title)).toHaveLength(index < 2 ? 1 : 0);
    }
    expect(await run(file, { publish: true })).toMatchObject({ created: 2, published: 2, unchanged: 2, links: 2 });
    for (const { title } of items) expect(await rows(title)).toHaveLength(1);
  });

  it('tells in a dry run what it would do and every fault, and changes nothing', async () => {
    const good = paper({ links: [{ recommendation: 'HLEG-BMS-01' }] });
    const bad = paper({
      maturity: 3,
      themes: ['BIO', 'NO-SUCH'],
      systems: ['XYZ'],
      event: 'rt-1900-01',
      links: [{ recommendation: 'HLEG-BMS-01' }, { recommendation: 'HLEG-XXX-99' }],
    });
    const misquoted = paper({
      links: [
        { recommendation: 'HLEG-BMS-01', evidence: [{ quote: 'The end.' }, { quote: 'words it does not have' }] },
        { recommendation: 'HLEG-ESP-01', evidence: [{ quote: 'nor these' }] },
      ],
    });
    const file = await write(good, bad, misquoted, paper({ maturity: 3 }));
    const before = await facts();
    const told: string[] = [];
    const report = await run(file, {
      dryRun: true,
      publish: true,
      onProgress: (step) => told.push(`${step.outcome} ${step.links}`),
    });
    expect(told).toEqual(['CREATED 1', 'FAULTY 0', 'FAULTY 0', 'FAULTY 0']);
    expect(report.faults.map(({ line, field }) => `${line} ${field}`)).toEqual([
      '2 themes.1',
      '2 systems.0',
      '2 event',
      '2 links.1.recommendation',
      '3 links.0.evidence.1.quote',
      '3 links.1.evidence.0.quote',
      '4 maturity',
    ]);
    expect(report.faults[0]).toMatchObject({ file, message: 'There is no theme “NO-SUCH”.' });
    expect(await facts()).toBe(before);
    expect(await rows(good.title)).toEqual([]);
    expect(await run(file)).toMatchObject({ created: 1, faulty: 3, links: 1 });
    expect(await rows(misquoted.title)).toEqual([]);
  });

  it('does not double when two imports run at once', async () => {
    const items = Array.from({ length: 6 }, () => paper({ links: [{ recommendation: 'HLEG-BMS-01' }] }));
    const file = await write(...items);
    const reports = await Promise.all([run(file), run(file)]);
    expect(reports.map((report) => report.faulty)).toEqual([0, 0]);
    expect(reports.reduce((sum, report) => sum + report.created, 0)).toBe(6);
    for (const { title } of items) {
      expect(await rows(title)).toHaveLength(1);
      expect(await links(title)).toHaveLength(1);
    }
  });

  it('is for analysts', async () => {
    await expect(app.get(ImportContributions).execute(ANONYMOUS, [])).rejects.toThrow('Only analysts');
  });
});
