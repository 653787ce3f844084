import { locateQuote, type Quotation, type QuotePlace } from './locate-quote.js';

interface Text {
  id: string;
  text: string;
}

/** A quote of fewer letters is not looked for with slips: too much looks like it. */
const LEAST_FUZZY = 24;
/** So much of a quote may have changed, by readers that put letters otherwise. */
const SLIPS = 0.04;
const MOST_SLIPS = 8;
const MOST_TRIES = 60;

/**
 * Finds a quote again in a text that was read anew: as it was, with its context and then without; then without regard to spaces, hyphens
 * and case; then with a few slips, but never with another number or another short word, which may turn what is said around.
 * Undefined where that leaves no place, or more than one.
 */
export function anchorQuote(passages: readonly Text[], quotation: Quotation): QuotePlace | undefined {
  const exact = locateQuote([...passages], quotation);
  if (typeof exact !== 'string') return exact;
  const bare = locateQuote([...passages], { quote: quotation.quote });
  if (typeof bare !== 'string') return bare;
  const squeezed = passages.map((passage) => ({ passage, ...squeeze(passage.text) }));
  const quote = squeeze(quotation.quote).text;
  if (quote === '') return undefined;
  const places = squeezed.flatMap((text) =>
    occurrences(text.text, quote).map((at) => ({ ...text, from: at, to: at + quote.length })),
  );
  if (places.length > 0) return only(places, quotation);
  return quote.length < LEAST_FUZZY ? undefined : withSlips(squeezed, quote, quotation);
}

export interface Squeezed {
  text: string;
}

interface Found extends Squeezed {
  passage: Text;
  from: number;
  to: number;
}

/** Letters, digits and signs alone, in small letters and composed. */
export function squeeze(original: string): Squeezed {
  const kept = original.normalize('NFKC').toLowerCase().replaceAll('\u03c2', '\u03c3');
  return { text: kept.replace(/[\s\p{Pd}\u00ad\u200b-\u200d]/gu, '') };
}

/** For each unit of the squeezed text where its letter begins in the original; dear, so asked of one passage only. */
function placesOf(original: string): number[] {
  const places: number[] = [];
  for (const { segment, index } of LETTERS.segment(original))
    for (let unit = squeeze(segment).text.length; unit > 0; unit--) places.push(index);
  return places;
}

const LETTERS = new Intl.Segmenter('und', { granularity: 'grapheme' });

function occurrences(text: string, part: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(part); at >= 0 && found.length < MOST_TRIES; at = text.indexOf(part, at + 1))
    found.push(at);
  return found;
}

/** The one place; of several the one whose context is plainly nearest. */
function only(places: readonly Found[], { prefix, suffix }: Quotation): QuotePlace | undefined {
  if (places.length === 1) return toPlace(places[0] as Found);
  const before = squeeze(prefix ?? '').text;
  const after = squeeze(suffix ?? '').text;
  const ranked = places
    .map((place) => ({
      place,
      common: commonEnd(before, place.text.slice(0, place.from)) + commonBeginning(after, place.text.slice(place.to)),
    }))
    .sort((one, other) => other.common - one.common);
  const [first, second] = ranked;
  return first && second && first.common >= 6 && first.common > second.common ? toPlace(first.place) : undefined;
}

function toPlace({ passage, from, to }: Found): QuotePlace {
  const places = placesOf(passage.text);
  const start = places[from] ?? 0;
  // The end of the last letter, which may be of several units.
  const last = places[to - 1] ?? start;
  const length = LETTERS.segment(passage.text.slice(last))[Symbol.iterator]().next().value?.segment.length ?? 1;
  const end = last + length;
  return { passageId: passage.id, start, end, quote: passage.text.slice(start, end) };
}

function commonBeginning(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

function commonEnd(one: string, other: string): number {
  let length = 0;
  while (length < one.length && length < other.length && one.at(-1 - length) === other.at(-1 - length)) length++;
  return length;
}

/** Wherever a piece of the quote stands unchanged, the whole is compared; with few slips one of the pieces must. */
function withSlips(
  texts: readonly (Squeezed & { passage: Text })[],
  quote: string,
  quotation: Quotation,
): QuotePlace | undefined {
  const most = Math.min(MOST_SLIPS, Math.max(1, Math.floor(quote.length * SLIPS)));
  const size = Math.floor(quote.length / (most + 1));
  const found = new Map<string, Found & { slips: number }>();
  let tries = 0;
  for (let piece = 0; piece <= most; piece++) {
    const offset = piece * size;
    const part = quote.slice(offset, offset + size);
    for (const text of texts) {
      for (const at of occurrences(text.text, part)) {
        if (tries++ > MOST_TRIES) return undefined;
        const from = Math.max(0, at - offset - most);
        const best = nearest(quote, text.text.slice(from, at - offset + quote.length + most));
        if (best.slips > most) continue;
        const place = { ...text, from: from + best.from, to: from + best.to, slips: best.slips };
        found.set(`${text.passage.id} ${place.to}`, place);
      }
    }
  }
  const places = [...found.values()].sort((one, other) => one.slips - other.slips);
  const [first, second] = places;
  if (!first || (second && second.slips === first.slips)) return undefined;
  const place = toPlace(first);
  return saysTheSame(quotation.quote, place.quote) ? place : undefined;
}

/** The stretch of the text that is nearest to the quote, by insertions, deletions and changes (Sellers). */
function nearest(quote: string, text: string): { from: number; to: number; slips: number } {
  let above = Array.from({ length: text.length + 1 }, (_, at) => ({ slips: 0, from: at }));
  for (let row = 1; row <= quote.length; row++) {
    const current = [{ slips: row, from: 0 }];
    for (let column = 1; column <= text.length; column++) {
      const diagonal = above[column - 1] as { slips: number; from: number };
      const up = above[column] as { slips: number; from: number };
      const left = current[column - 1] as { slips: number; from: number };
      const change = quote[row - 1] === text[column - 1] ? 0 : 1;
      let best = { slips: diagonal.slips + change, from: diagonal.from };
      if (up.slips + 1 < best.slips) best = { slips: up.slips + 1, from: up.from };
      if (left.slips + 1 < best.slips) best = { slips: left.slips + 1, from: left.from };
      current.push(best);
    }
    above = current;
  }
  let best = { slips: Number.POSITIVE_INFINITY, from: 0, to: 0 };
  for (const [to, { slips, from }] of above.entries()) if (slips < best.slips) best = { slips, from, to };
  return best;
}

/** Numbers and short words (not, no, nur, nie, ne, ni …) are the same, and no word is added or gone. */
function saysTheSame(one: string, other: string): boolean {
  const words = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? [];
  const [mine, theirs] = [words(one), words(other)];
  if (mine.length !== theirs.length) return false;
  return mine.every(
    (word, index) =>
      word === theirs[index] || (word.length > 4 && (theirs[index]?.length ?? 0) > 4 && !/\p{N}/u.test(word)),
  );
}
