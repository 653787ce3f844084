import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { ContributionKind, CreateContribution, ReviseContribution, SubmitContribution } from '#libs/contributions';
import { type Actor, IdentityModule, Role } from '#libs/identity';
import { BlobStore, Database } from '#libs/platform';
import { createActor, createTestContext, type TestContext } from '../../../test/support/nest-context.js';
import { AttachFile } from './commands/attach-file.js';
import { DetachFile } from './commands/detach-file.js';
import { ReceiveUpload } from './commands/receive-upload.js';
import { DocumentsModule } from './documents.module.js';
import { Files } from './queries/files.js';

let context: TestContext;
let database: Database;
let app: INestApplicationContext;
let expert: Actor;
let home: string;

beforeAll(async () => {
  context = await createTestContext(IdentityModule, DocumentsModule);
  ({ app, database, home } = context);
  expert = await createActor(database, 'files', Role.EXPERT);
});
afterAll(async () => {
  await context?.close();
});

const send = (text: string | Buffer, name = 'paper.txt', idempotencyKey?: string) =>
  app.get(ReceiveUpload).execute(expert, { content: Readable.from([Buffer.from(text)]), name, idempotencyKey });

async function newDraft(): Promise<{ id: string; version: number }> {
  const content = { title: 'A', abstract: 'B', language: 'en', statement: 'C', asks: ['D'] };
  const id = await app.get(CreateContribution).execute(expert, { kind: ContributionKind.POSITION_PAPER, content });
  return { id, version: 1 };
}

const revisions = (id: string) =>
  database.query<{ number: number; sha256: string | null; text: number; files: string[] }>(
    `select number, r.sha256, text_version as text, array(select f.name from revision_file v join file f on f.id = v.file_id
       where v.revision_id = r.id order by v.position) as files
     from revision r where contribution_id = $1 order by number`,
    [id],
  );

describe('what is received', () => {
  it('is stored once, under its hash, and whole', async () => {
    const first = await send('The same words.', 'a.txt');
    const second = await send('The same words.', 'b.md');
    expect(first.alreadyKnown).toBe(false);
    expect(second).toMatchObject({ alreadyKnown: true, receipt: { sha256: first.receipt.sha256, name: 'b.md' } });
    const bytes = await buffer(await app.get(BlobStore).read(first.receipt.sha256));
    expect(bytes.toString()).toBe('The same words.');
    const blobs = readdirSync(join(home, 'files/blobs'), { recursive: true, withFileTypes: true });
    expect(blobs.filter((entry) => entry.name === first.receipt.sha256)).toHaveLength(1);
    expect(readdirSync(join(home, 'files/incoming'))).toEqual([]);
  });

  it('a repeated key answers with the first receipt; for another file it is refused', async () => {
    const first = await send('Once.', 'once.txt', 'key-1');
    expect((await send('Once.', 'once.txt', 'key-1')).receipt).toEqual(first.receipt);
    await expect(send('Twice.', 'once.txt', 'key-1')).rejects.toMatchObject({ code: 'DUPLICATE' });
    const both = await Promise.all([send('At once.', 'c.txt', 'key-2'), send('At once.', 'c.txt', 'key-2')]);
    expect(both[0]?.receipt).toEqual(both[1]?.receipt);
  });

  it('nothing stays of what is refused', async () => {
    await expect(send('', 'empty.pdf')).rejects.toMatchObject({ code: 'INVALID' });
    await expect(send(Buffer.from([0, 1, 2, 3]), 'program.pdf')).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    async function* breaking() {
      yield Buffer.from('half');
      throw new Error('the line broke');
    }
    const broken = { content: Readable.from(breaking()), name: 'half.txt' };
    await expect(app.get(ReceiveUpload).execute(expert, broken)).rejects.toThrow('the line broke');
    expect(readdirSync(join(home, 'files/incoming'))).toEqual([]);
  });
});

describe('an attached file', () => {
  it('belongs to what the revision says, and to its fingerprint', async () => {
    const paper = await newDraft();
    const { receipt } = await send('One.', 'one.txt');
    const fileId = await app.get(AttachFile).execute(expert, paper, { uploadId: receipt.id });
    expect(await revisions(paper.id)).toEqual([{ number: 1, sha256: null, text: 2, files: ['one.txt'] }]);
    await expect(
      app.get(AttachFile).execute(expert, { ...paper, version: 2 }, { uploadId: receipt.id }),
    ).rejects.toMatchObject({ code: 'DUPLICATE' });
    await expect(app.get(AttachFile).execute(expert, paper, { uploadId: receipt.id, name: 'x' })).rejects.toMatchObject(
      { code: 'VERSION_CONFLICT' },
    );
    await app.get(SubmitContribution).execute(expert, { id: paper.id, version: 2 });
    const [frozen] = await revisions(paper.id);
    await expect(database.query('delete from revision_file where file_id = $1', [fileId])).rejects.toThrow('frozen');
    const other = await newDraft();
    await app.get(SubmitContribution).execute(expert, other);
    expect((await revisions(other.id))[0]?.sha256).not.toBe(frozen?.sha256);
  });

  it('is carried over by the next revision, which a further file starts', async () => {
    const paper = await newDraft();
    const one = (await send('First file.', 'one.txt')).receipt;
    const two = (await send('Second file.', 'two.txt')).receipt;
    const first = await app.get(AttachFile).execute(expert, paper, { uploadId: one.id });
    await app.get(SubmitContribution).execute(expert, { ...paper, version: 2 });
    await expect(
      app.get(AttachFile).execute(expert, { ...paper, version: 3 }, { uploadId: two.id }),
    ).rejects.toMatchObject({ code: 'WRONG_STATE' });
    await database.query(`update contribution set status = 'PUBLISHED', published_at = now() where id = $1`, [
      paper.id,
    ]);
    const change = { ...paper, version: 3 };
    const second = await app.get(AttachFile).execute(expert, change, { uploadId: two.id, name: 'Renamed' });
    await app.get(ReviseContribution).execute(expert, { ...paper, version: 4 }, { title: 'New' });
    expect((await revisions(paper.id)).map((revision) => revision.files)).toEqual([
      ['one.txt'],
      ['one.txt', 'Renamed.txt'],
    ]);
    await app.get(DetachFile).execute(expert, { ...paper, version: 5 }, first);
    await expect(app.get(DetachFile).execute(expert, { ...paper, version: 6 }, first)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await revisions(paper.id)).map((revision) => revision.files)).toEqual([['one.txt'], ['Renamed.txt']]);
    const facts = await database.query<{ kind: string }>(
      `select kind from change_log where subject_id = $1 and kind like 'File%' order by id`,
      [paper.id],
    );
    expect(facts.map((fact) => fact.kind)).toEqual(['FileAttached', 'FileAttached', 'FileDetached']);
    const seen = await app.get(Files).byIds(expert, [first]);
    expect(seen).toMatchObject([{ name: 'one.txt', mediaType: 'text/plain', byteSize: 11 }]);
    // It is in the published revision; the other only in the one on its way.
    const anyone = { accountId: null, roles: new Set<Role>(), organisationId: null };
    const rows = await app.get(Files).byIds(anyone, [first, second]);
    expect(rows.map((row) => row.id)).toEqual([first]);
  });

  it('the twenty-first is refused', async () => {
    const paper = await newDraft();
    for (let number = 1; number <= 20; number++) {
      const { receipt } = await send(`File ${number}`);
      await app.get(AttachFile).execute(expert, { id: paper.id, version: number }, { uploadId: receipt.id });
    }
    const { receipt } = await send('File 21');
    await expect(
      app.get(AttachFile).execute(expert, { id: paper.id, version: 21 }, { uploadId: receipt.id }),
    ).rejects.toMatchObject({ code: 'LIMIT_REACHED' });
  });
});
