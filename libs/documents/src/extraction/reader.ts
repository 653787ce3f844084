import { type ChildProcess, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { cleanCharacters } from '../reading/clean-text.js';
import { type RecognitionOptions, TOO_MUCH_TEXT } from '../reading/document.js';
import { frame } from './frames.js';
import { memoryOf } from './memory-of.js';
import type { Message, Order } from './messages.js';
import {
  checkedLanguage,
  checkedNotes,
  checkedPages,
  checkedPassage,
  overMemory,
  type ReadingLimits,
  type ReadingOptions,
  type ReadingOutcome,
} from './reading-outcome.js';
import type { FilePassage } from './to-passages.js';

/** The file that is being read. */
interface Job {
  content: Readable;
  passages: FilePassage[];
  /** Of all it told, and of the passages' text. */
  bytes: number;
  textBytes: number;
  onProgress: ReadingOptions['onProgress'];
  settle: (outcome: ReadingOutcome) => void;
}

export interface ReaderOptions {
  /** Another program than ours. */
  program?: string;
  /** It recognises pictures of pages, and gives way to all other work. */
  recognition?: RecognitionOptions;
}

/**
 * A process that reads files, one at a time. It sees nothing of ours: no environment, no network, no files but the program's. It is killed
 * when a file takes more time, memory or words than it may, and whenever it says what nobody asked.
 */
export class Reader {
  private readonly child: ChildProcess;
  private readonly ended: Promise<void>;
  private job: Job | undefined;
  private rest = '';
  private lastWords = '';
  private begun = 0;
  private silence: NodeJS.Timeout | undefined;
  private ending = false;

  constructor(
    private readonly limits: ReadingLimits,
    private readonly options: ReaderOptions = {},
  ) {
    this.child = start(options.program ?? PROGRAM, limits);
    if (options.recognition) giveWay(this.child);
    this.ended = new Promise((resolve) => {
      this.child.once('error', () => resolve());
      this.child.once('close', () => resolve());
    });
    this.ended.then(() => this.stop(this.lastOutcome()));
    // A process that ends early closes the pipe; what came of it is told by its messages, or by its end.
    this.input.on('error', () => undefined);
    const errors = this.child.stderr as Readable;
    errors.setEncoding('utf8').on('data', (text: string) => {
      this.lastWords = (this.lastWords + text).slice(-2_000);
    });
    const told = this.child.stdio[3] as Readable;
    told.setEncoding('utf8').on('data', (text: string) => this.listen(text));
  }

  /** How many files it has begun to read. */
  get served(): number {
    return this.begun;
  }

  /** Whether it can read another one. */
  get alive(): boolean {
    return !this.ending;
  }

  /** In bytes; 0 where the system doesn't tell. */
  memory(): Promise<number> {
    return memoryOf(this.child.pid);
  }

  /** Reads a file. Throws when its bytes can't be fetched. */
  async read(
    content: Readable,
    mediaType: string,
    { onProgress, signal }: ReadingOptions = {},
  ): Promise<ReadingOutcome> {
    if (this.job) throw new Error('A reader reads one file at a time.');
    this.begun++;
    const outcome = new Promise<ReadingOutcome>((resolve) => {
      this.job = { content, passages: [], bytes: 0, textBytes: 0, onProgress, settle: resolve };
    });
    // What goes wrong with bytes that nobody waits for any more is nobody's fault.
    content.on('error', () => undefined);
    const clock = setTimeout(() => this.stop(tooLong('Reading it', this.limits.timeMs)), this.limits.timeMs);
    this.listenFor = this.limits.silenceMs;
    const watch = setInterval(async () => {
      if ((await this.memory()) > this.limits.memoryBytes) this.stop(overMemory);
    }, 100);
    const abort = () => this.stop(crash('Reading was interrupted.'));
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
    if (this.ending) this.settle(this.lastOutcome());
    try {
      const lost = await this.send(content, {
        mediaType,
        maxPages: this.limits.pages,
        recognition: this.options.recognition,
      });
      if (lost) {
        this.stop(crash('Its bytes could not be fetched.'));
        throw lost;
      }
      return await outcome;
    } finally {
      clearTimeout(clock);
      this.listenFor = undefined;
      clearInterval(watch);
      signal?.removeEventListener('abort', abort);
      content.destroy();
    }
  }

  /** Ends the process at once. */
  async kill(): Promise<void> {
    this.ending = true;
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** Sends a file; answers what went wrong with its bytes. */
  private async send(content: Readable, order: Order): Promise<Error | undefined> {
    if (!(await this.write(frame(JSON.stringify(order))))) return undefined;
    try {
      for await (const chunk of content) if (!(await this.write(frame(chunk as Buffer)))) return undefined;
    } catch (error) {
      // When it was stopped meanwhile, that is what came of it.
      return this.ending ? undefined : (error as Error);
    }
    await this.write(frame(''));
    return undefined;
  }

  /** Resolves when the process has room for more; to false when it takes no more. */
  private write(bytes: Buffer): Promise<boolean> {
    return new Promise((resolve) => this.input.write(bytes, (error) => resolve(!error)));
  }

  private get input(): Writable {
    return this.child.stdin as Writable;
  }

  /** Ends the process and what it reads, also where the file's bytes are still waited for: their store may be stuck. */
  private stop(outcome: ReadingOutcome): void {
    const content = this.job?.content;
    this.settle(outcome);
    this.ending = true;
    this.child.kill('SIGKILL');
    content?.destroy();
  }

  /** How long it may be silent from now on; undefined for ever. */
  private set listenFor(ms: number | undefined) {
    clearTimeout(this.silence);
    if (ms !== undefined) this.silence = setTimeout(() => this.stop(tooLong('A page of it', ms)), ms);
  }

  private settle(outcome: ReadingOutcome): void {
    this.job?.settle(outcome);
    this.job = undefined;
  }

  private listen(text: string): void {
    if (this.ending && !this.job) return;
    try {
      if (!this.job) throw new TypeError('Nobody asked.');
      this.job.bytes += Buffer.byteLength(text);
      if (this.job.bytes > this.limits.textBytes * 2) {
        this.stop(over(TOO_MUCH_TEXT));
        return;
      }
      const lines = (this.rest + text).split('\n');
      this.rest = lines.pop() ?? '';
      for (const line of lines) this.hear(JSON.parse(line) as Message);
    } catch (error) {
      if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
      this.stop(crash('The reader told nonsense.'));
    }
  }

  private hear(message: Message): void {
    const { job } = this;
    if (!job) throw new TypeError('Nobody asked.');
    this.listenFor = this.limits.silenceMs;
    if (message.kind === 'PROGRESS') job.onProgress?.(Number(message.pagesRead), Number(message.pageCount));
    else if (message.kind === 'PASSAGE') this.take(job, message.passage);
    else if (message.kind === 'FAULT')
      this.settle({ kind: 'FAULT', code: message.code, message: cleanCharacters(message.message) });
    else
      this.settle({
        kind: 'READ',
        passages: job.passages,
        pageCount: typeof message.pageCount === 'number' ? Math.trunc(message.pageCount) : null,
        language: checkedLanguage(message.language),
        notes: checkedNotes(message.notes),
        recognised: checkedPages(message.recognised),
        textless: checkedPages(message.textless),
      });
  }

  private take(job: Job, told: FilePassage): void {
    const passage = checkedPassage(told);
    job.passages.push(passage);
    job.textBytes += Buffer.byteLength(passage.text);
    if (job.textBytes > this.limits.textBytes) this.stop(over(TOO_MUCH_TEXT));
  }

  /** When it ended without a word of what it read. */
  private lastOutcome(): ReadingOutcome {
    const { signalCode, exitCode } = this.child;
    // V8 ends the process itself when the heap is full.
    if (signalCode === 'SIGABRT' || /heap out of memory|allocation failed/i.test(this.lastWords)) return overMemory;
    const last = this.lastWords.trim().split('\n').at(-1) ?? '';
    return crash(`The reader ended without a word (${signalCode ?? exitCode}): ${last}`);
  }
}

function tooLong(what: string, ms: number): ReadingOutcome {
  const time = ms < 180_000 ? `${Math.round(ms / 1000)} seconds` : `${Math.round(ms / 60_000)} minutes`;
  return over(`${what} took longer than ${time} and was stopped.`);
}

function over(message: string): ReadingOutcome {
  return { kind: 'FAULT', code: 'LIMIT', message };
}

function crash(message: string): ReadingOutcome {
  return { kind: 'CRASH', message };
}

/** Others go first. It may have ended at once; then there is nobody to tell. */
function giveWay({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SYSTEM_ERROR') throw error;
  }
}

const here = fileURLToPath(import.meta.url);
// Under test we are TypeScript; the process runs what is built of it.
const isSource = here.endsWith('.ts');
const root = isSource
  ? process.cwd()
  : join(dirname(here), ...relative(join('dist', 'libs', 'documents', 'src', 'extraction'), '.').split(sep));
const PROGRAM = join(root, 'dist', 'libs', 'documents', 'src', 'extraction', 'reading-process.js');

function start(program: string, limits: ReadingLimits): ChildProcess {
  const permission = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
  const readable = [join(root, 'dist', sep), join(root, 'node_modules', sep), join(root, 'package.json'), program];
  return spawn(
    process.execPath,
    [
      // Below the limit that we watch, so that V8 tidies up before it is stopped.
      `--max-old-space-size=${Math.floor((limits.memoryBytes / 1024 / 1024) * 0.85)}`,
      '--disallow-code-generation-from-strings',
      permission,
      ...readable.map((path) => `--allow-fs-read=${path}`),
      '--no-warnings',
      program,
    ],
    { env: {}, stdio: ['pipe', 'ignore', 'pipe', 'pipe'], windowsHide: true },
  );
}
