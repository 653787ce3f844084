import { readableContributions } from '#libs/contributions';
import type { Actor } from '#libs/identity';
import { PREFIX_LETTERS, type Queryable, slipsBetween, wordsOf } from '#libs/retrieval';
import { fold, type SynonymMatch } from './synonyms.js';

export interface WantedWords {
  /** In their form for the index, in order. */
  words: readonly string[];
  /** Whether the last word may go on. */
  unfinished: boolean;
  /** Names of the taxonomy among the words, with what else means the same. */
  names: readonly SynonymMatch[];
}

/** So many of what another engine found are looked at, its best first: more would cost more than they help. */
export const CONFIRMED_MAX = 50;

/**
 * Of what another engine found, what holds every word in a text as it is now and as the asker may read it: with the slips that engine
 * forgives, unfinished at the end, under another name of the taxonomy, or written together or apart. Its own documents may be
 * of yesterday, and a hit must never tell what a text once said.
 */
export async function confirmCandidates(
  database: Queryable,
  actor: Actor,
  ids: readonly string[],
  wanted: WantedWords,
): Promise<string[]> {
  const parameters: unknown[] = [ids];
  const gate = readableContributions(actor, parameters, 'contribution');
  const rows = await database.query<{ id: string; text: string }>(
    `with readable as materialized (
       select contribution.id, contribution.status <> 'WITHDRAWN' as open, contribution.reference, contribution.current_revision_id as revision_id
       from contribution where contribution.id = any($1::uuid[]) and ${gate}
     )
     select readable.id, concat_ws(' ', readable.reference, revision.title, case when open then revision.abstract end) as text
     from readable join revision on revision.id = readable.revision_id
     union all
     select readable.id, concat_ws(' ', passage.heading, passage.text)
     from readable join passage on passage.revision_id = readable.revision_id and passage.current and passage.part <> 'ABSTRACT'
     where open`,
    parameters,
  );
  const texts = new Map<string, string[][]>();
  for (const { id, text } of rows) {
    const words = wordsOf(text).map((word) => fold(word.form));
    texts.set(id, [...(texts.get(id) ?? []), words]);
  }
  return ids.filter((id) => holdsAll(texts.get(id) ?? [], wanted));
}

/** Whether some of these texts hold each of the words; every text is given as its words without accents. */
export function holdsAll(texts: readonly (readonly string[])[], { words, unfinished, names }: WantedWords): boolean {
  const distinct = new Set(texts.flat());
  const pairs = new Set(texts.flatMap((text) => text.slice(1).map((word, index) => `${text[index]}${word}`)));
  const keys = words.map(fold);
  const isThere = (key: string) => distinct.has(key) || pairs.has(key);
  const held = keys.map((key, no) => {
    const goesOn = unfinished && no === keys.length - 1 && key.length >= PREFIX_LETTERS;
    return isThere(key) || [...distinct].some((word) => isMeant(key, word, goesOn));
  });
  keys.forEach((key, no) => {
    // Two words of the query that the text writes as one.
    if (no + 1 < keys.length && distinct.has(`${key}${keys[no + 1]}`)) held[no] = held[no + 1] = true;
  });
  // A name of several words is a phrase; the engine takes their words anywhere in a field for it.
  const standsTogether = (name: readonly string[]) =>
    name.length === 1
      ? isThere(name[0] as string)
      : texts.some((text) => text.some((_, at) => name.every((form, nth) => text[at + nth] === form)));
  for (const { from, to, alternatives } of names) {
    if (alternatives.some((name) => standsTogether(name.forms.map(fold)))) held.fill(true, from, to);
  }
  return held.every(Boolean);
}

// As the engine's settings have it: from four letters one slip, from eight two, and none in what has a digit.
const slipsIn = (key: string) => (/\p{N}/u.test(key) || key.length < 4 ? 0 : key.length < 8 ? 1 : 2);

function isMeant(key: string, word: string, goesOn: boolean): boolean {
  const most = slipsIn(key);
  if (most > 0 && slipsBetween(key, word, most) <= most) return true;
  if (!goesOn) return false;
  if (word.startsWith(key)) return true;
  if (most === 0 || word.length <= key.length) return false;
  // What was typed may be longer or shorter than what it stands for, by as many slips.
  return [0, 1, -1].some((more) => slipsBetween(key, word.slice(0, key.length + more), most) <= most);
}
