/**
 * What goes from the end of a word, and how many letters must remain before it: endings parted by blanks, without accents; `ci>k` puts a k
 * in the place of ci.
 */
export type Endings = Readonly<Record<number, string>>;

/** How words of a language lose their endings. */
export interface Stemming {
  /** One after the other; of each, the longest ending that fits. */
  steps: readonly Endings[];
  /** Vowels that come and go before the last consonant (konec, konce), and the letters that must stand before them. */
  fleeting?: { vowels: string; after: number };
}
