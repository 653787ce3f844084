import { type ChildProcess, fork } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as tus from 'tus-js-client';
import { MakeToken, Role, SaveAccount, SYSTEM } from '#libs/identity';
import { Database } from '#libs/platform';
import { areas } from '../apps/tables.js';
import { download, upload } from './support/files.js';
import { createTestDatabase, type TestDatabase } from './support/test-database.js';

let testDatabase: TestDatabase;
let database: Database;
let server: ChildProcess;
let url: string;
const tokens: Record<string, string> = {};
const home = mkdtempSync(join(tmpdir(), 'roundtable-resumable-'));
const MB = 1024 * 1024;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await new Database(testDatabase.url, areas, 3).connect();
  for (const name of ['expert', 'rival']) {
    const fields = { email: `${name}@example.org`, name, roles: [Role.EXPERT], password: 'correct horse battery' };
    const account = await new SaveAccount(database).execute(SYSTEM, { ...fields, organisationId: null });
    const made = await new MakeToken(database).execute(SYSTEM, { accountId: account.id, name: 'test', hours: 1 });
    tokens[name] = made.token;
  }
  await startServer();
});
afterAll(async () => {
  await kill();
  await database?.close();
  await testDatabase?.drop();
  rmSync(home, { recursive: true, force: true });
});

async function startServer(): Promise<void> {
  const script = fileURLToPath(new URL('./support/file-server.mjs', import.meta.url));
  const { NODE_OPTIONS: _, ...environment } = process.env;
  server = fork(script, { env: { ...environment, DATABASE_URL: testDatabase.url, ROUNDTABLE_HOME: home } });
  const [{ url: address }] = (await once(server, 'message')) as [{ url: string }];
  url = address;
}

async function kill(): Promise<void> {
  if (!server || server.exitCode !== null || server.signalCode !== null) return;
  server.kill('SIGKILL');
  await once(server, 'exit');
}

async function peakMemory(): Promise<number> {
  server.send('peak');
  const [{ peak }] = (await once(server, 'message')) as [{ peak: number }];
  return peak;
}

/** Text that is like nothing else, as PDF is: its beginning says so. */
function paper(bytes: number): Buffer {
  return Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes - 9)]);
}

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const folder = (name: string) => {
  const path = join(home, 'files', name);
  return existsSync(path) ? readdirSync(path) : [];
};

const HEADERS = { 'tus-resumable': '1.0.0' };
const ask = (path: string, method: string, headers: Record<string, string> = {}, body?: Buffer, who = 'expert') =>
  fetch(new URL(path, url), {
    method,
    headers: { ...HEADERS, authorization: `Bearer ${tokens[who]}`, ...headers },
    body: body && new Uint8Array(body),
  });
const named = (name: string) => ({ 'upload-metadata': `filename ${Buffer.from(name).toString('base64')}` });
const begin = (size: number, name = 'paper.pdf') =>
  ask('/files/resumable', 'POST', { 'upload-length': String(size), ...named(name) });
const part = (path: string, offset: number, body: Buffer) =>
  ask(path, 'PATCH', { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }, body);

describe('an upload in parts', () => {
  it('ends in a receipt, by the protocol’s own client', async () => {
    const content = paper(3 * MB);
    const last = await new Promise<tus.OnSuccessPayload>((resolve, reject) => {
      new tus.Upload(Readable.from(content) as never, {
        endpoint: `${url}/files/resumable`,
        headers: { authorization: `Bearer ${tokens.expert}` },
        metadata: { filename: 'Étude.pdf' },
        uploadSize: content.length,
        chunkSize: MB,
        onError: reject,
        onSuccess: resolve,
      }).start();
    });
    const receipt = JSON.parse(last.lastResponse.getBody());
    expect(receipt).toMatchObject({
      name: 'Étude.pdf',
      sha256: sha256(content),
      byteSize: content.length,
      alreadyKnown: false,
    });
    expect((await upload(url, tokens.expert, content, 'again.pdf')).body.alreadyKnown).toBe(true);
    expect(folder('partial')).toEqual([]);
  });

  it('goes on after kill -9 in the middle of a part, and is whole in the end', async () => {
    const content = paper(8 * MB);
    const path = (await begin(content.length)).headers.get('location') ?? '';
    expect(path).toMatch(/^\/files\/resumable\/[0-9a-f]{32}$/);
    expect((await part(path, 0, content.subarray(0, 2 * MB))).status).toBe(204);
    // The next part stops in the middle, and so does the server.
    const stalled = new ReadableStream({
      async start(controller) {
        controller.enqueue(new Uint8Array(content.subarray(2 * MB, 3 * MB)));
      },
    });
    const broken = fetch(new URL(path, url), {
      method: 'PATCH',
      headers: {
        ...HEADERS,
        authorization: `Bearer ${tokens.expert}`,
        'upload-offset': String(2 * MB),
        'content-type': 'application/offset+octet-stream',
      },
      body: stalled,
      duplex: 'half',
    } as RequestInit).catch(() => undefined);
    const file = join(home, 'files', 'partial', path.slice(-32));
    for (let tries = 0; statSync(file).size < 2.5 * MB && tries < 500; tries++) await sleep(10);
    await kill();
    await broken;
    await startServer();
    const head = await ask(path, 'HEAD');
    const offset = Number(head.headers.get('upload-offset'));
    expect(offset).toBeGreaterThanOrEqual(2.5 * MB);
    expect(offset).toBeLessThanOrEqual(3 * MB);
    expect((await part(path, 0, content)).status).toBe(409);
    const done = await part(path, offset, content.subarray(offset));
    expect(done.status).toBe(200);
    const receipt = (await done.json()) as { id: string; sha256: string };
    expect(receipt.sha256).toBe(sha256(content));
    // The answer may have got lost: the upload still says that it is whole, and gives its receipt again.
    const after = await ask(path, 'HEAD');
    expect([after.headers.get('upload-offset'), after.headers.get('upload-length')]).toEqual(
      Array(2).fill(String(8 * MB)),
    );
    expect(await (await ask(path, 'GET')).json()).toMatchObject({ id: receipt.id });
    expect((await ask(path, 'GET', {}, undefined, 'rival')).status).toBe(404);
  });

  it('that was whole when the server died is taken in when its receipt is asked for', async () => {
    const content = paper(MB);
    const path = (await begin(content.length)).headers.get('location') ?? '';
    await part(path, 0, content.subarray(0, MB - 10));
    const pending = await ask(path, 'GET');
    expect([pending.status, await pending.json()]).toMatchObject([409, { code: 'WRONG_STATE' }]);
    appendFileSync(join(home, 'files', 'partial', path.slice(-32)), content.subarray(MB - 10));
    const asked = await ask(path, 'GET');
    expect([asked.status, await asked.json()]).toMatchObject([200, { sha256: sha256(content) }]);
  });

  it('is its account’s own, and of no other site', async () => {
    const path = (await begin(100)).headers.get('location') ?? '';
    for (const method of ['HEAD', 'PATCH', 'DELETE', 'GET']) {
      const patch = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
      const type: Record<string, string> = method === 'PATCH' ? patch : {};
      const body = method === 'PATCH' ? Buffer.from('x') : undefined;
      expect([method, (await ask(path, method, type, body, 'rival')).status]).toEqual([method, 404]);
      const absent = path.replace(/.{32}$/, '0'.repeat(32));
      expect([method, (await ask(absent, method, type, body)).status]).toEqual([method, 404]);
    }
    const anonymous = await fetch(`${url}/files/resumable`, {
      method: 'POST',
      headers: { ...HEADERS, 'upload-length': '5' },
    });
    expect([anonymous.status, await anonymous.json()]).toMatchObject([401, { code: 'NOT_SIGNED_IN' }]);
    const options = await ask('/files/resumable', 'OPTIONS', { origin: 'https://elsewhere.example' });
    expect(options.headers.get('access-control-allow-origin')).toBeNull();
    expect(options.headers.get('tus-max-size')).toBe(String(50 * MB));
    expect((await ask(path, 'DELETE')).status).toBe(204);
    expect(folder('partial')).toEqual([]);
  });

  it('is refused like any other file, and then no part of it stays', async () => {
    const large = await begin(50 * MB + 1);
    expect([large.status, await large.json()]).toMatchObject([413, { code: 'TOO_LARGE' }]);
    const path = (await begin(4, 'program.pdf')).headers.get('location') ?? '';
    const refused = await part(path, 0, Buffer.from([0, 1, 2, 3]));
    expect([refused.status, await refused.json()]).toMatchObject([415, { code: 'UNSUPPORTED' }]);
    expect((await ask(path, 'HEAD')).status).toBe(404);
    for (let number = 0; number < 20; number++) expect((await begin(10)).status).toBe(201);
    const many = await begin(10);
    expect([many.status, await many.json()]).toMatchObject([429, { code: 'LIMIT_REACHED' }]);
  });
});

describe('large files', () => {
  it('take no more memory than small ones, and kill -9 leaves nothing that is seen', async () => {
    const large = [paper(40 * MB), paper(40 * MB), paper(40 * MB)];
    await upload(url, tokens.expert, paper(40 * MB), 'warm.pdf');
    const before = await peakMemory();
    const sent = await Promise.all(large.map((content) => upload(url, tokens.expert, content, 'large.pdf')));
    expect(sent.map(({ body }) => body.sha256)).toEqual(large.map(sha256));
    // Three at once, 120 MB in all: what is held of them is a few pieces each.
    expect((await peakMemory()) - before).toBeLessThan(60 * MB);
    // Killed while a second one comes in.
    const second = upload(url, tokens.expert, paper(40 * MB), 'second.pdf').catch(() => undefined);
    for (let tries = 0; folder('incoming').length === 0 && tries < 1000; tries++) await sleep(2);
    await kill();
    await second;
    await startServer();
    const [rows] = await database.query<{ n: number }>(
      `select count(*)::int as n from upload where name = 'second.pdf'`,
    );
    const blobs = readdirSync(join(home, 'files', 'blobs'), { recursive: true, withFileTypes: true });
    const known = await database.query<{ sha256: string }>('select sha256 from blob');
    expect(rows?.n).toBe(0);
    expect(
      blobs
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name)
        .sort(),
    ).toEqual(known.map((row) => row.sha256).sort());
    expect((await download(url, '/health/ready')).status).toBe(200);
  });
});
