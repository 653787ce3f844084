/** One piece of a document's text, in reading order. */
export interface Block {
  kind: 'HEADING' | 'PARAGRAPH';
  text: string;
}

/** The text of one page, or of all of a document whose pages are only made when it is printed. */
export interface ReadPage {
  /** 1 for the first; null where the format has no pages. A slide is a page. */
  number: number | null;
  blocks: Block[];
}

/** What reading gave, without the pages themselves. */
export interface ReadSummary {
  /** How many pages the document has; null where the format has none. */
  pageCount: number | null;
  /** What a reader must know about the text, in sentences: pages left out, pages without text. */
  notes: string[];
  /** Pages whose text was recognised from their pictures (OCR). */
  recognised?: number[];
  /** Pages where no text is found, though their pictures may show some. */
  textless?: number[];
}

/** How text is recognised in pictures of pages, and what that may cost. */
export interface RecognitionOptions {
  /** Tesseract's codes, the likeliest first. */
  languages: string[];
  /** Pages recognised at most. */
  maxPages: number;
  /** Of a processor, for a page; and on the clock, for all pages of a file. */
  pageMs: number;
  fileMs: number;
}

/** What a reader needs besides the bytes. */
export interface ReadOptions {
  /** Pages read at most; what is beyond is left out and said. */
  maxPages: number;
  /** Told after each page. */
  onProgress?: (pagesRead: number, pageCount: number) => void;
  /** Absent where pictures of pages are not to be read. */
  recognition?: RecognitionOptions;
}

/** What a reader gives back. */
export interface ReadResult extends ReadSummary {
  pages: ReadPage[];
}

/** Why a document can't be read. */
export type FaultCode = 'PROTECTED' | 'DAMAGED' | 'EMPTY' | 'NO_TEXT' | 'TOO_LARGE' | 'UNSUPPORTED';

/** Of the text of one file, in UTF-8; stated in README. */
export const MOST_TEXT_BYTES = 32 * 1024 * 1024;
export const TOO_MUCH_TEXT = 'It holds more text than is read of one file (32 MB). Hand it in as several files.';

/** The file itself is at fault: reading it again gives the same. The message is for people. */
export class ReadingFault extends Error {
  constructor(
    readonly code: FaultCode,
    message: string,
  ) {
    super(message);
  }
}
