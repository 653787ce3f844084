import type { Queryable } from '../text/unit.js';
import { type AnalysedWord, analyseWords, type ReadableJoin } from './analyse-words.js';

/** Of shorter parts nearly every word can be put together. */
const PART_LETTERS = 4;
/** What is longer is no word. */
const LETTERS_MOST = 40;

/**
 * Two words that a word nobody writes may be put together of, or run together from: both are words of one language in texts that the asker may read,
 * as that language stems them, so that what joins parts (Information-s-system) does not hide them. Of several ways the one whose rarer part is commonest.
 */
export async function takeApart(
  database: Queryable,
  form: string,
  language: string | undefined,
  readable: ReadableJoin,
): Promise<[AnalysedWord, AnalysedWord] | undefined> {
  const letters = Array.from(form);
  if (letters.length < 2 * PART_LETTERS || letters.length > LETTERS_MOST || /\p{N}/u.test(form)) return undefined;
  const ways = Array.from({ length: letters.length - 2 * PART_LETTERS + 1 }, (_, index) => {
    const at = index + PART_LETTERS;
    return [letters.slice(0, at).join(''), letters.slice(at).join('')] as const;
  });
  const known = await analyseWords(database, [...new Set(ways.flat())], language, readable);
  const byForm = new Map(known.map((word) => [word.form, word]));
  const [best] = ways
    .flatMap(([one, other]) => together(byForm.get(one), byForm.get(other)))
    .sort((way, another) => another.df - way.df);
  return best?.parts;
}

/** Both in each language that has both, and how common the rarer is. */
function together(one: AnalysedWord | undefined, other: AnalysedWord | undefined) {
  if (!one || !other) return [];
  return one.variants.flatMap((variant) =>
    other.variants
      .filter(({ language }) => language === variant.language)
      .map((second): { df: number; parts: [AnalysedWord, AnalysedWord] } => ({
        df: Math.min(variant.df, second.df),
        parts: [
          { ...one, variants: [variant] },
          { ...other, variants: [second] },
        ],
      })),
  );
}
