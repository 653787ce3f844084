/** A word as it stands in a text: its form for the index, and where it is (UTF-16 units). */
export interface Word {
  form: string;
  start: number;
  end: number;
}

// Soft hyphens and joiners stand inside words and are invisible, so they belong to them and are then dropped.
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}\u00ad\u200b-\u200d]*/gu;
const INVISIBLE = /[\u00ad\u200b-\u200d]/g;
/** Characters of a word that count. */
export const LONGEST = 64;
// Scripts that are written without blanks between words: where words end is known by dictionaries only.
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

// What an ASCII character is to a word. Most words have no others, and need neither the expression nor a normal form: read by their
// codes, they take a fifth of the time, and a page of hits has ten thousand.
export const ASCII = 128;
/** By the code of an ASCII character: the code of its small letter, or of the digit; 0 for what is in no word. */
export const SMALL = Uint8Array.from({ length: ASCII }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[A-Za-z0-9]/.test(character) ? character.toLowerCase().charCodeAt(0) : 0;
});

/** The words of a text in order. The same cut serves index, query and highlight; PostgreSQL only stems what it is given. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (let at = 0; at < text.length; ) {
    if (SMALL[text.charCodeAt(at)] === 0) {
      at++;
      continue;
    }
    const plain = plainWord(text, at);
    const next = plain ? { words: [plain], end: plain.end } : anyWords(text, at);
    if (!next) break;
    words.push(...next.words);
    at = next.end;
  }
  return words;
}

/** The word that starts here, if all its characters are ASCII. */
function plainWord(text: string, start: number): Word | undefined {
  let end = start;
  let hasCapital = false;
  for (let code = text.charCodeAt(end); SMALL[code]; code = text.charCodeAt(++end)) hasCapital ||= SMALL[code] !== code;
  // Of characters beyond ASCII, the expression decides.
  if (text.charCodeAt(end) >= ASCII) return undefined;
  const form = text.slice(start, Math.min(end, start + LONGEST));
  return { form: hasCapital ? form.toLowerCase() : form, start, end };
}

/** The next word from here on, and where it ends; several words where nothing parts them. */
export function anyWords(text: string, from: number): { words: Word[]; end: number } | undefined {
  WORD.lastIndex = from;
  const match = WORD.exec(text);
  if (!match) return undefined;
  const [run] = match;
  const end = match.index + run.length;
  if (!UNSPACED.test(run)) return { words: [{ form: formOf(run), start: match.index, end }], end };
  const words = [...segmenter.segment(run)].flatMap(({ segment, index, isWordLike }) => {
    const start = match.index + index;
    return isWordLike ? [{ form: formOf(segment), start, end: start + segment.length }] : [];
  });
  return { words, end };
}

const formOf = (written: string) => written.replace(INVISIBLE, '').normalize('NFKC').toLowerCase().slice(0, LONGEST);

/** The words of a text in their forms for the index, parted by blanks. */
export function wordLine(text: string): string {
  return wordsOf(text)
    .map((word) => word.form)
    .join(' ');
}
