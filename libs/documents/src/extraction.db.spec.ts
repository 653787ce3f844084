import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { ContributionKind, CreateContribution, ReviseContribution, WithdrawContribution } from '#libs/contributions';
import { type Actor, ANONYMOUS, IdentityModule, Role } from '#libs/identity';
import { BlobStore, BlobStoreAwayError, Database } from '#libs/platform';
import { pagesPdf } from '../../../test/support/make-pdf.js';
import { createActor, createTestContext, type TestContext } from '../../../test/support/nest-context.js';
import { AttachFile } from './commands/attach-file.js';
import { ReadFiles } from './commands/read-files.js';
import { ReceiveUpload } from './commands/receive-upload.js';
import { RetryExtraction } from './commands/retry-extraction.js';
import { DocumentsModule } from './documents.module.js';
import type { Readers } from './extraction/readers.js';
import type { ReadingOutcome } from './extraction/reading-outcome.js';
import { Passages } from './queries/passages.js';

let context: TestContext;
let database: Database;
let app: INestApplicationContext;
let expert: Actor;
let analyst: Actor;

beforeAll(async () => {
  context = await createTestContext(IdentityModule, DocumentsModule);
  ({ app, database } = context);
  expert = await createActor(database, 'reading', Role.EXPERT);
  analyst = await createActor(database, 'judging', Role.ANALYST);
});
afterAll(async () => {
  await context?.close();
});

const page = (text: string) => `BT /F1 11 Tf 72 700 Td (${text}) Tj ET`;

async function paperWith(bytes: Uint8Array | string, name: string): Promise<{ id: string; file: string }> {
  const content = { title: 'A', abstract: 'An abstract.', language: 'en', statement: 'C', asks: ['D'] };
  const id = await app.get(CreateContribution).execute(expert, { kind: ContributionKind.POSITION_PAPER, content });
  const content2 = Readable.from([Buffer.from(bytes as string)]);
  const { receipt } = await app.get(ReceiveUpload).execute(expert, { content: content2, name });
  return { id, file: await app.get(AttachFile).execute(expert, { id, version: 1 }, { uploadId: receipt.id }) };
}

const extraction = async (file: string) =>
  (await database.query<Record<string, unknown>>('select * from extraction where file_id = $1', [file]))[0];
const passages = async (id: string) =>
  (await app.get(Passages).page(expert, id, { size: 100, backwards: false })).map((row) => [
    row.part,
    row.page,
    row.text,
  ]);
const workerWith = (...outcomes: ReadingOutcome[]) =>
  new ReadFiles(database, app.get(BlobStore), {
    read: async () => outcomes.shift() ?? { kind: 'CRASH', message: 'no more' },
  });
const gave = (...texts: string[]): ReadingOutcome => ({
  kind: 'READ',
  recognised: [],
  textless: [],
  pageCount: 1,
  language: 'en',
  notes: [],
  passages: texts.map((text) => ({ page: 1, heading: null, text })),
});

describe('a file that was attached', () => {
  it('waits on, without a try less, while the store of files cannot be reached', async () => {
    const paper = await paperWith('Its bytes are away for now.', 'away.txt');
    const away = new ReadFiles(database, app.get(BlobStore), {
      read: () => Promise.reject(new BlobStoreAwayError(new Error('connect ECONNREFUSED'))),
    });
    for (let tries = 0; tries < 5; tries++) await expect(away.runOnce()).rejects.toThrow(BlobStoreAwayError);
    expect(await extraction(paper.file)).toMatchObject({ state: 'PENDING', attempts: 0, claimed_until: null });
    expect(await new ReadFiles(database, app.get(BlobStore)).runOnce()).toBe(1);
    expect(await extraction(paper.file)).toMatchObject({ state: 'DONE' });
  });

  it('waits, is read by the worker, and its pages are passages of the contribution', async () => {
    const paper = await paperWith(pagesPdf([page('Page one says this.'), page('Page two says that.')]), 'a.pdf');
    expect(await extraction(paper.file)).toMatchObject({ state: 'PENDING', pages_read: 0 });
    expect(await new ReadFiles(database, app.get(BlobStore)).runOnce()).toBe(1);
    expect(await extraction(paper.file)).toMatchObject({ state: 'DONE', page_count: 2, pages_read: 2, attempts: 0 });
    expect(await passages(paper.id)).toEqual([
      ['ABSTRACT', null, 'An abstract.'],
      ['FILE', 1, 'Page one says this.'],
      ['FILE', 2, 'Page two says that.'],
    ]);
    expect(await new ReadFiles(database, app.get(BlobStore)).runOnce()).toBe(0);
    const dirty = await database.query('select 1 from search_dirty where kind = $1 and id = $2', ['TEXT', paper.id]);
    expect(dirty).toHaveLength(1);
    // An edit of the abstract leaves them as they are.
    const before = await database.query(`select id from passage where contribution_id = $1 and part = 'FILE'`, [
      paper.id,
    ]);
    await app.get(ReviseContribution).execute(expert, { id: paper.id, version: 2 }, { abstract: 'Another.' });
    expect(
      await database.query(`select id from passage where contribution_id = $1 and part = 'FILE'`, [paper.id]),
    ).toEqual(before);
  });

  it('that is at fault fails at once, in words; after a retry it is read again', async () => {
    const paper = await paperWith('%PDF-1.7 and nothing more', 'b.pdf');
    await new ReadFiles(database, app.get(BlobStore)).runOnce();
    expect(await extraction(paper.file)).toMatchObject({ state: 'FAILED', failure: expect.stringMatching(/damaged/) });
    const retry = app.get(RetryExtraction);
    await expect(retry.execute(ANONYMOUS, paper.file)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    // A draft is its submitter's alone.
    await expect(retry.execute(analyst, paper.file)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await retry.execute(expert, paper.file);
    await expect(retry.execute(expert, paper.file)).rejects.toMatchObject({ code: 'WRONG_STATE' });
    await workerWith(gave('Now it can be read.')).runOnce();
    expect(await extraction(paper.file)).toMatchObject({ state: 'DONE', failure: null });
    expect((await passages(paper.id)).at(-1)).toEqual(['FILE', 1, 'Now it can be read.']);
  });

  it('whose reader crashes is tried again later, three times in all', async () => {
    const paper = await paperWith(pagesPdf([page('Crash.')]), 'c.pdf');
    const crash: ReadingOutcome = { kind: 'CRASH', message: 'It fell over.' };
    for (let turn = 1; turn <= 3; turn++) {
      expect(await workerWith(crash).runOnce()).toBe(1);
      if (turn === 3) break;
      expect(await extraction(paper.file)).toMatchObject({
        state: 'PENDING',
        attempts: turn,
        failure: 'It fell over.',
      });
      expect(await workerWith(crash).runOnce()).toBe(0);
      await database.query('update extraction set not_before = now() where file_id = $1', [paper.file]);
    }
    expect(await extraction(paper.file)).toMatchObject({ state: 'FAILED', failure: expect.stringMatching(/3 times/) });
  });

  it('is read where only files of whoever handed it in are read', async () => {
    await paperWith('Whose is it?', 'whose.txt');
    const parties: string[] = [];
    const read: Readers['read'] = async ({ party }) => {
      parties.push(party);
      return gave('Mine.');
    };
    await new ReadFiles(database, app.get(BlobStore), { read }).runOnce();
    expect(parties).toEqual([expert.accountId]);
  });

  it('comes back when the worker that had it died', async () => {
    const paper = await paperWith(pagesPdf([page('Lost.')]), 'd.pdf');
    await database.query(
      `update extraction set state = 'RUNNING', attempts = 1, claimed_until = now() - interval '1 second' where file_id = $1`,
      [paper.file],
    );
    expect(await workerWith(gave('Found.')).runOnce()).toBe(1);
    expect(await extraction(paper.file)).toMatchObject({ state: 'DONE' });
  });

  it('stays with a worker that lives, however long it takes, and is free soon after one that does not', async () => {
    const paper = await paperWith('Slow to read.', 'slow.txt');
    const reader = {
      read: async () => {
        await sleep(2_500);
        return gave('Slow to read.');
      },
    };
    const slow = new ReadFiles(database, app.get(BlobStore), reader, 'NONE', { seconds: 1, renewMs: 200 });
    const reading = slow.runOnce();
    await sleep(2_000);
    expect(await workerWith(gave('Read by another.')).runOnce()).toBe(0);
    await reading;
    expect(await extraction(paper.file)).toMatchObject({ state: 'DONE' });
    const other = await paperWith('Another one.', 'other.txt');
    let free: () => void = () => undefined;
    const dead = new ReadFiles(database, app.get(BlobStore), {
      read: () =>
        new Promise((resolve) => {
          free = () => resolve(gave('Too late.'));
        }),
    });
    const died = dead.runOnce();
    for (let tries = 0; (await extraction(other.file))?.state !== 'RUNNING' && tries < 100; tries++) await sleep(20);
    const [{ left } = { left: 0 }] = await database.query<{ left: number }>(
      'select extract(epoch from claimed_until - now())::float8 as left from extraction where file_id = $1',
      [other.file],
    );
    expect(left).toBeGreaterThan(30);
    expect(left).toBeLessThanOrEqual(60);
    free();
    await died;
  });

  it('keeps passages that are the same when it is read again, and loses those that are not', async () => {
    const paper = await paperWith(pagesPdf([page('Again.')]), 'e.pdf');
    await workerWith(gave('One.', 'Two.', 'Same.', 'Same.')).runOnce();
    const ids = async () =>
      new Map(
        (
          await database.query<{ id: string; text: string }>(
            `select id, text from passage where contribution_id = $1 and part = 'FILE' order by position`,
            [paper.id],
          )
        ).map((row) => [row.text, row.id]),
      );
    const before = await ids();
    await app.get(RetryExtraction).execute(expert, paper.file);
    await workerWith(gave('Zero.', 'Two.', 'Same.', 'Same.')).runOnce();
    const after = await ids();
    expect([...after.keys()]).toEqual(['Zero.', 'Two.', 'Same.']);
    expect(after.get('Two.')).toBe(before.get('Two.'));
    expect(after.get('Same.')).toBe(before.get('Same.'));
    // What one reader could read stays when the next one can't.
    await app.get(RetryExtraction).execute(expert, paper.file);
    await workerWith({ kind: 'FAULT', code: 'DAMAGED', message: 'Now it is damaged.' }).runOnce();
    expect(await extraction(paper.file)).toMatchObject({ state: 'DONE', failure: 'Now it is damaged.' });
    expect([...(await ids()).keys()]).toEqual([...after.keys()]);
  });

  it('of a withdrawn contribution leaves no text, also when it was being read', async () => {
    const paper = await paperWith(pagesPdf([page('Secret.')]), 'f.pdf');
    await workerWith(gave('Secret.')).runOnce();
    await app.get(WithdrawContribution).execute(expert, { id: paper.id, version: 2, note: 'Sent too early.' });
    const texts = () => database.query('select 1 from extracted_passage where file_id = $1', [paper.file]);
    expect(await texts()).toEqual([]);
    await database.query(`update extraction set state = 'PENDING' where file_id = $1`, [paper.file]);
    await workerWith(gave('Secret.')).runOnce();
    expect(await texts()).toEqual([]);
    expect(await database.query('select 1 from passage where contribution_id = $1', [paper.id])).toEqual([]);
  });
});
