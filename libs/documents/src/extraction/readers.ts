import type { Readable } from 'node:stream';
import type { RecognitionOptions } from '../reading/document.js';
import { Reader } from './reader.js';
import {
  overMemory,
  type ReadingLimits,
  type ReadingOptions,
  type ReadingOutcome,
  readingLimits,
} from './reading-outcome.js';

export interface ReadersOptions {
  limits?: ReadingLimits;
  /** Pictures of pages are recognised, in this way. */
  recognition?: RecognitionOptions;
  /** Another program than ours, to try what happens when it misbehaves. */
  program?: string;
  /** A process reads so many files, then another one goes on. */
  filesEach?: number;
  /** One that has grown to more than this is not used again, so that the next file has most of what it may take. */
  keptBytes?: number;
  /** One that has nothing to do goes after so long. */
  idleMs?: number;
}

/** A file to be read: how to get at its bytes, what it is, and whose. */
export interface FileToRead {
  open: () => Readable | Promise<Readable>;
  mediaType: string;
  /** Only files of one party are read in one process, so that no file can reach another party's. */
  party: string;
}

interface Idle {
  reader: Reader;
  party: string;
  timer: NodeJS.Timeout;
}

/**
 * Reads files in processes that are used again, since starting one costs more than reading most files. As many run as files are read at
 * the same time. A file that goes over a limit, or crashes its process, takes nothing with it but that process.
 */
export class Readers {
  private readonly limits: ReadingLimits;
  private readonly idle: Idle[] = [];
  private closed = false;

  constructor(private readonly options: ReadersOptions = {}) {
    this.limits = options.limits ?? readingLimits;
  }

  /** Throws when its bytes can't be fetched. */
  async read(file: FileToRead, options: ReadingOptions = {}): Promise<ReadingOutcome> {
    const reader = this.take(file.party);
    const isUsed = reader.served > 0;
    const outcome = await this.readWith(reader, file, options);
    // What earlier files left behind must not count against this one.
    const isItsOwn = outcome !== overMemory && outcome.kind !== 'CRASH';
    if (!isUsed || isItsOwn || options.signal?.aborted || this.closed) return outcome;
    return this.readWith(this.start(), file, options);
  }

  /** Ends those that wait; those that read end with their file. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(
      this.idle.splice(0).map(({ reader, timer }) => {
        clearTimeout(timer);
        return reader.kill();
      }),
    );
  }

  private async readWith(reader: Reader, file: FileToRead, options: ReadingOptions): Promise<ReadingOutcome> {
    try {
      return await reader.read(await file.open(), file.mediaType, options);
    } finally {
      await this.giveBack(reader, file.party);
    }
  }

  private take(party: string): Reader {
    const index = this.idle.findLastIndex((one) => one.party === party && one.reader.alive);
    if (index < 0) return this.start();
    const [found] = this.idle.splice(index, 1) as [Idle];
    clearTimeout(found.timer);
    return found.reader;
  }

  /** One that waits for another party's files makes room. */
  private start(): Reader {
    const oldest = this.idle.shift();
    if (oldest) this.end(oldest);
    const { program, recognition } = this.options;
    return new Reader(this.limits, { program, recognition });
  }

  private async giveBack(reader: Reader, party: string): Promise<void> {
    const { filesEach = 100, keptBytes = this.limits.memoryBytes * 0.75, idleMs = 60_000 } = this.options;
    const isSpent = reader.served >= filesEach || (await reader.memory()) > keptBytes;
    // Asked last: meanwhile it may have ended, and so may we.
    if (isSpent || this.closed || !reader.alive) {
      await reader.kill();
      return;
    }
    const own: Idle = {
      reader,
      party,
      timer: setTimeout(() => {
        this.idle.splice(this.idle.indexOf(own), 1);
        this.end(own);
      }, idleMs),
    };
    this.idle.push(own);
  }

  private end({ reader, timer }: Idle): void {
    clearTimeout(timer);
    void reader.kill();
  }
}

/** Reads one file in a process for itself. */
export async function readApart(
  open: FileToRead['open'],
  mediaType: string,
  options: ReadingOptions & Pick<ReadersOptions, 'limits' | 'program'> = {},
): Promise<ReadingOutcome> {
  const readers = new Readers({ ...options, filesEach: 1 });
  try {
    return await readers.read({ open, mediaType, party: '' }, options);
  } finally {
    await readers.close();
  }
}
