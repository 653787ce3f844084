import {
  type AnalysedWord,
  analyseWords,
  completeWord,
  PREFIX_LETTERS,
  phraseOwnersSql,
  type Queryable,
  type ReadableJoin,
  type Variant,
} from '#libs/retrieval';
import { type Note, SearchNoteKind } from './notes.js';
import type { ParsedQuery } from './parse-query.js';
import { isUnknown, type Respelling, respell } from './respell.js';
import { fold, type Name, type SynonymMatch, type Synonyms } from './synonyms.js';

/** What is looked for: the parsed query with its words looked up. */
export interface AnalysedQuery {
  /** In the order of the query; where it was read otherwise, two may stand for one or one for two. */
  words: AnalysedWord[];
  phrases: AnalysedWord[][];
  exclusions: AnalysedWord[][];
  /** Every word stands in a phrase, so the phrases alone say what matches. */
  onlyPhrases: boolean;
  /** What was found nowhere and read otherwise. */
  respellings: Respelling[];
  notes: Note[];
}

/** Whether a word, by its number, stands for others than were typed. */
export const isRespelt = (no: number, { respellings }: AnalysedQuery): boolean =>
  respellings.some(({ nos }) => nos.includes(no));

/** A find by another name counts this much. */
const SYNONYM_WEIGHT = 0.8;
/** In longer queries a last word that is known is hardly half typed, and what it brings is little beside the others. */
const COMPLETED_QUERY_WORDS = 5;

export interface QuestionWords {
  parsed: ParsedQuery;
  language: string | undefined;
  /** What the asker may read: what only others may read must be as good as not there, in corrections and completions too. */
  readable: ReadableJoin;
}

/**
 * Looks the words of a query up, with all other ways to say them: other names of the taxonomy (weight 0.8), the last word completed
 * (0.7; in long queries only when it is unknown), and what is found nowhere written together or apart (1) or corrected (0.6 by the number of slips;
 * 0.4 when it is unfinished too). Phrases and exclusions are taken as they are.
 */
export async function understand(
  database: Queryable,
  synonyms: Synonyms,
  { parsed, language, readable }: QuestionWords,
): Promise<AnalysedQuery> {
  const inPhrases = new Set(parsed.phrases.flat());
  const onlyPhrases = parsed.words.every((word) => inPhrases.has(word));
  const matches = onlyPhrases ? [] : await synonyms.matches(parsed.words);
  const names = matches.flatMap((match) => match.alternatives.flatMap((name) => name.forms));
  const forms = [...new Set([...parsed.words, ...parsed.exclusions.flat(), ...names])];
  const last = parsed.words.at(-1);
  const completes = parsed.unfinished && parsed.words.length <= COMPLETED_QUERY_WORDS;
  const complete = async () =>
    parsed.unfinished && last && Array.from(last).length >= PREFIX_LETTERS
      ? completeWord(database, fold(last), language, readable)
      : [];
  const [analysed, completions] = await Promise.all([
    forms.length > 0 ? analyseWords(database, forms, language, readable) : [],
    completes ? complete() : [],
  ]);
  const byForm = new Map(analysed.map((word) => [word.form, word]));
  const lookUp = (some: readonly string[]): AnalysedWord[] =>
    some.map((form) => byForm.get(form) ?? { form, key: form, variants: [] });
  const words = lookUp(parsed.words).map((word, no) => ({
    ...word,
    variants: [...word.variants],
    times: parsed.times[no],
  }));
  const expanded = expand(words, matches, lookUp);
  const lastWord = words.at(-1);
  if (lastWord) addVariants(lastWord, completes || !isUnknown(lastWord) ? completions : await complete());
  const respelled = await respell(database, words, { language, unfinished: completes, kept: inPhrases }, readable);
  return {
    ...respelled,
    phrases: parsed.phrases.map(lookUp),
    exclusions: parsed.exclusions.map(lookUp),
    onlyPhrases,
    notes: expanded,
  };
}

/** Leaves out phrases that stand in no text the asker may read, and says so; the query itself when there are none. */
export async function dropUnheardPhrases(
  database: Queryable,
  query: AnalysedQuery,
  readable: ReadableJoin,
): Promise<AnalysedQuery> {
  const heard = await Promise.all(
    query.phrases.map(async (words) => {
      const parameters: unknown[] = [];
      const sql = `select true from (${phraseOwnersSql(words, parameters)}) entry ${readable(parameters)} limit 1`;
      return (await database.query(sql, parameters)).length > 0;
    }),
  );
  if (heard.every(Boolean)) return query;
  const unheard = query.phrases
    .filter((_, index) => !heard[index])
    .map((words) => `“${words.map((word) => word.form).join(' ')}”`);
  const message = `Nothing that you may read has the phrase ${unheard.join(', ')}; its words were looked for.`;
  return {
    ...query,
    phrases: query.phrases.filter((_, index) => heard[index]),
    notes: [...query.notes, { kind: SearchNoteKind.QUOTES_IGNORED, message }],
  };
}

/** Gives the words of each name found what else means the same; answers what was added, in words. */
function expand(
  words: AnalysedWord[],
  matches: readonly SynonymMatch[],
  lookUp: (forms: readonly string[]) => AnalysedWord[],
): Note[] {
  return matches.flatMap(({ from, to, alternatives }): Note[] => {
    const added = alternatives.filter((name: Name) => {
      const said = lookUp(name.forms);
      // What nobody writes, among what the asker may read, is no other way to find anything.
      if (said.some((word) => word.variants.length === 0)) return false;
      const known = new Set(words.slice(from, to).flatMap((word) => word.variants.map((variant) => variant.termId)));
      // The plural of what was asked is found anyway.
      if (said.every((word) => word.variants.every((variant) => known.has(variant.termId)))) return false;
      for (const word of words.slice(from, to)) {
        const [only] = said;
        if (said.length === 1 && only)
          addVariants(
            word,
            only.variants.map((variant) => ({ ...variant, weight: SYNONYM_WEIGHT })),
          );
        else word.phrases = [...(word.phrases ?? []), { words: said, weight: SYNONYM_WEIGHT }];
      }
      return true;
    });
    if (added.length === 0) return [];
    const name = words
      .slice(from, to)
      .map((word) => word.form)
      .join(' ');
    const others = added.map((other) => `“${other.label}”`).join(', ');
    return [{ kind: SearchNoteKind.WORD_EXPANDED, message: `“${name}” also finds ${others}.` }];
  });
}

function addVariants(word: AnalysedWord, variants: readonly Variant[]): void {
  const known = new Set(word.variants.map((variant) => variant.termId));
  word.variants.push(...variants.filter((variant) => !known.has(variant.termId)));
}
