import { type BlobStore, type Database, type Transaction, tidyFolder } from '#libs/platform';
import { fileLimits } from '../policies/file-limits.js';
import { lockBlob } from './blob-lock.js';

/** Bytes as new as this may belong to an upload that is not in the tables yet. */
const GRACE_MS = 3_600_000;
const BATCH = 500;

/** What was removed. */
export interface Swept {
  /** Uploads that nobody attached. */
  uploads: number;
  /** Files that no revision has any more. */
  files: number;
  /** Bytes that nothing needs. */
  blobs: number;
}

/** Removes what nobody needs: uploads that were never attached, files that were taken out of drafts, and the bytes of both. */
export class SweepFiles {
  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
    /** The folder of uploads that come in parts. */
    private readonly partial: string,
  ) {}

  /** May die at any line, and be run by several workers at once. */
  async execute(ending?: AbortSignal): Promise<Swept> {
    await this.blobs.tidy();
    await tidyFolder(this.partial, fileLimits.waitingHours * 3_600_000);
    const uploads = await this.database.query(
      `delete from upload where attached_at is null and received_at < now() - $1 * interval '1 hour' returning id`,
      [fileLimits.waitingHours],
    );
    const files = await this.sweepFiles(ending);
    const blobs = (await this.sweepUnneeded(ending)) + (await this.sweepUnknown(ending));
    return { uploads: uploads.length, files, blobs };
  }

  /** A file that is quoted as evidence is held by what quotes it; what was read from others goes with them. */
  private async sweepFiles(ending?: AbortSignal): Promise<number> {
    const rows = await this.database.query<{ id: string }>(
      `select f.id from file f where f.created_at < now() - $1 * interval '1 hour'
         and not exists (select from revision_file v where v.file_id = f.id)`,
      [fileLimits.waitingHours],
    );
    let swept = 0;
    for (const { id } of rows) {
      if (ending?.aborted) break;
      try {
        await this.database.transaction((transaction) => transaction.query('delete from file where id = $1', [id]));
        swept++;
      } catch (error) {
        if (!isStillNamed(error)) throw error;
      }
    }
    return swept;
  }

  /** Bytes in the tables that nothing there needs. */
  private async sweepUnneeded(ending?: AbortSignal): Promise<number> {
    const rows = await this.database.query<{ sha256: string }>(
      `select b.sha256 from blob b where b.stored_at < now() - interval '1 hour' and ${UNNEEDED}`,
    );
    let swept = 0;
    for (const { sha256 } of rows) {
      if (ending?.aborted) break;
      if (await this.sweepBlob(sha256)) swept++;
    }
    return swept;
  }

  /** Bytes that no table knows: their receiver died before it could say so. */
  private async sweepUnknown(ending?: AbortSignal): Promise<number> {
    let swept = 0;
    let batch: string[] = [];
    const look = async () => {
      const unknown = await this.database.query<{ sha256: string }>(
        `select given.sha256 from unnest($1::text[]) as given (sha256) where not exists (select from blob b where b.sha256 = given.sha256)`,
        [batch],
      );
      batch = [];
      for (const { sha256 } of unknown) if (await this.sweepBlob(sha256)) swept++;
    };
    for await (const { sha256 } of this.blobs.list()) {
      if (ending?.aborted) return swept;
      if (batch.push(sha256) >= BATCH) await look();
    }
    await look();
    return swept;
  }

  /** Bytes first: if we die between, the row is left, and is swept again or finds its bytes renewed by who sends them next. */
  private sweepBlob(sha256: string): Promise<boolean> {
    return this.database.transaction(async (transaction) => {
      await lockBlob(transaction, sha256);
      if (await this.isNeeded(transaction, sha256)) return false;
      const stored = await this.blobs.find(sha256);
      if (stored && stored.keptAt.getTime() > Date.now() - GRACE_MS) return false;
      await this.blobs.delete(sha256);
      await transaction.query('delete from blob where sha256 = $1', [sha256]);
      return true;
    });
  }

  /** Waits for whoever is just attaching it: that holds the row, and is seen by the question after. */
  private async isNeeded(transaction: Transaction, sha256: string): Promise<boolean> {
    const rows = await transaction.query('select from blob where sha256 = $1 for update', [sha256]);
    if (rows.length === 0) return false;
    const unneeded = await transaction.query(`select from blob b where b.sha256 = $1 and ${UNNEEDED}`, [sha256]);
    return unneeded.length === 0;
  }
}

/** A receipt alone needs no bytes: what was attached once and taken out again is not there any more. */
const UNNEEDED = `not exists (select from file f where f.sha256 = b.sha256)
  and not exists (select from upload u where u.sha256 = b.sha256 and u.attached_at is null)`;

/** Another table names the row: PostgreSQL's word for a foreign key that holds. */
function isStillNamed(error: unknown): boolean {
  const { code, driverError } = error as { code?: string; driverError?: { code?: string } };
  return (driverError?.code ?? code) === '23503';
}
