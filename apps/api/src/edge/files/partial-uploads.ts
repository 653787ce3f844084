import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import type { Upload } from '@tus/server';
import { fileLimits, partialUploads, type Receipt, type ReceiveUpload } from '#libs/documents';
import type { Actor } from '#libs/identity';
import { type Configuration, ErrorCode, Refusal, refuse } from '#libs/platform';

/** Uploads that one account may have under way at a time. */
const UNFINISHED_MAX = 20;

/** The key by which the receipt of an upload in parts is found again. */
export const partialKey = (id: string) => `tus ${id}`;

/** Uploads under way, each its account's own: begun, added to in parts, and taken in when whole. */
export class PartialUploads {
  private constructor(
    readonly store: FileStore,
    private readonly uploads: ReceiveUpload,
  ) {}

  /** Makes the folder first: the store would only begin to. */
  static async open(configuration: Configuration, uploads: ReceiveUpload): Promise<PartialUploads> {
    const directory = partialUploads(configuration);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const expirationPeriodInMilliseconds = fileLimits.waitingHours * 3_600_000;
    return new PartialUploads(new FileStore({ directory, expirationPeriodInMilliseconds }), uploads);
  }

  /** Who may not send files, or has too many under way, begins none. */
  async checkBegin(actor: Actor): Promise<void> {
    await this.uploads.checkSender(actor);
    const ids = (await this.store.configstore.list?.()) ?? [];
    const known = await Promise.all(ids.map((id) => this.store.configstore.get(id)));
    const own = known.filter((upload) => upload?.metadata?.account === actor.accountId);
    if (own.length < UNFINISHED_MAX) return;
    const message = `You have ${own.length} uploads under way. Finish one before you begin another.`;
    throw refuse(ErrorCode.LIMIT_REACHED, message);
  }

  /** An upload under way, if it is the actor's; to others it is not there. */
  async own(actor: Actor, id: string): Promise<Upload> {
    const absent = refuse(ErrorCode.NOT_FOUND, 'There is no such upload of yours. Begin it again.');
    if (!/^[0-9a-f]{32}$/.test(id) || actor.accountId === null) throw absent;
    const upload = await this.store.getUpload(id).catch(ifNotThere);
    if (upload?.metadata?.account !== actor.accountId) throw absent;
    return upload;
  }

  /** What is whole goes the way of every file. If we die meanwhile it is asked for again, so its key is its id. */
  async finish(actor: Actor, { id, metadata }: Upload): Promise<{ receipt: Receipt; alreadyKnown: boolean }> {
    const name = metadata?.filename ?? metadata?.name ?? '';
    const content = createReadStream(join(this.store.directory, id));
    try {
      const taken = await this.uploads.execute(actor, { content, name, idempotencyKey: partialKey(id) });
      await this.store.remove(id);
      return taken;
    } catch (error) {
      // Refused for what it is: no part will make it better.
      if (error instanceof Refusal && error.code !== ErrorCode.LIMIT_REACHED) await this.store.remove(id);
      throw error;
    } finally {
      content.destroy();
    }
  }
}

/** The store's own way to say that there is none, or none any more. */
function ifNotThere(error: { status_code?: number }): undefined {
  if (error.status_code === undefined) throw error;
}
