import { wordsOf } from '#libs/retrieval';
import { type Note, SearchNoteKind } from './notes.js';
import { QUOTATION_MARKS, QUOTED } from './quotation.js';

export const QUERY_CHARACTERS_MAX = 5_000;
export const QUERY_WORDS_MAX = 256;

/** With more words than this outside quotes, a query is prose, pasted or asked, and its quotation marks are punctuation. */
export const PROSE_WORDS = 10;

/** A query as it was understood; words in their form for the index. */
export interface ParsedQuery {
  /** All words that are looked for, those of phrases too, each once, in the order given. */
  words: string[];
  /** How often each of them was said: what a long question repeats matters more. */
  times: number[];
  /** Words that must stand next to each other. */
  phrases: string[][];
  /** What must not occur: single words, or phrases. */
  exclusions: string[][];
  /** The last word is perhaps still being typed: it stands outside quotes, and nothing follows it. */
  unfinished: boolean;
  notes: Note[];
}

// A minus excludes only at the start of a word: "e-mail" and "2017-2018" are words with a hyphen. A mark that nothing closes is no quote.
const PIECE = new RegExp(
  [
    `(?<minus>(?<=^|\\s)-(?=[${QUOTATION_MARKS}\\p{L}\\p{N}]))`,
    `(?<quoted>${QUOTED})`,
    `[^\\s${QUOTATION_MARKS}]+`,
    `(?<stray>[${QUOTATION_MARKS}])`,
  ].join('|'),
  'gu',
);

/** Reads words, "phrases" and -exclusions. Nothing is a syntax error; what is left out is said in the notes. */
export function parseQuery(text: string): ParsedQuery {
  const notes: Note[] = [];
  const points = Array.from(text);
  if (points.length > QUERY_CHARACTERS_MAX) {
    notes.push({
      kind: SearchNoteKind.QUERY_CUT,
      message: `Only the first ${QUERY_CHARACTERS_MAX} characters of the query were used.`,
    });
  }
  const words = new Map<string, number>();
  const phrases: string[][] = [];
  const exclusions: string[][] = [];
  let left = QUERY_WORDS_MAX;
  let cut = false;
  let excludes = false;
  let unfinished = false;
  let stray = false;
  const used = points.slice(0, QUERY_CHARACTERS_MAX).join('');
  for (const match of used.matchAll(PIECE)) {
    unfinished = false;
    if (match.groups?.stray) {
      stray = true;
      continue;
    }
    if (match.groups?.minus) {
      excludes = true;
      continue;
    }
    const quoted = match.groups?.quoted !== undefined;
    let forms = wordsOf(match[0]).map((word) => word.form);
    if (forms.length > left) {
      cut = true;
      // Half a phrase would mean something else.
      forms = quoted || excludes ? [] : forms.slice(0, left);
    }
    left -= forms.length;
    if (forms.length > 0) {
      if (excludes) exclusions.push(forms);
      else {
        if (quoted && forms.length > 1) phrases.push(forms);
        for (const form of forms) words.set(form, (words.get(form) ?? 0) + 1);
        unfinished = !quoted && /[\p{L}\p{N}]$/u.test(match[0]) && match.index + match[0].length === used.length;
      }
    }
    excludes = false;
  }
  if (cut) {
    notes.push({
      kind: SearchNoteKind.QUERY_CUT,
      message: `Only the first ${QUERY_WORDS_MAX} words of the query were used.`,
    });
  }
  if (stray) {
    notes.push({
      kind: SearchNoteKind.QUOTE_UNCLOSED,
      message:
        'A quotation mark without its other half was passed over; the words beside it were looked for like the others.',
    });
  }
  const outside = words.size - new Set(phrases.flat()).size;
  if (phrases.length > 0 && outside > PROSE_WORDS) {
    phrases.length = 0;
    notes.push({
      kind: SearchNoteKind.QUOTES_IGNORED,
      message: `Beside more than ${PROSE_WORDS} other words, words in quotes were looked for like the others, not as phrases.`,
    });
  }
  return {
    words: [...words.keys()],
    times: [...words.values()],
    phrases,
    exclusions,
    unfinished: unfinished && !cut,
    notes,
  };
}
