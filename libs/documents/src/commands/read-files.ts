import { SYSTEM } from '#libs/identity';
import { type BlobStore, BlobStoreAwayError, type Database, isDatabaseAway, type Transaction } from '#libs/platform';
import { Readers } from '../extraction/readers.js';
import { type ReadingOutcome, readingLimits } from '../extraction/reading-outcome.js';
import { READER_VERSION } from '../reading/reader-version.js';
import { cutFiles } from './cut-files.js';

interface ClaimedFile {
  fileId: string;
  contributionId: string;
  sha256: string;
  mediaType: string;
  /** Who handed it in. */
  party: string;
  attempts: number;
  /** Of this time that it was taken; what it writes holds only while the row has it. */
  claim: string;
}

/**
 * What is done of pages that are pictures: nothing; left to a worker of its own, since it takes minutes that nobody else should wait for; or
 * this is that worker.
 */
export type Recognition = 'NONE' | 'LATER' | 'NOW';

/** A crash may pass: it is tried so often, with growing pauses. */
const TRIES = 3;
const PAUSES_S = [10, 120];
/**
 * A worker that died gives back what it had in hand after that; one that lives renews it, however long a file takes. Should it come too
 * late, the file is read twice at once, and only the later reading is kept.
 */
const LEASE = { seconds: 60, renewMs: 10_000 };
const PROGRESS_EVERY_MS = 500;

/**
 * The worker's part: reads files that wait, in processes of their own, and makes passages of what they say. It may die at any line, and
 * any number may run: what is in hand is leased, and what was read is written in one transaction.
 */
export class ReadFiles {
  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
    private readonly readers: Pick<Readers, 'read'> = new Readers({ filesEach: 1 }),
    private readonly recognition: Recognition = 'NONE',
    private readonly lease = LEASE,
  ) {}

  /** Reads at most `limit` files at a time; answers how many it took, 0 when none waits. */
  async runOnce(limit = 2, ending?: AbortSignal): Promise<number> {
    const claimed = await this.claim(limit);
    const results = await Promise.allSettled(claimed.map((file) => this.readOne(file, ending)));
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    return claimed.length;
  }

  /** Those that wait, then those that an earlier reader has read; what it recognised stays where nothing is recognised any more. */
  private claim(limit: number): Promise<ClaimedFile[]> {
    return this.database.query(
      `with waiting as (
         select file_id from extraction
         where ((state = 'PENDING' and (not_before is null or not_before <= now())) or (state = 'RUNNING' and claimed_until < now()))
           and ($4 = 'NONE' or for_recognition = ($4 = 'NOW'))
         order by queued_at limit $1 for update skip locked
       ), old as (
         select file_id from extraction where state = 'DONE' and reader_version < $2 and not exists (select from waiting)
           and ($4 = 'LATER' or $4 = 'NONE' and recognised_pages = '{}')
         limit $1 for update skip locked
       )
       update extraction e set state = 'RUNNING', claimed_until = now() + make_interval(secs => $3), attempts = attempts + 1, pages_read = 0,
         claim = gen_random_uuid()
       from file f where f.id = e.file_id and e.file_id in (select file_id from waiting union all select file_id from old)
       returning e.file_id as "fileId", f.contribution_id as "contributionId", f.sha256, f.media_type as "mediaType", e.attempts, e.claim,
         (select coalesce(c.submitter_id::text, '') from contribution c where c.id = f.contribution_id) as party`,
      [limit, READER_VERSION, this.lease.seconds, this.recognition],
    );
  }

  private async readOne(file: ClaimedFile, ending?: AbortSignal): Promise<void> {
    const renewing = setInterval(() => this.renew(file), this.lease.renewMs);
    const outcome = await this.outcomeOf(file, ending).finally(() => clearInterval(renewing));
    if (ending?.aborted) return this.giveBack(file);
    if (outcome.kind === 'CRASH' && file.attempts < TRIES) {
      await this.database.query(
        `update extraction set state = 'PENDING', claimed_until = null, failure = $3, not_before = now() + make_interval(secs => $4)
         where file_id = $1 and state = 'RUNNING' and claim = $2`,
        [file.fileId, file.claim, outcome.message, PAUSES_S[file.attempts - 1] ?? 120],
      );
      return;
    }
    await this.database.transaction((transaction) => this.finish(transaction, file, outcome));
  }

  private renew({ fileId, claim }: ClaimedFile): void {
    this.database
      .query(
        `update extraction set claimed_until = now() + make_interval(secs => $3) where file_id = $1 and state = 'RUNNING' and claim = $2`,
        [fileId, claim, this.lease.seconds],
      )
      // The next one comes in time yet; and what cannot be told now cannot be written either.
      .catch(() => undefined);
  }

  private async outcomeOf(file: ClaimedFile, ending?: AbortSignal): Promise<ReadingOutcome> {
    if (file.attempts > TRIES) return { kind: 'CRASH', message: 'The worker ended while it read this file.' };
    let written = Date.now();
    const onProgress = (pagesRead: number, pageCount: number) => {
      if (Date.now() < written + PROGRESS_EVERY_MS) return;
      written = Date.now();
      // Only shown; the next one says more.
      this.database
        .query(
          `update extraction set pages_read = $3, page_count = $4 where file_id = $1 and state = 'RUNNING' and claim = $2`,
          [file.fileId, file.claim, pagesRead, pageCount],
        )
        .catch(() => undefined);
    };
    const { sha256, mediaType, party } = file;
    const open = () => this.blobs.read(sha256);
    try {
      return await this.readers.read({ open, mediaType, party }, { onProgress, signal: ending });
    } catch (error) {
      if (error instanceof BlobStoreAwayError || isDatabaseAway(error)) {
        // That is no fault of the file: it waits until its store answers again, and the loop says what is wrong.
        await this.giveBack(file);
        throw error;
      }
      return { kind: 'CRASH', message: 'Its bytes could not be fetched from where they are stored.' };
    }
  }

  private async finish(transaction: Transaction, file: ClaimedFile, read: ReadingOutcome): Promise<void> {
    const { fileId, contributionId } = file;
    // Whoever revises or withdraws the contribution waits, or has done so.
    await transaction.query('select id from contribution where id = $1 for no key update', [contributionId]);
    const [own] = await transaction.query<{ known: boolean; recognised: boolean }>(
      `select exists (select from extracted_passage p where p.file_id = e.file_id) as known, recognised_pages <> '{}' as recognised
       from extraction e where e.file_id = $1 and e.state = 'RUNNING' and e.claim = $2 for update`,
      [fileId, file.claim],
    );
    if (!own) return;
    const isLess = this.recognition === 'NONE' && own.known && own.recognised && hasPictures(read);
    const outcome = isLess ? SWITCHED_OFF : read;
    const isFirstPart = this.recognition === 'LATER' && hasPictures(outcome);
    // What is known stays until recognition gives all of it.
    if (isFirstPart && (own.known || outcome.kind !== 'READ')) return this.passOn(transaction, fileId);
    if (outcome.kind !== 'READ') {
      const failure =
        outcome.kind === 'CRASH' ? `It could not be read, ${TRIES} times over. ${outcome.message}` : outcome.message;
      // What an earlier reader read stays; only a first reading fails.
      await transaction.query(
        `update extraction set state = $2, failure = $3, reader_version = $4, for_recognition = false, attempts = 0, claimed_until = null, not_before = null, finished_at = now()
         where file_id = $1`,
        [fileId, own.known ? 'DONE' : 'FAILED', failure, READER_VERSION],
      );
      if (!own.known) await transaction.record(SYSTEM, fact('FileNotRead', contributionId, { fileId }));
      return;
    }
    const { passages, pageCount, language, notes, recognised } = outcome;
    await transaction.query('delete from extracted_passage where file_id = $1', [fileId]);
    await transaction.query(
      `insert into extracted_passage (file_id, position, page, heading, text, language)
       select $1, p.position, p.page, p.heading, p.text, p.language
       from jsonb_to_recordset($2::jsonb) as p (position int, page int, heading text, text text, language text)
       where exists (select from contribution where id = $3 and status <> 'WITHDRAWN')`,
      [fileId, JSON.stringify(passages.map((passage, position) => ({ position, ...passage }))), contributionId],
    );
    await transaction.query(
      `update extraction set state = 'DONE', page_count = $2, pages_read = coalesce($3, 0), language = $4, notes = $5, failure = null,
         reader_version = $6, recognised_pages = $7, for_recognition = false, attempts = 0, claimed_until = null, not_before = null,
         finished_at = now()
       where file_id = $1`,
      [
        fileId,
        pageCount,
        pageCount && Math.min(pageCount, readingLimits.pages),
        language,
        notes,
        READER_VERSION,
        recognised,
      ],
    );
    if (isFirstPart) await this.passOn(transaction, fileId);
    const revisions = await transaction.query<{ id: string }>(
      `select r.id from contribution c join revision r on r.id in (c.current_revision_id, c.pending_revision_id)
       where c.id = $1 and c.status <> 'WITHDRAWN' and exists (select from revision_file v where v.revision_id = r.id and v.file_id = $2)`,
      [contributionId, fileId],
    );
    for (const { id } of revisions) await cutFiles(transaction, contributionId, id);
    await transaction.record(SYSTEM, fact('FileRead', contributionId, { fileId, passages: passages.length }));
  }

  /** To the worker that recognises pictures. */
  private async passOn(transaction: Transaction, fileId: string): Promise<void> {
    await transaction.query(
      `update extraction set state = 'PENDING', for_recognition = true, pages_read = 0, attempts = 0, claimed_until = null, not_before = null,
         failure = null
       where file_id = $1`,
      [fileId],
    );
  }

  /** What could not be begun or finished, for no fault of the file, waits again; that was no try. */
  private async giveBack({ fileId, claim }: ClaimedFile): Promise<void> {
    await this.database.query(
      `update extraction set state = 'PENDING', claimed_until = null, attempts = attempts - 1
       where file_id = $1 and state = 'RUNNING' and claim = $2`,
      [fileId, claim],
    );
  }
}

const SWITCHED_OFF: ReadingOutcome = {
  kind: 'FAULT',
  code: 'NO_TEXT',
  message: 'Its images were not recognised again, since recognition is switched off. What was recognised before stays.',
};

/** Whether pages have no text that may be recognised. */
function hasPictures(outcome: ReadingOutcome): boolean {
  return outcome.kind === 'READ' ? outcome.textless.length > 0 : outcome.kind === 'FAULT' && outcome.code === 'NO_TEXT';
}

function fact(kind: string, contributionId: string, payload: Record<string, unknown>) {
  return { kind, subjectType: 'Contribution', subjectId: contributionId, payload };
}
