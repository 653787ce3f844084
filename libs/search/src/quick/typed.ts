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

// By database, whose rules for accents change by migrations only.
const folds = new WeakMap<Queryable, Map<string, string>>();
const FOLDS_KEPT = 20_000;

/** Words without accents, as names are compared. Most have none, and cost nothing; the others come again and again. */
export async function foldWords(database: Queryable, forms: readonly string[]): Promise<Map<string, string>> {
  const plain = /^[a-z0-9]+$/;
  const kept = folds.get(database);
  const known = kept && kept.size < FOLDS_KEPT ? kept : new Map<string, string>();
  folds.set(database, known);
  const folded = new Map(forms.map((form) => [form, plain.test(form) ? form : known.get(form)]));
  const fresh = [...folded].flatMap(([form, key]) => (key === undefined ? [form] : []));
  if (fresh.length > 0) {
    const rows = await database.query<{ form: string; key: string }>(
      'select form, name_fold(form) as key from unnest($1::text[]) as form',
      [fresh],
      { plan: 'ONCE' },
    );
    for (const { form, key } of rows) {
      known.set(form, key);
      folded.set(form, key);
    }
  }
  return new Map([...folded].map(([form, key]) => [form, key ?? form]));
}
