import { type Queryable, wordsOf } from '#libs/retrieval';

/** Nothing has a name that begins like a longer text. */
export const TYPED_CHARACTERS_MAX = 300;

/** A word as it was typed, and without accents and case, as names are compared. */
export interface TypedWord {
  text: string;
  key: string;
}

/** Reads what was typed; nothing when no name could begin like it. Whatever is no word parts words, and means nothing else. */
export async function readTyped(database: Queryable, text: string): Promise<TypedWord[]> {
  if (text.length > TYPED_CHARACTERS_MAX) return [];
  const found = wordsOf(text);
  const folded = await foldWords(
    database,
    found.map((word) => word.form),
  );
  return found
    .map((word) => ({ text: text.slice(word.start, word.end), key: folded.get(word.form) ?? '' }))
    .filter((word) => word.key !== '');
}

/** What to look names up by: each word once, in the order typed. */
export function keysOf(typed: readonly TypedWord[]): string[] {
  return [...new Set(typed.flatMap((word) => word.key.split(' ')))];
}

/** Words without accents, as names are compared. Most have none, and cost nothing. */
export async function foldWords(database: Queryable, forms: readonly string[]): Promise<Map<string, string>> {
  const plain = /^[a-z0-9]+$/;
  const folded = new Map(forms.map((form) => [form, form]));
  const others = [...folded.keys()].filter((form) => !plain.test(form));
  if (others.length === 0) return folded;
  const rows = await database.query<{ form: string; key: string }>(
    'select form, name_fold(form) as key from unnest($1::text[]) as form',
    [others],
    { plan: 'ONCE' },
  );
  for (const { form, key } of rows) folded.set(form, key);
  return folded;
}
