import { commonWords } from '#libs/retrieval';
import type { FrozenScores } from '../engine.js';
import type { Replacement } from './corrected-words.js';
import type { HitsAnswer } from './hits-statement.js';
import { type Note, SearchNoteKind } from './notes.js';
import { type AnalysedQuery, isRespelt } from './understand.js';

/** So far behind is usual while work goes on; more should be known to whoever asks. */
const BEHIND_MS = 5_000;

/** Words that nothing the actor may read has; told from the readable texts, never from the vocabulary, which is everybody's. */
export function unknownWords(
  query: AnalysedQuery,
  frozen: FrozenScores | undefined,
  named: ReadonlySet<string>,
): Note[] {
  const inPhrases = new Set(query.onlyPhrases ? query.respellings.flatMap(({ typed }) => typed) : []);
  const unknown = query.words
    .filter(({ form }, no) => {
      const isNowhere = frozen?.statistics.df[no] === 0 && !isRespelt(no, query);
      return inPhrases.has(form) || (isNowhere && !named.has(form));
    })
    .map((word) => `“${word.form}”`);
  if (unknown.length === 0) return [];
  return [{ kind: SearchNoteKind.WORD_UNKNOWN, message: `Nothing that you may read contains ${unknown.join(', ')}.` }];
}

/** What is written instead of words that were read otherwise; those of which a readable text tells how. */
export const replacementsOf = (query: AnalysedQuery, spellings: ReadonlyMap<number, string>): Replacement[] =>
  query.respellings.flatMap(({ typed, nos }) =>
    nos.every((no) => spellings.has(no)) ? [{ typed, instead: nos.map((no) => spellings.get(no)).join(' ') }] : [],
  );

/** What was looked for instead of words that nothing has; nothing, where all stand in phrases, which are taken as they are. */
export function respelt(query: AnalysedQuery, spellings: ReadonlyMap<number, string>): Note[] {
  if (query.onlyPhrases) return [];
  return query.respellings.map(({ typed, nos }) => {
    const instead = nos.map((no) => spellings.get(no)).filter((word) => word !== undefined);
    const told = instead.length === nos.length ? `“${instead.join(' ')}” was` : 'words like it were';
    const message = `Nothing that you may read contains “${typed.join(' ')}”; ${told} looked for.`;
    return { kind: SearchNoteKind.WORD_CORRECTED, message };
  });
}

/** Words that were not looked for, and are likelier meant. */
export const proposed = ({ words }: AnalysedQuery, proposals: ReadonlyMap<number, string>): Replacement[] =>
  [...proposals].map(([no, instead]) => ({ typed: [words[no]?.form ?? ''], instead }));

/** Says so of them. */
export const likelier = ({ words }: AnalysedQuery, proposals: ReadonlyMap<number, string>): Note[] =>
  [...proposals].map(([no, instead]) => ({
    kind: SearchNoteKind.WORD_RARE,
    message: `Few texts that you may read contain “${words[no]?.form}”, and many “${instead}”, which was not looked for.`,
  }));

/** What was changed lately may be missing. */
export function indexBehind({ freshAsOf, answeredAt }: HitsAnswer): Note[] {
  if (answeredAt.getTime() - freshAsOf.getTime() < BEHIND_MS) return [];
  const message = `The index is catching up: what was changed after ${freshAsOf.toISOString()} may not be found yet.`;
  return [{ kind: SearchNoteKind.INDEX_BEHIND, message }];
}

/** In a large corpus, common words do not find by themselves: whoever asks should know. */
export function wordsOfLittleWeight(query: AnalysedQuery, texts: number): Note[] {
  const common = [...commonWords(query.words, texts)].map((no) => `“${query.words[no]?.form}”`);
  if (common.length === 0) return [];
  const message = `${common.join(', ')}: so common here that ${common.length === 1 ? 'it only ranks' : 'they only rank'} what the rarer words find.`;
  return [{ kind: SearchNoteKind.WORD_COMMON, message }];
}
