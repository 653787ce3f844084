import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { ContributionKind, CreateContribution } from '#libs/contributions';
import { type Actor, IdentityModule, Role } from '#libs/identity';
import { BlobStore, Database } from '#libs/platform';
import { makeScan } from '../../../test/support/make-scan.js';
import { createActor, createTestContext, type TestContext } from '../../../test/support/nest-context.js';
import { AttachFile } from './commands/attach-file.js';
import { ReadFiles, type Recognition } from './commands/read-files.js';
import { ReceiveUpload } from './commands/receive-upload.js';
import { RetryExtraction } from './commands/retry-extraction.js';
import { DocumentsModule } from './documents.module.js';
import { Readers } from './extraction/readers.js';
import { type ReadingOutcome, recognitionCosts, recognitionLimits } from './extraction/reading-outcome.js';

const TYPED = 'This page was typed.';
const SCANNED = 'Templates of one system are never shown to the users of another.';

let context: TestContext;
let database: Database;
let app: INestApplicationContext;
let expert: Actor;
let recognisers: Readers;

beforeAll(async () => {
  context = await createTestContext(IdentityModule, DocumentsModule);
  ({ app, database } = context);
  expert = await createActor(database, 'scanning', Role.EXPERT);
  recognisers = new Readers({
    limits: recognitionLimits,
    recognition: { ...recognitionCosts, languages: ['eng'] },
    filesEach: 1,
  });
});
afterAll(async () => {
  await recognisers?.close();
  await context?.close();
});

const lines = [{ x: 72, y: 110, lines: [SCANNED] }];
const scan = () => makeScan([lines]);
const mixed = () => makeScan([[], lines], { typed: { page: 1, text: TYPED } });

async function attached(bytes: Uint8Array): Promise<string> {
  const content = { title: 'A', abstract: 'An abstract.', language: 'en', statement: 'C', asks: ['D'] };
  const id = await app.get(CreateContribution).execute(expert, { kind: ContributionKind.POSITION_PAPER, content });
  const upload = { content: Readable.from([Buffer.from(bytes)]), name: 'scan.pdf' };
  const { receipt } = await app.get(ReceiveUpload).execute(expert, upload);
  return app.get(AttachFile).execute(expert, { id, version: 1 }, { uploadId: receipt.id });
}

const extraction = async (file: string) =>
  (await database.query<Record<string, unknown>>('select * from extraction where file_id = $1', [file]))[0];
const texts = async (file: string) =>
  (await database.query<{ text: string }>('select text from passage where file_id = $1 order by position', [file])).map(
    ({ text }) => text,
  );
const worker = (recognition: Recognition, outcome?: ReadingOutcome) =>
  new ReadFiles(
    database,
    app.get(BlobStore),
    outcome ? { read: async () => outcome } : recognition === 'NOW' ? recognisers : new Readers({ filesEach: 1 }),
    recognition,
  );

/** A worker that has taken a file and hands in what it read only when it is told to go on. */
function heldUp(recognition: Recognition, outcome: ReadingOutcome) {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let done: Promise<number> | undefined;
  const taken = new Promise<void>((resolve) => {
    const read: Readers['read'] = async () => {
      resolve();
      await released;
      return outcome;
    };
    done = new ReadFiles(database, app.get(BlobStore), { read }, recognition).runOnce();
  });
  const goOn = () => {
    release();
    return done;
  };
  return { taken, goOn };
}

describe('a scan', () => {
  it('has no text layer while recognition is off; once it is on, it is read when that is asked for', async () => {
    const file = await attached(await scan());
    await worker('NONE').runOnce();
    expect(await extraction(file)).toMatchObject({ state: 'FAILED', failure: expect.stringMatching(/no text layer/) });
    expect(await worker('LATER').runOnce()).toBe(0);

    await app.get(RetryExtraction).execute(expert, file);
    // Who recognises leaves to others what may have text of its own.
    expect(await worker('NOW').runOnce()).toBe(0);
    expect(await worker('LATER').runOnce()).toBe(1);
    expect(await extraction(file)).toMatchObject({ state: 'PENDING', for_recognition: true, failure: null });
    expect(await worker('LATER').runOnce()).toBe(0);
    expect(await worker('NOW').runOnce()).toBe(1);
    expect(await extraction(file)).toMatchObject({
      state: 'DONE',
      for_recognition: false,
      recognised_pages: [1],
      page_count: 1,
      pages_read: 1,
    });
    expect(await texts(file)).toEqual([SCANNED]);
  });

  it('beside typed pages: these can be found at once, and stay when recognition fails', async () => {
    const file = await attached(await mixed());
    await worker('LATER').runOnce();
    expect(await extraction(file)).toMatchObject({ state: 'PENDING', for_recognition: true });
    expect(await texts(file)).toEqual([TYPED]);
    await worker('NOW', { kind: 'FAULT', code: 'LIMIT', message: 'It took too long.' }).runOnce();
    expect(await extraction(file)).toMatchObject({ state: 'DONE', failure: 'It took too long.', recognised_pages: [] });
    expect(await texts(file)).toEqual([TYPED]);

    await app.get(RetryExtraction).execute(expert, file);
    await worker('LATER').runOnce();
    await worker('NOW').runOnce();
    expect(await extraction(file)).toMatchObject({ state: 'DONE', failure: null, recognised_pages: [2] });
    expect(await texts(file)).toEqual([TYPED, SCANNED]);
  });

  it('that a worker hands in after its time was over changes nothing: another one has it, though it is that one’s first try too', async () => {
    const file = await attached(await mixed());
    const read = (text: string, textless: number[]): ReadingOutcome => ({
      kind: 'READ',
      pageCount: 2,
      language: 'en',
      notes: [],
      recognised: [],
      textless,
      passages: [{ page: 1, heading: null, text }],
    });
    // Frozen while it reads; meanwhile another one has read the file, passed it on, and the pictures are being recognised.
    const frozen = heldUp('LATER', read('From the frozen one.', [2]));
    await frozen.taken;
    await database.query(`update extraction set claimed_until = now() - interval '1 second' where file_id = $1`, [
      file,
    ]);
    await worker('LATER', read(TYPED, [2])).runOnce();
    const recognising = heldUp('NOW', read('From the pictures.', []));
    await recognising.taken;
    const before = await extraction(file);
    expect(before).toMatchObject({ state: 'RUNNING', attempts: 1, for_recognition: true });
    await frozen.goOn();
    expect(await extraction(file)).toEqual(before);
    expect(await texts(file)).toEqual([TYPED]);
    await recognising.goOn();
    expect(await extraction(file)).toMatchObject({ state: 'DONE', for_recognition: false });
    expect(await texts(file)).toEqual(['From the pictures.']);
  });

  it('that a newer reader reads keeps what was recognised until that is done again; also where nothing is any more', async () => {
    const file = await attached(await mixed());
    const recognised: ReadingOutcome = {
      kind: 'READ',
      pageCount: 2,
      language: 'en',
      notes: [],
      recognised: [2],
      textless: [2],
      passages: [TYPED, SCANNED].map((text, index) => ({ page: index + 1, heading: null, text })),
    };
    await worker('LATER').runOnce();
    await worker('NOW', recognised).runOnce();
    await database.query('update extraction set reader_version = 1 where file_id = $1', [file]);
    expect(await worker('NONE').runOnce()).toBe(0);
    expect(await worker('NOW').runOnce()).toBe(0);
    expect(await worker('LATER').runOnce()).toBe(1);
    expect(await extraction(file)).toMatchObject({ state: 'PENDING', for_recognition: true, recognised_pages: [2] });
    expect(await texts(file)).toEqual([TYPED, SCANNED]);
    expect(await worker('NOW', recognised).runOnce()).toBe(1);
    expect(await texts(file)).toEqual([TYPED, SCANNED]);

    // It waits to be recognised again when that is switched off, or somebody has it read then.
    await app.get(RetryExtraction).execute(expert, file);
    await worker('LATER').runOnce();
    expect(await worker('NONE').runOnce()).toBe(1);
    expect(await extraction(file)).toMatchObject({
      state: 'DONE',
      for_recognition: false,
      recognised_pages: [2],
      failure: expect.stringMatching(/switched off/),
    });
    expect(await texts(file)).toEqual([TYPED, SCANNED]);
  });

  it('that waits to be recognised when recognition is switched off is told to have no text layer', async () => {
    const file = await attached(await scan());
    await worker('LATER').runOnce();
    expect(await worker('NONE').runOnce()).toBe(1);
    expect(await extraction(file)).toMatchObject({ state: 'FAILED', for_recognition: false });
  });
});
