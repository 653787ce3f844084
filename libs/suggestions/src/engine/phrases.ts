import type { ReadText } from './lexicon.js';

/** A phrase to look for: its indexed words in order, and the letters of an abbreviation, which must be written in capitals. */
export interface Phrase {
  said: string;
  lexemes: string[];
  isAbbreviation: boolean;
}

// Words that may stand between those of a phrase: “matching of biometric data” is “biometric matching” in other words.
const SLACK = 3;

export function isAbbreviation(name: string): boolean {
  return /^[\p{L}\p{N}+/-]{2,8}$/u.test(name) && (name.match(/\p{Lu}/gu)?.length ?? 0) >= 2;
}

/** First and last words of each place where all words of the phrase stand close together, in any order. */
export function placesOf({ lexemes, isAbbreviation: capitals }: Phrase, text: ReadText): [number, number][] {
  const [first] = lexemes;
  if (first === undefined) return [];
  const places: [number, number][] = [];
  if (lexemes.length === 1) {
    for (let at = text.lexemes.indexOf(first); at >= 0; at = text.lexemes.indexOf(first, at + 1))
      if (!capitals || isWrittenAsOne(text, at)) places.push([at, at]);
    return places;
  }
  const span = lexemes.length + SLACK;
  const needed = new Set(lexemes);
  for (let at = 0; at < text.lexemes.length; at++) {
    const here = text.lexemes[at] as string;
    if (!needed.has(here)) continue;
    const missing = new Set(needed);
    let to = at;
    for (let next = at; next < Math.min(at + span, text.lexemes.length) && missing.size > 0; next++) {
      if (missing.delete(text.lexemes[next] as string)) to = next;
    }
    if (missing.size === 0) {
      places.push([at, to]);
      at = to;
    }
  }
  return places;
}

function isWrittenAsOne({ text, words }: ReadText, at: number): boolean {
  const word = words[at];
  return word !== undefined && (text.slice(word.start, word.end).match(/\p{Lu}/gu)?.length ?? 0) >= 2;
}
