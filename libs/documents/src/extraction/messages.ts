import type { FaultCode, RecognitionOptions } from '../reading/document.js';
import type { FilePassage } from './to-passages.js';

/** What the process that reads files tells the one that started it: a line of JSON each. DONE or FAULT ends a file. */
export type Message =
  | { kind: 'PROGRESS'; pagesRead: number; pageCount: number }
  | { kind: 'PASSAGE'; passage: FilePassage }
  | {
      kind: 'DONE';
      pageCount: number | null;
      language: string | null;
      notes: string[];
      recognised: number[];
      textless: number[];
    }
  | { kind: 'FAULT'; code: FaultCode; message: string };

/** The pipe on which it does so; standard output is for what libraries print. */
export const MESSAGES_FD = 3;

/** What it is told of a file before its bytes. */
export interface Order {
  mediaType: string;
  maxPages: number;
  /** Pictures of pages are to be read too. */
  recognition?: RecognitionOptions;
}
