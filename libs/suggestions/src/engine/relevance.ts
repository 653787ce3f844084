import { B, idf } from '#libs/retrieval';
import type { ReadText } from './lexicon.js';

// A passage that says a word again speaks of it, more than a hit of a search does.
const K1 = 2.5;

/** A text as bag of words. */
export interface Bag {
  length: number;
  counts: ReadonlyMap<string, number>;
}

export function bagOf(lexemes: readonly string[]): Bag {
  const counts = new Map<string, number>();
  for (const lexeme of lexemes) counts.set(lexeme, (counts.get(lexeme) ?? 0) + 1);
  return { length: lexemes.length, counts };
}

/** Texts that tell how common words are. */
export class Background {
  private readonly df = new Map<string, number>();
  private readonly texts: number;
  private readonly meanLength: number;

  constructor(bags: readonly Bag[]) {
    this.texts = bags.length;
    let length = 0;
    for (const bag of bags) {
      length += bag.length;
      for (const lexeme of bag.counts.keys()) this.df.set(lexeme, (this.df.get(lexeme) ?? 0) + 1);
    }
    this.meanLength = Math.max(length / Math.max(bags.length, 1), 1);
  }

  idf(lexeme: string): number {
    return idf(this.texts, this.df.get(lexeme) ?? 0);
  }

  /** BM25 of the target's words over a text. */
  score(words: ReadonlyMap<string, number>, bag: Bag): number {
    let score = 0;
    for (const [lexeme, weight] of words) {
      const tf = bag.counts.get(lexeme);
      if (tf !== undefined) score += weight * this.idf(lexeme) * this.gain(tf, bag.length);
    }
    return score;
  }

  private gain(tf: number, length: number): number {
    return (tf * (K1 + 1)) / (tf + K1 * (1 - B + (B * length) / this.meanLength));
  }
}

/** How a target scores on texts that have nothing to do with it. */
export interface Calibration {
  mean: number;
  deviation: number;
}

// The best of them may well be about the target: they are left out.
const LEFT_OUT = 0.05;

export function calibrate(
  background: Background,
  words: ReadonlyMap<string, number>,
  against: readonly Bag[],
): Calibration {
  const scores = against.map((bag) => background.score(words, bag)).sort((one, other) => one - other);
  const kept = scores.slice(0, Math.max(1, Math.ceil(scores.length * (1 - LEFT_OUT))));
  const mean = kept.reduce((sum, score) => sum + score, 0) / kept.length;
  const variance = kept.reduce((sum, score) => sum + (score - mean) ** 2, 0) / kept.length;
  return { mean, deviation: Math.max(Math.sqrt(variance), 0.5) };
}

/** A target's words with their weights: those of all its parts, a word said often counting less each time. */
export function wordsOfParts(parts: readonly { read: ReadText; weight: number }[]): Map<string, number> {
  const words = new Map<string, number>();
  for (const { read, weight } of parts) {
    for (const lexeme of new Set(read.lexemes)) {
      if (lexeme.length < 2) continue;
      words.set(lexeme, (words.get(lexeme) ?? 0) + weight);
    }
  }
  for (const [lexeme, weight] of words) words.set(lexeme, Math.sqrt(weight));
  return words;
}
