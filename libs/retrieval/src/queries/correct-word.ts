import { slipsBetween, wordsNear } from '../text/near-words.js';
import type { Queryable } from '../text/unit.js';
import { isReadableSql, type ReadableJoin, type Variant } from './analyse-words.js';

/** A corrected word counts this much, divided by the slips in it. */
export const CORRECTED_WEIGHT = 0.6;
/** A word that is still being typed and has a slip in it. */
export const CORRECTED_PREFIX_WEIGHT = 0.4;
/** Shorter words are near too many others. */
export const CORRECTED_LETTERS = 4;
/** From this length on, two slips are forgiven. */
const TWO_SLIPS_LETTERS = 8;
// Terms that a word is corrected to at most.
const CORRECTIONS = 5;

interface FormRow extends Omit<Variant, 'weight'> {
  form: string;
}

/** Whether a word may be misspelt at all: codes, numbers and short words are taken as they are. */
export function isCorrectable(key: string): boolean {
  return Array.from(key).length >= CORRECTED_LETTERS && !/\p{N}/u.test(key);
}

/**
 * What a word (without accents) that the asker's vocabulary doesn't have may have been meant to be: words in texts that the asker may
 * read, one slip away, from eight letters on two (with the first letter right)
 * when one finds nothing; nearest first, then the commonest.
 * `unfinished`: also words that begin with something one slip away.
 */
export async function correctWord(
  database: Queryable,
  key: string,
  { language, unfinished }: { language?: string; unfinished: boolean },
  readable: ReadableJoin,
): Promise<Variant[]> {
  if (!isCorrectable(key)) return [];
  const near = wordsNear(key);
  const ask = (source: string, value: unknown) => {
    const parameters: unknown[] = [value, language ?? null];
    const isReadable = isReadableSql('term.id', readable(parameters));
    return database.query<FormRow>(
      `with near as materialized (${source})
       select near.form, term.id::text as "termId", term.language, term.lexeme, term.df
       from near join term on term.id = near.term_id
       where ($2::text is null or term.language = retrieval_language($2)) and ${isReadable}`,
      parameters,
    );
  };
  const corrected = nearest(
    key,
    await ask('select form, term_id from word_form where form = any($1::text[])', near),
    1,
  );
  if (unfinished) {
    const begun = await ask(
      `select form, term_id from (
         select word_form.form, word_form.term_id, term.df
         from unnest($1::text[]) as beginning
         join word_form on word_form.form >= beginning and word_form.form < beginning || chr(1114111)
         join term on term.id = word_form.term_id
         order by term.df desc limit 60
       ) begun`,
      // A slip in what was typed leaves as many letters, one less or one more; what only repeats a shorter one is left out.
      near.filter((word) => Array.from(word).length >= Array.from(key).length),
    );
    const known = new Set(corrected.map((variant) => variant.termId));
    const more = [...new Map(begun.map((row) => [row.termId, row])).values()]
      .filter((row) => !known.has(row.termId))
      .sort((one, other) => other.df - one.df || one.form.length - other.form.length)
      .slice(0, 2 * CORRECTIONS);
    corrected.push(...more.map(({ form: _, ...row }) => ({ ...row, weight: CORRECTED_PREFIX_WEIGHT })));
  }
  if (corrected.length > 0 || Array.from(key).length < TWO_SLIPS_LETTERS) return corrected;
  return nearest(key, await ask('select form, term_id from retrieval_similar_forms($1)', key), 2);
}

function nearest(key: string, rows: readonly FormRow[], most: number): Variant[] {
  const best = new Map<string, Variant & { slips: number }>();
  for (const { form, ...row } of rows) {
    const slips = slipsBetween(key, form, most);
    if (slips > most || slips >= (best.get(row.termId)?.slips ?? most + 1)) continue;
    // Accents that unaccent leaves alone, as on й and أ, are forgotten as easily as others: then it is the word itself.
    const weight = bare(form) === bare(key) ? 1 : CORRECTED_WEIGHT / slips;
    best.set(row.termId, { ...row, slips, weight });
  }
  return [...best.values()]
    .sort((one, other) => one.slips - other.slips || other.df - one.df || one.lexeme.localeCompare(other.lexeme))
    .slice(0, CORRECTIONS)
    .map(({ slips: _, ...variant }) => variant);
}

const bare = (form: string) => form.normalize('NFD').replace(/\p{M}/gu, '');
