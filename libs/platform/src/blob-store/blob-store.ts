import type { Readable } from 'node:stream';

/** Bytes that were received whole and hashed, and lie aside: nobody sees them before they are kept. */
export interface ReceivedBlob {
  /** In hexadecimal. */
  sha256: string;
  byteSize: number;
  /** A local file, to look at before deciding. It is gone once the blob is kept or discarded. */
  path: string;
  /** Makes it readable under its hash, whole, from one moment to the next; of equal bytes the newer take the place of the older. May be done again until discarded. */
  keep(): Promise<void>;
  /** Throws away the received copy; what was kept stays. */
  discard(): Promise<void>;
}

export interface StoredBlob {
  sha256: string;
  byteSize: number;
  /** When it was last kept. */
  keptAt: Date;
}

/** Part of a blob, by its first and last byte. */
export interface ByteRange {
  first: number;
  last: number;
}

/** Where bytes are kept, by their SHA-256: never half written, never changed. Memory does not grow with their size. */
export abstract class BlobStore {
  /** Takes a stream in. Refuses nothing but what `limit` says: past so many bytes it stops with BlobTooLargeError. */
  abstract receive(content: Readable, options?: { limit?: number }): Promise<ReceivedBlob>;

  /** Receives and keeps at once. */
  async put(content: Readable): Promise<{ sha256: string; byteSize: number }> {
    const received = await this.receive(content);
    try {
      await received.keep();
    } finally {
      await received.discard();
    }
    return { sha256: received.sha256, byteSize: received.byteSize };
  }

  /** The bytes, or a part of them; a BlobMissingError where there are none. */
  abstract read(sha256: string, range?: ByteRange): Promise<Readable>;

  /** Lends the blob as a local file for as long as the work takes. The file must not be changed. */
  abstract withFile<Result>(sha256: string, work: (path: string) => Promise<Result>): Promise<Result>;

  /** Undefined where there is no such blob. */
  abstract find(sha256: string): Promise<StoredBlob | undefined>;

  async has(sha256: string): Promise<boolean> {
    return (await this.find(sha256)) !== undefined;
  }

  /** Harmless where there is none. */
  abstract delete(sha256: string): Promise<void>;

  abstract list(): AsyncIterable<StoredBlob>;

  /** Removes what a process that died has left aside on this machine. */
  abstract tidy(): Promise<void>;
}

export class BlobTooLargeError extends Error {
  constructor(readonly limit: number) {
    super(`More than ${limit} bytes.`);
  }
}

export class BlobMissingError extends Error {
  constructor(readonly sha256: string) {
    super(`There are no bytes with the SHA-256 ${sha256}.`);
  }
}

/** Where they are kept cannot be reached at the moment. It says nothing of the bytes. */
export class BlobStoreAwayError extends Error {
  constructor(cause: unknown) {
    super('The store of files cannot be reached.', { cause });
  }
}

/** The hash stands in paths, so nothing else may pass for one. */
export function checkSha256(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Not a SHA-256 in hexadecimal.');
  return sha256;
}
