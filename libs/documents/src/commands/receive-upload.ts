import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { type Actor, isContributor, isSignedIn } from '#libs/identity';
import {
  BlobStore,
  BlobTooLargeError,
  Database,
  ErrorCode,
  type ReceivedBlob,
  refuse,
  type Transaction,
} from '#libs/platform';
import { cleanFileName } from '../policies/clean-file-name.js';
import { fileLimits } from '../policies/file-limits.js';
import type { MediaType } from '../policies/media-types.js';
import { Files } from '../queries/files.js';
import { RECEIPT_COLUMNS, type Receipt, Receipts } from '../queries/receipts.js';
import { detectMediaType } from '../sniffing/detect-media-type.js';
import { lockBlob } from './blob-lock.js';

export interface GivenFile {
  content: Readable;
  /** As the sender calls it. */
  name: string;
  /** Makes a repeated request answer with the first one's receipt. */
  idempotencyKey?: string;
}

/** Takes a file in: whole, hashed, of a kind that is accepted, and then stored once however often it comes. */
@Injectable()
export class ReceiveUpload {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(BlobStore) private readonly blobs: BlobStore,
    @Inject(Files) private readonly files: Files,
    @Inject(Receipts) private readonly receipts: Receipts,
  ) {}

  /**
   * The receipt, and whether the actor could know these bytes already. Refuses NOT_SIGNED_IN, NOT_ALLOWED, INVALID (empty, damaged, the
   * key of another file), TOO_LARGE, UNSUPPORTED and LIMIT_REACHED; then nothing stays.
   */
  async execute(actor: Actor, given: GivenFile): Promise<{ receipt: Receipt; alreadyKnown: boolean }> {
    await this.checkSender(actor);
    const received = await this.receive(given.content);
    try {
      const earlier = given.idempotencyKey && (await this.earlier(actor, given.idempotencyKey, received));
      if (earlier) {
        const before = earlier.receivedAt;
        return { receipt: earlier, alreadyKnown: await this.files.isKnown(actor, earlier.sha256, before) };
      }
      const mediaType = await detectMediaType(received.path, given.name);
      const name = cleanFileName(given.name, mediaType);
      const alreadyKnown = await this.files.isKnown(actor, received.sha256);
      // Outside the transaction, which may be slow elsewhere and tried again. What was just kept is not swept for a while.
      await received.keep();
      const receipt = await this.database.transaction((transaction) =>
        this.store(transaction, actor, received, { mediaType, name, idempotencyKey: given.idempotencyKey ?? null }),
      );
      return { receipt, alreadyKnown };
    } finally {
      await received.discard();
    }
  }

  /** Also asked before a body is read: who may not send, or has too much waiting, need not send it. */
  async checkSender(actor: Actor): Promise<void> {
    if (!isSignedIn(actor)) throw refuse(ErrorCode.NOT_SIGNED_IN, 'Sign in first, then send the file again.');
    if (!isContributor(actor))
      throw refuse(ErrorCode.NOT_ALLOWED, 'Only experts, analysts and administrators may hand in files.');
    if (actor.accountId === null) return;
    const [waiting] = await this.database.query<{ uploads: number; bytes: string }>(
      `select count(*)::int as uploads, coalesce(sum(byte_size), 0) as bytes from upload where account_id = $1 and attached_at is null`,
      [actor.accountId],
    );
    if (!waiting || waiting.uploads >= fileLimits.waitingUploads || Number(waiting.bytes) >= fileLimits.waitingBytes) {
      throw refuse(
        ErrorCode.LIMIT_REACHED,
        `You have ${waiting?.uploads} files waiting that are attached to no contribution. Attach them, or wait: they go after ${fileLimits.waitingHours} hours.`,
      );
    }
  }

  private async receive(content: Readable): Promise<ReceivedBlob> {
    const received = await this.blobs.receive(content, { limit: fileLimits.bytes }).catch((error: unknown) => {
      if (error instanceof BlobTooLargeError) throw tooLarge();
      throw error;
    });
    if (received.byteSize > 0) return received;
    await received.discard();
    throw refuse(ErrorCode.INVALID, 'This file is empty.');
  }

  private async earlier(actor: Actor, key: string, { sha256 }: { sha256: string }): Promise<Receipt | undefined> {
    const receipt = await this.receipts.byKey(actor, key);
    if (receipt && receipt.sha256 !== sha256) throw otherFile();
    return receipt;
  }

  private async store(
    transaction: Transaction,
    actor: Actor,
    received: ReceivedBlob,
    upload: { mediaType: MediaType; name: string; idempotencyKey: string | null },
  ): Promise<Receipt> {
    const { sha256, byteSize } = received;
    const { mediaType, name, idempotencyKey } = upload;
    await lockBlob(transaction, sha256);
    // A sweeper that had just looked at older, equal bytes may have taken these; with the lock held, none does.
    if (!(await this.blobs.has(sha256))) await received.keep();
    await transaction.query(
      'insert into blob (sha256, byte_size, media_type) values ($1, $2, $3) on conflict do nothing',
      [sha256, byteSize, mediaType],
    );
    const values = [v7(), actor.accountId, sha256, name, mediaType, byteSize, idempotencyKey];
    await transaction.query(
      `insert into upload (id, account_id, sha256, name, media_type, byte_size, idempotency_key)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (account_id, idempotency_key) do nothing`,
      values,
    );
    // Of two requests with one key at a time, the later one finds the row of the earlier.
    const [receipt] = await transaction.query<Receipt>(
      `select ${RECEIPT_COLUMNS} from upload where id = $1 or (account_id = $2::uuid and idempotency_key = $3) order by id = $1 desc limit 1`,
      [values[0], actor.accountId, idempotencyKey],
    );
    if (receipt?.sha256 !== sha256) throw otherFile();
    return receipt;
  }
}

function otherFile(): Error {
  const message = 'This idempotency key was used for another file. Take a new key for each file.';
  return refuse(ErrorCode.DUPLICATE, message, ['idempotencyKey']);
}

export function tooLarge(): Error {
  return refuse(
    ErrorCode.TOO_LARGE,
    `A file may have at most ${fileLimits.bytes / (1024 * 1024)} MB. Split it, or make its pictures smaller.`,
  );
}
