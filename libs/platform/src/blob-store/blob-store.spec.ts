import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import S3rver from 's3rver';
import { Configuration } from '../configuration/configuration.js';
import { isDatabaseAway } from '../database/constraint-violation.js';
import { BlobMissingError, type BlobStore, BlobStoreAwayError, BlobTooLargeError } from './blob-store.js';
import { openBlobStore } from './index.js';
import { readS3Url } from './s3-place.js';

const folder = mkdtempSync(join(tmpdir(), 'roundtable-blobs-'));
const home = (name: string) => join(folder, name);
// Its keys are made up by it, and the same for everyone.
const server = new S3rver({
  port: 0,
  address: '127.0.0.1',
  silent: true,
  directory: home('bucket'),
  configureBuckets: [{ name: 'papers', configs: [] }],
});
const stores: Record<string, BlobStore> = {};

beforeAll(async () => {
  const { port } = (await server.run()) as AddressInfo;
  stores.folder = openBlobStore(new Configuration({ ROUNDTABLE_HOME: home('folder') }));
  stores.S3 = openBlobStore(
    new Configuration({
      ROUNDTABLE_HOME: home('s3'),
      BLOB_URL: `http://127.0.0.1:${port}/papers/of/test`,
      BLOB_KEY: 'S3RVER',
      BLOB_SECRET: 'S3RVER',
    }),
  );
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
const from = (content: string | Buffer) => Readable.from([Buffer.from(content)]);
const aside = (name: string) => {
  const path = join(home(name === 'S3' ? 's3' : 'folder'), 'files', 'incoming');
  return existsSync(path) ? readdirSync(path) : [];
};

describe.each(['folder', 'S3'])('blobs, kept by %s', (name) => {
  const store = () => stores[name] as BlobStore;

  it('are kept by their hash, whole, and read whole or in part', async () => {
    const content = Buffer.from('0123456789'.repeat(100_000));
    const stored = await store().put(from(content));
    expect(stored).toEqual({ sha256: sha256(content), byteSize: 1_000_000 });
    expect((await buffer(await store().read(stored.sha256))).equals(content)).toBe(true);
    expect(await text(await store().read(stored.sha256, { first: 3, last: 7 }))).toBe('34567');
    expect(await text(await store().read(stored.sha256, { first: 999_998, last: 999_999 }))).toBe('89');
    expect(await store().withFile(stored.sha256, async (path) => readFileSync(path).equals(content))).toBe(true);
    const found = await store().find(stored.sha256);
    expect(found).toMatchObject({ byteSize: 1_000_000 });
    expect(Math.abs(Date.now() - (found?.keptAt.getTime() ?? 0))).toBeLessThan(60_000);
    expect(aside(name)).toEqual([]);
  });

  it('are seen by nobody before they are kept, and never when they are discarded or too large', async () => {
    const received = await store().receive(from('Not yet.'));
    expect(await store().has(received.sha256)).toBe(false);
    expect(readFileSync(received.path, 'utf8')).toBe('Not yet.');
    await received.discard();
    expect(await store().has(received.sha256)).toBe(false);
    await expect(store().receive(from('12345'), { limit: 4 })).rejects.toThrow(BlobTooLargeError);
    expect(
      await store()
        .receive(from('1234'), { limit: 4 })
        .then((four) => four.discard()),
    ).toBeUndefined();
    expect(aside(name)).toEqual([]);
  });

  it('kept twice are there once, even at the same moment', async () => {
    const both = await Promise.all([store().receive(from('Twice.')), store().receive(from('Twice.'))]);
    await Promise.all(both.map((received) => received.keep()));
    await Promise.all(both.map((received) => received.discard()));
    const listed: string[] = [];
    for await (const blob of store().list()) listed.push(blob.sha256);
    expect(listed.filter((hash) => hash === sha256('Twice.'))).toHaveLength(1);
    expect(await text(await store().read(sha256('Twice.')))).toBe('Twice.');
  });

  it('are gone once deleted, and what is not there says so', async () => {
    const { sha256: hash } = await store().put(from('Short-lived.'));
    await store().delete(hash);
    await store().delete(hash);
    expect(await store().has(hash)).toBe(false);
    await expect(store().read(hash)).rejects.toThrow(BlobMissingError);
    await expect(store().withFile(hash, async () => 1)).rejects.toThrow(BlobMissingError);
    await expect(store().read('../../etc/passwd')).rejects.toThrow('Not a SHA-256');
  });
});

describe('the address of a bucket', () => {
  it.each([
    ['https://s3.example.org/papers', { endpoint: 'https://s3.example.org', bucket: 'papers', prefix: '' }],
    ['http://minio:9000/papers/a/b/', { endpoint: 'http://minio:9000', bucket: 'papers', prefix: 'a/b/' }],
    ['https://s3.example.org', undefined],
    ['https://key:secret@s3.example.org/papers', undefined],
    ['s3://papers', undefined],
    ['https://s3.example.org/Papers', undefined],
    ['https://s3.example.org/papers?x=1', undefined],
  ])('%s', (address, expected) => {
    expect(readS3Url(address)).toEqual(expected);
  });

  it('needs keys, and none of them is told when it is refused', () => {
    expect(() => new Configuration({ BLOB_URL: 'https://s3.example.org/papers' })).toThrow('BLOB_KEY and BLOB_SECRET');
    const wrong = { BLOB_URL: 'https://key:hidden@s3.example.org/papers' };
    expect(() => new Configuration(wrong)).toThrow(/^(?!.*hidden)[\s\S]*BLOB_URL must look like/);
  });
});

describe('a bucket that cannot be reached', () => {
  it('is told from a blob that is not there, and from a database that is away', async () => {
    const store = openBlobStore(
      new Configuration({
        ROUNDTABLE_HOME: home('away'),
        BLOB_URL: 'http://127.0.0.1:9/papers',
        BLOB_KEY: 'key',
        BLOB_SECRET: 'secret',
      }),
    );
    const received = await store.receive(from('Kept nowhere.'));
    const asked = [
      received.keep(),
      store.read(received.sha256),
      store.find(received.sha256),
      store.delete(received.sha256),
      store.list()[Symbol.asyncIterator]().next(),
    ];
    for (const one of await Promise.allSettled(asked)) {
      const { reason } = one as PromiseRejectedResult;
      expect(reason).toBeInstanceOf(BlobStoreAwayError);
      expect(isDatabaseAway(reason)).toBe(false);
    }
    await received.discard();
  });
});
