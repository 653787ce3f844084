import { type Word, wordsOf } from '#libs/retrieval';
import { QUOTATION_MARKS } from '../query/quotation.js';
import type { NameHit } from './name-hits.js';
import type { TypedWord } from './typed.js';

/** A query that what was typed may become. */
export interface Completion {
  text: string;
  /** How many of the names that were looked at say it. */
  times: number;
}

/** Words in their form for the index to words without accents. */
type Fold = (form: string) => string;

/** Longer names are read in a list of hits, not as a query. */
const WORDS_MAX = 8;
const CHARACTERS_MAX = 100;
/** Two words are proposed together when so many names have them together. */
const PAIR_TIMES = 2;
/** Shorter words say nothing as the end of a query: of, the, and. */
const LAST_LETTERS = 4;

/** The words of a text in their form for the index. */
export const formsOf = (text: string) => wordsOf(text).map((word) => word.form);

/** Words of these names that the last word typed may become, alone and with the one that follows them; commonest first. */
export function completeWords(hits: readonly NameHit[], typed: readonly TypedWord[], fold: Fold): Completion[] {
  const head = typed.slice(0, -1);
  const last = typed.at(-1)?.key ?? '';
  const single = new Tally();
  const pairs = new Tally();
  for (const { name, isCode } of hits) {
    if (isCode) continue;
    const words = wordsOf(name).map((word) => ({ key: fold(word.form), text: spell(name, word) }));
    const begun = head.map((typedWord) => wholeWord(typedWord, words));
    const said = new Set(begun.map((word) => word.key));
    const texts = (tally: Tally, ...end: TypedWord[]) => tally.count(name, [...begun, ...end]);
    words.forEach((word, index) => {
      if (!word.key.startsWith(last) || said.has(word.key)) return;
      texts(single, word);
      const next = words[index + 1];
      if (next && next.key.length >= LAST_LETTERS && !said.has(next.key)) texts(pairs, word, next);
    });
  }
  const often = pairs.completions().filter((pair) => pair.times >= PAIR_TIMES);
  return [...single.completions(), ...often].sort(byTimes);
}

/** Names of other things than contributions, whole: what the taxonomy calls something is what papers call it. */
export function wholeNames(hits: readonly NameHit[]): Completion[] {
  return hits
    .filter((hit) => hit.kind !== 'CONTRIBUTION' && !hit.isCode)
    .sort((one, other) => one.rank - other.rank || one.letters - other.letters || (one.name < other.name ? -1 : 1))
    .map((hit) => ({ text: asQuery(hit.name), times: 1 }))
    .filter(({ text }) => text.length <= CHARACTERS_MAX && formsOf(text).length <= WORDS_MAX);
}

/** Both lists in turn, each query once. */
export function inTurn(one: readonly Completion[], other: readonly Completion[], fold: Fold): Completion[] {
  const seen = new Map<string, Completion>();
  for (let at = 0; at < Math.max(one.length, other.length); at++) {
    for (const completion of [one[at], other[at]]) {
      const key = completion && formsOf(completion.text).map(fold).join(' ');
      if (key && !seen.has(key)) seen.set(key, completion);
    }
  }
  return [...seen.values()];
}

/** Counts queries by their words without accents, once for each name, and keeps how they are spelt most often. */
class Tally {
  private readonly counted = new Map<string, { names: Set<string>; spellings: Map<string, number> }>();

  count(name: string, words: readonly TypedWord[]): void {
    const key = words.map((word) => word.key).join(' ');
    const text = words.map((word) => word.text).join(' ');
    const known = this.counted.get(key) ?? { names: new Set(), spellings: new Map() };
    if (known.names.has(name)) return;
    known.names.add(name);
    known.spellings.set(text, (known.spellings.get(text) ?? 0) + 1);
    this.counted.set(key, known);
  }

  completions(): Completion[] {
    return [...this.counted.values()].map(({ names, spellings }) => {
      const [text = ''] = [...spellings.entries()].sort(
        ([one, times], [other, oftener]) => oftener - times || (one < other ? -1 : 1),
      )[0] ?? [''];
      return { text, times: names.size };
    });
  }
}

/** An earlier word as typed when the name has it, else the word of the name that it begins. */
function wholeWord(typed: TypedWord, words: readonly TypedWord[]): TypedWord {
  if (words.some((word) => word.key === typed.key)) return typed;
  return words.find((word) => word.key.startsWith(typed.key)) ?? typed;
}

/** Most frequent first, then the shortest; the text makes the order whole. */
const byTimes = (one: Completion, other: Completion) =>
  other.times - one.times || one.text.length - other.text.length || (one.text < other.text ? -1 : 1);

/** A capital at the start is the title's; capitals within are the word's own: SIS, eIDAS. */
function spell(name: string, { start, end }: Word): string {
  const word = name.slice(start, end);
  return /^\p{Lu}[^\p{Lu}]+$/u.test(word) ? word.toLowerCase() : word;
}

const MARKS = new RegExp(`[${QUOTATION_MARKS}]`, 'g');

/** A name without what a query would take for its own: quotes, and a minus before a word. */
function asQuery(name: string): string {
  return name
    .replace(MARKS, '')
    .replace(/(^|\s)-+(?=\S)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}
