import { type Word, wordsOf } from '#libs/retrieval';

/** Tells whether a word of a text, at this place among its words, is one that the query meant. */
export type IsHit = (word: Word, place: number) => boolean;

/** Words in a crop of a long text. */
const CROP_WORDS = 30;

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] as string);
}

/** Escaped text with hits in <mark>, the only markup; undefined when there is none. `crop`: only the richest 30 words. */
export function highlight(text: string, isHit: IsHit, crop: boolean): string | undefined {
  const words = wordsOf(text);
  const marked = words.map(isHit);
  if (!marked.includes(true)) return undefined;
  return render(text, words, marked, crop ? richest(marked) : { from: 0, to: words.length });
}

/** The window of words with most hits; hits in it stand near its middle. */
function richest(marked: readonly boolean[]): { from: number; to: number } {
  let count = 0;
  let best = { count: -1, first: 0, last: 0 };
  for (let to = 0; to < marked.length; to++) {
    if (marked[to]) count++;
    if (to >= CROP_WORDS && marked[to - CROP_WORDS]) count--;
    if (count > best.count && marked[to]) {
      const start = Math.max(0, to - CROP_WORDS + 1);
      best = { count, first: marked.indexOf(true, start), last: to };
    }
  }
  const slack = CROP_WORDS - (best.last - best.first + 1);
  const from = Math.max(0, Math.min(best.first - Math.floor(slack / 2), marked.length - CROP_WORDS));
  return { from, to: Math.min(marked.length, from + CROP_WORDS) };
}

function render(
  text: string,
  words: readonly Word[],
  marked: readonly boolean[],
  { from, to }: { from: number; to: number },
): string {
  const start = from === 0 ? 0 : (words[from]?.start ?? 0);
  const end = to >= words.length ? text.length : (words[to - 1]?.end ?? text.length);
  let html = '';
  let at = start;
  for (let index = from; index < to; index++) {
    const word = words[index];
    if (!word || !marked[index]) continue;
    html += `${escapeHtml(text.slice(at, word.start))}<mark>${escapeHtml(text.slice(word.start, word.end))}</mark>`;
    at = word.end;
  }
  html += escapeHtml(text.slice(at, end));
  return `${start > 0 ? '… ' : ''}${html}${end < text.length ? ' …' : ''}`;
}
