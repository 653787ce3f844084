import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import { Anteroom } from './anteroom.js';
import {
  BlobMissingError,
  BlobStore,
  BlobStoreAwayError,
  type ByteRange,
  checkSha256,
  type ReceivedBlob,
  type StoredBlob,
} from './blob-store.js';
import type { S3Place } from './s3-place.js';

const CONNECT_MS = 5_000;
const SILENT_MS = 60_000;

type Sdk = typeof import('@aws-sdk/client-s3');

/** Blobs in a bucket of an S3-compatible service. Bytes are written aside on this machine until they are whole and hashed. */
export class S3BlobStore extends BlobStore {
  private readonly anteroom: Anteroom;
  private opened: Promise<{ sdk: Sdk; client: S3Client }> | undefined;

  constructor(
    private readonly place: S3Place,
    incoming: string,
  ) {
    super();
    this.anteroom = new Anteroom(incoming);
  }

  async receive(content: Readable, { limit }: { limit?: number } = {}): Promise<ReceivedBlob> {
    const { path, sha256, byteSize } = await this.anteroom.write(content, limit);
    return {
      path,
      sha256,
      byteSize,
      keep: async () => {
        const Body = createReadStream(path);
        try {
          const { sdk, client } = await this.open();
          const command = new sdk.PutObjectCommand({ ...this.object(sha256), Body, ContentLength: byteSize });
          await client.send(command).catch(toldApart);
        } finally {
          Body.destroy();
        }
      },
      discard: () => rm(path, { force: true }),
    };
  }

  async read(sha256: string, range?: ByteRange): Promise<Readable> {
    const Range = range && `bytes=${range.first}-${range.last}`;
    const { sdk, client } = await this.open();
    const { Body } = await client
      .send(new sdk.GetObjectCommand({ ...this.object(sha256), Range }))
      .catch((error: unknown) => {
        throw isMissing(error) ? new BlobMissingError(sha256) : awayOr(error);
      });
    return Body as Readable;
  }

  async withFile<Result>(sha256: string, work: (path: string) => Promise<Result>): Promise<Result> {
    const path = await this.anteroom.place();
    try {
      await pipeline(await this.read(sha256), createWriteStream(path, { mode: 0o600 }));
      return await work(path);
    } finally {
      await rm(path, { force: true });
    }
  }

  async find(sha256: string): Promise<StoredBlob | undefined> {
    try {
      const { sdk, client } = await this.open();
      const { ContentLength = 0, LastModified = new Date(0) } = await client.send(
        new sdk.HeadObjectCommand(this.object(sha256)),
      );
      return { sha256, byteSize: ContentLength, keptAt: LastModified };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw awayOr(error);
    }
  }

  async delete(sha256: string): Promise<void> {
    const { sdk, client } = await this.open();
    await client.send(new sdk.DeleteObjectCommand(this.object(sha256))).catch(toldApart);
  }

  async *list(): AsyncIterable<StoredBlob> {
    const { bucket, prefix } = this.place;
    const { sdk, client } = await this.open();
    let ContinuationToken: string | undefined;
    do {
      const page = await client
        .send(new sdk.ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken }))
        .catch(toldApart);
      for (const { Key = '', Size = 0, LastModified = new Date(0) } of page.Contents ?? []) {
        const sha256 = Key.slice(prefix.length);
        if (/^[0-9a-f]{64}$/.test(sha256)) yield { sha256, byteSize: Size, keptAt: LastModified };
      }
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
  }

  tidy(): Promise<void> {
    return this.anteroom.tidy();
  }

  /** The client is half a second of loading, so it is loaded by those who use it. */
  private open(): Promise<{ sdk: Sdk; client: S3Client }> {
    this.opened ??= import('@aws-sdk/client-s3').then((sdk) => ({
      sdk,
      client: new sdk.S3Client({
        endpoint: this.place.endpoint,
        region: this.place.region,
        credentials: this.place.credentials,
        // The bucket is named in the path: most services that are not Amazon's have no host name for each bucket.
        forcePathStyle: true,
        // Others stumble over the checksums that newer clients add by themselves; the key is the checksum here.
        requestChecksumCalculation: 'WHEN_REQUIRED',
        responseChecksumValidation: 'WHEN_REQUIRED',
        // By default a service that falls silent is waited for without end. As long as bytes come, it may take its time.
        requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: SILENT_MS },
      }),
    }));
    return this.opened;
  }

  private object(sha256: string): { Bucket: string; Key: string } {
    return { Bucket: this.place.bucket, Key: `${this.place.prefix}${checkSha256(sha256)}` };
  }
}

function isMissing(error: unknown): boolean {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  return name === 'NoSuchKey' || $metadata?.httpStatusCode === 404;
}

/** Never answered, or answered that it cannot at the moment: away. Whatever else it answers is a fault. */
function awayOr(error: unknown): unknown {
  const { code, name, message, $metadata } = error as Error & {
    code?: string;
    $metadata?: { httpStatusCode?: number };
  };
  // The client hands some errors on as words alone.
  const isNetwork = NETWORK.test(`${code} ${message}`);
  const isAway = isNetwork || name === 'TimeoutError' || ($metadata?.httpStatusCode ?? 0) >= 500;
  return isAway ? new BlobStoreAwayError(error) : error;
}

const NETWORK = /\b(ECONN[A-Z]+|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)\b/;

function toldApart(error: unknown): never {
  throw awayOr(error);
}
