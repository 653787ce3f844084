import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, join, relative, sep } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { cleanCharacters } from '../reading/clean-text.js';
import type { FaultCode } from '../reading/document.js';
import { memoryOf } from './memory-of.js';
import type { Message } from './messages.js';
import type { FilePassage } from './to-passages.js';

/** What reading a file may cost. */
export interface ReadingLimits {
  timeMs: number;
  memoryBytes: number;
  /** Of what it tells us. */
  outputBytes: number;
  pages: number;
}

export const readingLimits: ReadingLimits = {
  timeMs: 60_000,
  memoryBytes: 512 * 1024 * 1024,
  outputBytes: 32 * 1024 * 1024,
  pages: 2_000,
};

/** What came of it. A fault is the file's own; LIMIT means that it went over one; CRASH may pass, so it is worth another try. */
export type ReadingOutcome =
  | { kind: 'READ'; passages: FilePassage[]; pageCount: number | null; language: string | null; notes: string[] }
  | { kind: 'FAULT'; code: FaultCode | 'LIMIT'; message: string }
  | { kind: 'CRASH'; message: string };

export interface ReadApartOptions {
  limits?: ReadingLimits;
  onProgress?: (pagesRead: number, pageCount: number) => void;
  /** Stops the reading; the outcome is a CRASH. */
  signal?: AbortSignal;
  /** Another program than ours, to try what happens when it misbehaves. */
  program?: string;
}

/**
 * Reads a file in a process of its own, which sees nothing of ours: no environment, no network, no files but the program's, and is
 * killed when it takes more time, memory or words than it may.
 */
export async function readApart(
  content: Readable,
  mediaType: string,
  options: ReadApartOptions = {},
): Promise<ReadingOutcome> {
  const limits = options.limits ?? readingLimits;
  const child = start(options.program ?? PROGRAM, mediaType, limits);
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once('error', () => resolve({ code: null, signal: null }));
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  let stopped: ReadingOutcome | undefined;
  const stop = (outcome: ReadingOutcome) => {
    stopped ??= outcome;
    child.kill('SIGKILL');
  };
  const over = (message: string) => stop({ kind: 'FAULT', code: 'LIMIT', message });
  const clock = setTimeout(
    () => over(`Reading it took longer than ${Math.round(limits.timeMs / 1000)} seconds and was stopped.`),
    limits.timeMs,
  );
  const watch = setInterval(async () => {
    if ((await memoryOf(child.pid)) > limits.memoryBytes) over(MEMORY);
  }, 100);
  const abort = () => stop({ kind: 'CRASH', message: 'Reading was interrupted.' });
  options.signal?.addEventListener('abort', abort, { once: true });
  if (options.signal?.aborted) abort();
  const errors = lastWords(child.stderr as Readable);
  const listening = listen(
    child.stdio[3] as Readable,
    limits,
    options.onProgress,
    () => over('It holds more text than is read of one file; it was stopped.'),
    () => stop({ kind: 'CRASH', message: 'The reader told nonsense.' }),
  );
  try {
    // A child that ends early closes the pipe; what came of it is told by its messages.
    let lost: Error | undefined;
    await pipeline(content, child.stdin as Writable).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET' && error.code !== 'ERR_STREAM_PREMATURE_CLOSE')
        lost = error;
    });
    if (lost) {
      stop({ kind: 'CRASH', message: 'Its bytes could not be fetched.' });
      await ended;
      throw lost;
    }
    const { code, signal } = await ended;
    const outcome = await listening;
    if (stopped) return stopped;
    if (outcome) return outcome;
    // V8 ends the process itself when the heap is full.
    if (signal === 'SIGABRT' || /heap out of memory|allocation failed/i.test(errors()))
      return { kind: 'FAULT', code: 'LIMIT', message: MEMORY };
    return {
      kind: 'CRASH',
      message: `The reader ended without a word (${signal ?? code}): ${errors().trim().split('\n').at(-1) ?? ''}`,
    };
  } finally {
    clearTimeout(clock);
    clearInterval(watch);
    options.signal?.removeEventListener('abort', abort);
    child.kill('SIGKILL');
  }
}

const MEMORY = 'Reading it took more memory than a file may and was stopped.';

const here = fileURLToPath(import.meta.url);
// Under test we are TypeScript; the process runs what is built of it.
const isSource = here.endsWith('.ts');
const root = isSource
  ? process.cwd()
  : join(dirname(here), ...relative(join('dist', 'libs', 'documents', 'src', 'extraction'), '.').split(sep));
const PROGRAM = join(root, 'dist', 'libs', 'documents', 'src', 'extraction', 'reading-process.js');

function start(program: string, mediaType: string, limits: ReadingLimits): ChildProcess {
  const permission = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
  const readable = [join(root, 'dist', sep), join(root, 'node_modules', sep), join(root, 'package.json'), program];
  return spawn(
    process.execPath,
    [
      // Below the limit that we watch, so that V8 tidies up before it is stopped.
      `--max-old-space-size=${Math.floor((limits.memoryBytes / 1024 / 1024) * 0.85)}`,
      permission,
      ...readable.map((path) => `--allow-fs-read=${path}`),
      '--no-warnings',
      program,
      mediaType,
      String(limits.pages),
    ],
    { env: {}, stdio: ['pipe', 'ignore', 'pipe', 'pipe'], windowsHide: true },
  );
}

/** Collects what the process tells; undefined when it said neither that it is done nor why it is not. */
async function listen(
  pipe: Readable,
  limits: ReadingLimits,
  onProgress: ReadApartOptions['onProgress'],
  onFlood: () => void,
  onNonsense: () => void,
): Promise<ReadingOutcome | undefined> {
  const passages: FilePassage[] = [];
  let outcome: ReadingOutcome | undefined;
  let bytes = 0;
  let rest = '';
  pipe.setEncoding('utf8');
  try {
    for await (const chunk of pipe) {
      bytes += Buffer.byteLength(chunk as string);
      if (bytes > limits.outputBytes) {
        onFlood();
        return undefined;
      }
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const message = JSON.parse(line) as Message;
        if (message.kind === 'PROGRESS') onProgress?.(Number(message.pagesRead), Number(message.pageCount));
        else if (message.kind === 'PASSAGE') passages.push(checked(message.passage));
        else if (message.kind === 'FAULT')
          outcome = { kind: 'FAULT', code: message.code, message: cleanCharacters(message.message) };
        else outcome = { ...message, kind: 'READ', passages };
      }
    }
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
    onNonsense();
    return undefined;
  }
  return outcome;
}

/** The file may have taken the process over, so nothing it says is taken as it is. */
function checked({ page, heading, text, language }: FilePassage): FilePassage {
  return {
    page: page === null ? null : Math.trunc(Number(page)),
    heading: heading === null ? null : cleanCharacters(heading).slice(0, 1_000),
    text: cleanCharacters(text),
    language: language !== undefined && /^[a-z]{2,3}$/.test(language) ? language : undefined,
  };
}

/** The end of what it printed as errors. */
function lastWords(stream: Readable): () => string {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    text = (text + chunk).slice(-2_000);
  });
  return () => text;
}
