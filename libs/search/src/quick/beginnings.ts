import { isCorrectable, wordsNear } from '#libs/retrieval';

/** One way to read what was typed: names with a word that begins like this, and with the other words. */
export interface Beginning {
  /** How the word begins that is looked up. */
  prefix: string;
  /** How the other words begin that the name must have. */
  others: string[];
  /** All words in the order typed, to see whether they stand in the name like that. */
  whole: string;
}

// Of more words, the longest are tried; of longer ones, too many spellings are near.
const MISSPELT_WORDS = 3;
const MISSPELT_LETTERS = 20;

/** What was typed as it stands. The longest word is looked up: it begins the fewest names. */
export function exactly(keys: readonly string[]): Beginning[] {
  const prefix = longest(keys)[0];
  return prefix === undefined ? [] : [{ prefix, others: keys.filter((key) => key !== prefix), whole: keys.join(' ') }];
}

/** What was typed with one slip in one of its words: a letter missing, too many or wrong, or two neighbours swapped. */
export function withSlip(keys: readonly string[]): Beginning[] {
  return longest(keys)
    .filter((key) => isCorrectable(key) && key.length <= MISSPELT_LETTERS)
    .slice(0, MISSPELT_WORDS)
    .flatMap((key) => {
      const others = keys.filter((other) => other !== key);
      return wordsNear(key)
        .filter((near) => isAnotherBeginning(key, near))
        .map((prefix) => ({
          prefix,
          others,
          whole: keys.map((other) => (other === key ? prefix : other)).join(' '),
        }));
    });
}

/** A beginning whose last letter is only left out or wrong is any word with the rest of it: that forgives too much. */
function isAnotherBeginning(key: string, near: string): boolean {
  const swapped = near.length === key.length && [...near].sort().join('') === [...key].sort().join('');
  return near.length > key.length || near.at(-1) === key.at(-1) || swapped;
}

const longest = (keys: readonly string[]) => [...keys].sort((one, other) => other.length - one.length);
