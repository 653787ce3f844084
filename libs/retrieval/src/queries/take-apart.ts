import type { Queryable } from '../text/unit.js';
import { type AnalysedWord, analyseWords, type ReadableJoin } from './analyse-words.js';

/** Of shorter parts nearly every word can be put together. */
const PART_LETTERS = 4;
/** What is longer is no word. */
const LETTERS_MOST = 40;

type Parts = [AnalysedWord, AnalysedWord];

/**
 * For words that nobody writes, the two words that each may be put together of, or run together from: both are words of one language in texts that the
 * asker may read, as that language stems them, so that what joins parts (Information-s-system) does not hide them. Of several ways the one whose
 * rarer part is commonest. By word; those without parts are left out.
 */
export async function takeApart(
  database: Queryable,
  forms: readonly string[],
  language: string | undefined,
  readable: ReadableJoin,
): Promise<Map<string, Parts>> {
  const ways = forms.map((form) => [form, waysOf(form)] as const);
  const parts = [...new Set(ways.flatMap(([, some]) => some.flat()))];
  if (parts.length === 0) return new Map();
  const known = await analyseWords(database, parts, language, readable);
  const byForm = new Map(known.map((word) => [word.form, word]));
  return new Map(
    ways.flatMap(([form, some]) => {
      const [best] = some
        .flatMap(([one, other]) => together(byForm.get(one), byForm.get(other)))
        .sort((way, another) => another.df - way.df);
      return best ? [[form, best.parts]] : [];
    }),
  );
}

/** Each way to part a word in two; none of what is too short or too long for it, or has a digit. */
function waysOf(form: string): [string, string][] {
  const letters = Array.from(form);
  if (letters.length < 2 * PART_LETTERS || letters.length > LETTERS_MOST || /\p{N}/u.test(form)) return [];
  return Array.from({ length: letters.length - 2 * PART_LETTERS + 1 }, (_, index) => {
    const at = index + PART_LETTERS;
    return [letters.slice(0, at).join(''), letters.slice(at).join('')];
  });
}

/** Both in each language that has both, and how common the rarer is. */
function together(one: AnalysedWord | undefined, other: AnalysedWord | undefined) {
  if (!one || !other) return [];
  return one.variants.flatMap((variant) =>
    other.variants
      .filter(({ language }) => language === variant.language)
      .map((second): { df: number; parts: Parts } => ({
        df: Math.min(variant.df, second.df),
        parts: [
          { ...one, variants: [variant] },
          { ...other, variants: [second] },
        ],
      })),
  );
}
