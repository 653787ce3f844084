import { readableContributions } from '#libs/contributions';
import type { Actor } from '#libs/identity';
import { lexemesOf, PREFIX_LETTERS, type Queryable, slipsBetween, wordKey, wordsOf } from '#libs/retrieval';
import { fold, type SynonymMatch } from './synonyms.js';

export interface WantedWords {
  /** In their form for the index, in order. */
  words: readonly string[];
  /** Whether the last word may go on. */
  unfinished: boolean;
  /** Their indexed forms, as `wordKey` gives them. One that nothing the asker may read has is not among them: in such a word alone slips are forgiven. */
  known: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names of the taxonomy among the words, with what else means the same. */
  names: readonly SynonymMatch[];
}

/** Endings change, and hardly ever the first letters: only words that begin alike are compared by their stems. */
const BEGINNING = 3;

/**
 * Of what another engine found, what holds every word in a text as it is now and as the asker may read it: unfinished at the end, under
 * another name of the taxonomy, inflected, written together or apart, and with the slips that engine forgives if it is a word that nothing has. (It
 * forgives them in every word: who asks for identité has not meant identity.) Its own documents may be of yesterday, and a hit must never tell
 * what a text once said.
 */
export async function confirmCandidates(
  database: Queryable,
  actor: Actor,
  ids: readonly string[],
  wanted: WantedWords,
): Promise<string[]> {
  const parameters: unknown[] = [ids];
  const gate = readableContributions(actor, parameters, 'contribution');
  const rows = await database.query<{ id: string; language: string; text: string }>(
    `with readable as materialized (
       select contribution.id, contribution.status <> 'WITHDRAWN' as open, contribution.reference, contribution.current_revision_id as revision_id
       from contribution where contribution.id = any($1::uuid[]) and ${gate}
     )
     select readable.id, revision.language,
       concat_ws(' ', readable.reference, revision.title, case when open then revision.abstract end) as text
     from readable join revision on revision.id = readable.revision_id
     union all
     select readable.id, passage.language, concat_ws(' ', passage.heading, passage.text)
     from readable join passage on passage.revision_id = readable.revision_id and passage.current and passage.part <> 'ABSTRACT'
     where open`,
    parameters,
  );
  const folded = new Map<string, string>();
  const texts = rows.map(({ id, language, text }): ReadText => {
    const forms = wordsOf(text).map(({ form }) => form);
    for (const form of forms) if (!folded.has(form)) folded.set(form, fold(form));
    return { id, language, forms, keys: forms.map((form) => folded.get(form) as string) };
  });
  const keysOf = (id: string) => texts.filter((text) => text.id === id).map(({ keys }) => keys);
  const whole = new Set(ids.filter((id) => holdsAll(keysOf(id), wanted)));
  // Only of the others it matters in which form a word is there.
  const others = texts.filter(({ id }) => !whole.has(id));
  const inflected = await inflectedWords(database, others, wanted.known);
  for (const [id, words] of inflected) if (holdsAll(keysOf(id), wanted, words)) whole.add(id);
  return ids.filter((id) => whole.has(id));
}

interface ReadText {
  /** Of the contribution. */
  id: string;
  language: string;
  /** Its words in their form for the index, and without accents. */
  forms: readonly string[];
  keys: readonly string[];
}

/** By contribution, the words that its texts have in another form. */
async function inflectedWords(
  database: Queryable,
  texts: readonly ReadText[],
  known: WantedWords['known'],
): Promise<Map<string, Set<string>>> {
  const byBeginning = new Map<string, string[]>();
  for (const word of known.keys()) {
    const beginning = fold(word).slice(0, BEGINNING);
    byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), word]);
  }
  const alike = texts.flatMap(({ id, language, forms, keys }) =>
    forms.flatMap((form, no) =>
      (byBeginning.get((keys[no] as string).slice(0, BEGINNING)) ?? []).map((word) => ({ id, language, form, word })),
    ),
  );
  const lexemes = await lexemesOf(database, alike);
  const inflected = new Map<string, Set<string>>();
  for (const { id, language, form, word } of alike)
    if (lexemes.get(wordKey(language, form))?.some((lexeme) => known.get(word)?.has(lexeme)))
      inflected.set(id, (inflected.get(id) ?? new Set()).add(word));
  return inflected;
}

/** Whether some of these texts hold each of the words; every text is given as its words without accents, `inflected` are there in another form. */
export function holdsAll(
  texts: readonly (readonly string[])[],
  { words, unfinished, known, names }: WantedWords,
  inflected: ReadonlySet<string> = new Set(),
): boolean {
  const distinct = new Set(texts.flat());
  const pairs = new Set(texts.flatMap((text) => text.slice(1).map((word, index) => `${text[index]}${word}`)));
  const keys = words.map(fold);
  const isThere = (key: string) => distinct.has(key) || pairs.has(key);
  const held = keys.map((key, no) => {
    const goesOn = unfinished && no === keys.length - 1 && key.length >= PREFIX_LETTERS;
    const word = words[no] as string;
    const slips = known.has(word) ? 0 : slipsIn(key);
    return (
      isThere(key) ||
      inflected.has(word) ||
      ((slips > 0 || goesOn) && [...distinct].some((word) => isMeant(key, word, { slips, goesOn })))
    );
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

function isMeant(key: string, word: string, { slips: most, goesOn }: { slips: number; goesOn: boolean }): boolean {
  if (most > 0 && slipsBetween(key, word, most) <= most) return true;
  if (!goesOn) return false;
  if (word.startsWith(key)) return true;
  if (most === 0 || word.length <= key.length) return false;
  // What was typed may be longer or shorter than what it stands for, by as many slips.
  return [0, 1, -1].some((more) => slipsBetween(key, word.slice(0, key.length + more), most) <= most);
}
