import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { ContributionKind, CreateContribution } from '#libs/contributions';
import { type Actor, IdentityModule, Role } from '#libs/identity';
import { BlobStore, Configuration, Database } from '#libs/platform';
import { createActor, createTestContext, type TestContext } from '../../../../test/support/nest-context.js';
import { DocumentsModule } from '../documents.module.js';
import { partialUploads } from '../policies/partial-uploads.js';
import { AttachFile } from './attach-file.js';
import { DetachFile } from './detach-file.js';
import { ReceiveUpload } from './receive-upload.js';
import { SweepFiles } from './sweep-files.js';

let context: TestContext;
let database: Database;
let app: INestApplicationContext;
let expert: Actor;
let blobs: BlobStore;
let sweeper: SweepFiles;
let home: string;
let configuration: Configuration;

beforeAll(async () => {
  context = await createTestContext(IdentityModule, DocumentsModule);
  ({ app, database, home, configuration } = context);
  expert = await createActor(database, 'sweep', Role.EXPERT);
  blobs = app.get(BlobStore);
  sweeper = new SweepFiles(database, blobs, partialUploads(configuration));
});
afterAll(async () => {
  await context?.close();
});
beforeEach(async () => {
  await age();
  await sweeper.execute();
});

let number = 0;
const send = async (content = `Text ${++number}.`) =>
  (await app.get(ReceiveUpload).execute(expert, { content: Readable.from([Buffer.from(content)]), name: 'a.txt' }))
    .receipt;

async function newDraft(): Promise<{ id: string; version: number }> {
  const content = { title: 'A', abstract: 'B', language: 'en' };
  const id = await app.get(CreateContribution).execute(expert, { kind: ContributionKind.POSITION_PAPER, content });
  return { id, version: 1 };
}

/** Makes everything that is there two days old. */
async function age(): Promise<void> {
  await database.query(`update upload set received_at = received_at - interval '2 days'`);
  await database.query(`update blob set stored_at = stored_at - interval '2 days'`);
  await database.query(`alter table file disable trigger file_is_immutable`);
  await database.query(`update file set created_at = created_at - interval '2 days'`);
  await database.query(`alter table file enable trigger file_is_immutable`);
  for (const folder of ['blobs', 'incoming', 'partial']) {
    const path = join(home, 'files', folder);
    if (!existsSync(path)) continue;
    for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
      const then = new Date(Date.now() - 2 * 86_400_000);
      if (entry.isFile()) utimesSync(join(entry.parentPath, entry.name), then, then);
    }
  }
}

const known = async (sha256: string) => ({
  bytes: await blobs.has(sha256),
  rows: (await database.query('select from blob where sha256 = $1', [sha256])).length,
});

it('removes what was never attached, a day later and no sooner', async () => {
  const receipt = await send();
  expect(await sweeper.execute()).toEqual({ uploads: 0, files: 0, blobs: 0 });
  expect(await known(receipt.sha256)).toEqual({ bytes: true, rows: 1 });
  await age();
  expect(await sweeper.execute()).toEqual({ uploads: 1, files: 0, blobs: 1 });
  expect(await known(receipt.sha256)).toEqual({ bytes: false, rows: 0 });
  const paper = await newDraft();
  const late = app.get(AttachFile).execute(expert, paper, { uploadId: receipt.id });
  await expect(late).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('leaves what a paper has, also when the same was sent again in vain', async () => {
  const receipt = await send('Kept.');
  const paper = await newDraft();
  await app.get(AttachFile).execute(expert, paper, { uploadId: receipt.id });
  await send('Kept.');
  await age();
  expect(await sweeper.execute()).toEqual({ uploads: 1, files: 0, blobs: 0 });
  expect(await known(receipt.sha256)).toEqual({ bytes: true, rows: 1 });
});

it('removes what was taken out of a draft; its receipt stays', async () => {
  const receipt = await send();
  const paper = await newDraft();
  const file = await app.get(AttachFile).execute(expert, paper, { uploadId: receipt.id });
  await app.get(DetachFile).execute(expert, { ...paper, version: 2 }, file);
  await age();
  expect(await sweeper.execute()).toEqual({ uploads: 0, files: 1, blobs: 1 });
  expect(await known(receipt.sha256)).toEqual({ bytes: false, rows: 0 });
  expect(await database.query('select from upload where id = $1', [receipt.id])).toHaveLength(1);
});

it('removes bytes that no table knows, and parts that were left lying', async () => {
  const { sha256 } = await blobs.put(Readable.from([Buffer.from('Its receiver died.')]));
  const partial = partialUploads(configuration);
  mkdirSync(partial, { recursive: true });
  writeFileSync(join(partial, 'half'), 'half');
  writeFileSync(join(home, 'files', 'incoming', 'half'), 'half');
  expect((await sweeper.execute()).blobs).toBe(0);
  expect(readdirSync(partial)).toEqual(['half']);
  await age();
  expect((await sweeper.execute()).blobs).toBe(1);
  expect(await blobs.has(sha256)).toBe(false);
  expect([...readdirSync(partial), ...readdirSync(join(home, 'files', 'incoming'))]).toEqual([]);
});

it('takes nothing from those who send the same at the same moment', async () => {
  for (let round = 0; round < 15; round++) {
    const content = `Contended ${round}.`;
    await send(content);
    await age();
    const paper = await newDraft();
    const [receipt] = await Promise.all([send(content), sweeper.execute(), sweeper.execute()]);
    await app.get(AttachFile).execute(expert, paper, { uploadId: receipt.id });
    expect(await known(receipt.sha256)).toEqual({ bytes: true, rows: 1 });
  }
});

it('takes nothing from those who attach it at the same moment', async () => {
  let attached = 0;
  for (let round = 0; round < 15; round++) {
    const receipt = await send();
    const paper = await newDraft();
    await age();
    const attach = app.get(AttachFile).execute(expert, paper, { uploadId: receipt.id });
    const [outcome] = await Promise.all([
      attach.then(
        () => 'ATTACHED',
        (error) => error.code,
      ),
      sweeper.execute(),
    ]);
    const left = await known(receipt.sha256);
    if (outcome === 'ATTACHED') attached++;
    else expect(outcome).toBe('NOT_FOUND');
    expect(left).toEqual(outcome === 'ATTACHED' ? { bytes: true, rows: 1 } : { bytes: false, rows: 0 });
  }
  expect(attached).toBeGreaterThan(0);
});
