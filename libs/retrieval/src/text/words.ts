/** A word as it stands in a text: its form for the index, and where it is (UTF-16 units). */
export interface Word {
  form: string;
  start: number;
  end: number;
}

// Soft hyphens and joiners stand inside words and are invisible, so they belong to them and are then dropped.
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}\u00ad\u200b-\u200d]*/gu;
const INVISIBLE = /[\u00ad\u200b-\u200d]/g;
const LONGEST = 64;

/** The words of a text in order. The same cut serves index, query and highlight; PostgreSQL only stems what it is given. */
export function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(WORD), (match) => ({
    form: match[0].replace(INVISIBLE, '').normalize('NFKC').toLowerCase().slice(0, LONGEST),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** The words of a text in their forms for the index, parted by blanks: what goes to to_tsvector. */
export function wordLine(text: string): string {
  return wordsOf(text)
    .map((word) => word.form)
    .join(' ');
}
