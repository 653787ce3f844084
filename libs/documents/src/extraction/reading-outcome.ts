import { cleanCharacters } from '../reading/clean-text.js';
import { type FaultCode, MOST_TEXT_BYTES, type RecognitionOptions } from '../reading/document.js';
import type { FilePassage } from './to-passages.js';

/** What reading a file may cost. */
export interface ReadingLimits {
  timeMs: number;
  memoryBytes: number;
  /** Of the text it tells us; of all it tells, twice as much. */
  textBytes: number;
  pages: number;
  /** Without a word of how far it is, while pictures are read. */
  silenceMs?: number;
}

export const readingLimits: ReadingLimits = {
  timeMs: 60_000,
  memoryBytes: 512 * 1024 * 1024,
  textBytes: MOST_TEXT_BYTES,
  pages: 2_000,
};

/** The same where pictures of pages are recognised, which takes a processor seconds a page. */
export const recognitionLimits: ReadingLimits = {
  ...readingLimits,
  timeMs: 65 * 60_000,
  memoryBytes: 1024 * 1024 * 1024,
  silenceMs: 300_000,
};

/** What the reader itself keeps to, so that what was recognised until then is kept. */
export const recognitionCosts: Omit<RecognitionOptions, 'languages'> = {
  maxPages: 300,
  pageMs: 60_000,
  fileMs: 60 * 60_000,
};

/** What came of it. A fault is the file's own; LIMIT means that it went over one; CRASH may pass, so it is worth another try. */
export type ReadingOutcome =
  | {
      kind: 'READ';
      passages: FilePassage[];
      pageCount: number | null;
      language: string | null;
      notes: string[];
      /** Pages whose text was recognised, and those that have none of their own. */
      recognised: number[];
      textless: number[];
    }
  | { kind: 'FAULT'; code: FaultCode | 'LIMIT'; message: string }
  | { kind: 'CRASH'; message: string };

export interface ReadingOptions {
  onProgress?: (pagesRead: number, pageCount: number) => void;
  /** Stops the reading; the outcome is a CRASH. */
  signal?: AbortSignal;
}

export const overMemory: ReadingOutcome = {
  kind: 'FAULT',
  code: 'LIMIT',
  message: 'Reading it took more memory than a file may and was stopped. Hand it in as several files.',
};

/** The file may have taken the process over, so nothing it says is taken as it is. */
export function checkedPassage({ page, heading, text, language }: FilePassage): FilePassage {
  return {
    page: page === null ? null : Math.trunc(Number(page)),
    heading: heading === null ? null : cleanCharacters(heading).slice(0, 1_000),
    text: cleanCharacters(text),
    language: checkedLanguage(language) ?? undefined,
  };
}

export function checkedLanguage(language: string | null | undefined): string | null {
  return typeof language === 'string' && /^[a-z]{2,3}$/.test(language) ? language : null;
}

export function checkedPages(pages: readonly number[] | undefined): number[] {
  return (pages ?? []).slice(0, readingLimits.pages).filter((page) => Number.isInteger(page) && page > 0 && page < 1e6);
}

/** Sentences for people: few and short. */
export function checkedNotes(notes: readonly string[]): string[] {
  return notes.slice(0, 20).map((note) => cleanCharacters(note).slice(0, 1_000));
}
