import {
  type AnalysedWord,
  analyseWords,
  CORRECTED_WEIGHT,
  correctWord,
  isCorrectable,
  type Queryable,
  type ReadableJoin,
  readableForms,
  takeApart,
} from '#libs/retrieval';
import { PROSE_WORDS } from './parse-query.js';

/** Words of a query that stand for others than were typed. */
export interface Respelling {
  /** As typed, in their form for the index. */
  typed: string[];
  /** Numbers of the words that stand for them. */
  nos: number[];
}

export interface RespelledWords {
  words: AnalysedWord[];
  respellings: Respelling[];
}

export interface RespellingQuestion {
  language: string | undefined;
  /** Whether the last word may go on. */
  unfinished: boolean;
  /** Words that stand in phrases, which are taken as they are. */
  kept: ReadonlySet<string>;
}

/** A word that is only in two is likelier meant than one with a slip. */
const APART_WEIGHT = 0.8;
/** So many words of a query are taken apart; what has more of them is no question. */
const APART_MOST = 8;

interface Piece {
  typed: string[];
  words: AnalysedWord[];
  changed: boolean;
}

/**
 * Finds other ways to read words that nothing readable has: written together with the word beside them, with one slip, taken apart into two words, with
 * two slips; the first that is found counts.
 */
export async function respell(
  database: Queryable,
  words: readonly AnalysedWord[],
  question: RespellingQuestion,
  readable: ReadableJoin,
): Promise<RespelledWords> {
  if (!words.some(isUnknown)) return { words: [...words], respellings: [] };
  const joined = await join(database, words, question, readable);
  const corrected = await Promise.all(
    joined.map((piece, no) => correct(database, piece, { ...question, isLast: no === joined.length - 1 }, readable)),
  );
  const pieces = await part(database, corrected, question, readable);
  let at = 0;
  const respellings: Respelling[] = [];
  for (const { typed, words: instead, changed } of pieces) {
    if (changed) respellings.push({ typed, nos: instead.map((_, index) => at + index) });
    at += instead.length;
  }
  return { words: pieces.flatMap((piece) => piece.words), respellings };
}

/** “inter operability”: two words, one of them unknown, that texts write as one. */
async function join(
  database: Queryable,
  words: readonly AnalysedWord[],
  { language, kept }: RespellingQuestion,
  readable: ReadableJoin,
): Promise<Piece[]> {
  // In prose the words beside it find what is meant.
  const isProse = words.length > PROSE_WORDS;
  const pairs = words.flatMap((word, no) => {
    const next = words[no + 1];
    if (isProse || !next || !(isUnknown(word) || isUnknown(next)) || kept.has(word.form) || kept.has(next.form))
      return [];
    const form = `${word.form}${next.form}`;
    return isCorrectable(form) ? [{ no, form }] : [];
  });
  // As texts write it: of what nobody writes a stemmer may make anything.
  const written = await readableForms(
    database,
    pairs.map((pair) => pair.form),
    readable,
  );
  const known = written.size > 0 ? await analyseWords(database, [...written], language, readable) : [];
  const byForm = new Map(known.filter((word) => !isUnknown(word)).map((word) => [word.form, word]));
  const wholes = new Map(pairs.map(({ no, form }) => [no, byForm.get(form)]));
  const pieces: Piece[] = [];
  for (let no = 0; no < words.length; no++) {
    const word = words[no] as AnalysedWord;
    const whole = wholes.get(no);
    if (!whole) {
      pieces.push({ typed: [word.form], words: [word], changed: false });
      continue;
    }
    const next = words[++no] as AnalysedWord;
    const times = Math.max(word.times ?? 1, next.times ?? 1);
    pieces.push({ typed: [word.form, next.form], words: [{ ...whole, times }], changed: true });
  }
  return pieces;
}

/** A word that is unknown still, with slips forgiven; itself when nothing is near. */
async function correct(
  database: Queryable,
  piece: Piece,
  { language, unfinished, isLast }: RespellingQuestion & { isLast: boolean },
  readable: ReadableJoin,
): Promise<Piece> {
  const [word] = piece.words;
  if (piece.changed || !word || !isUnknown(word)) return piece;
  const variants = await correctWord(database, word.key, { language, unfinished: unfinished && isLast }, readable);
  return variants.length > 0 ? { ...piece, words: [{ ...word, variants }], changed: true } : piece;
}

/** Takes words apart that nothing with a single slip stands for. */
async function part(
  database: Queryable,
  pieces: readonly Piece[],
  { language, kept }: RespellingQuestion,
  readable: ReadableJoin,
): Promise<Piece[]> {
  const isFar = ({ words: [word, second] }: Piece) =>
    word &&
    !second &&
    !kept.has(word.form) &&
    !word.phrases?.length &&
    word.variants.every((variant) => variant.weight <= CORRECTED_WEIGHT / 2);
  const forms = pieces.filter(isFar).flatMap((piece) => piece.typed);
  const parts = await takeApart(database, forms.slice(0, APART_MOST), language, readable);
  return pieces.map((piece) => {
    const found = isFar(piece) ? parts.get(piece.typed[0] ?? '') : undefined;
    if (!found) return piece;
    const times = piece.words[0]?.times;
    const words = found.map((word) => ({
      ...word,
      variants: word.variants.map((variant) => ({ ...variant, weight: APART_WEIGHT })),
      times,
    }));
    return { ...piece, words, changed: true };
  });
}

/** Nothing readable has it. */
export const isUnknown = (word: AnalysedWord) => word.variants.length === 0 && !word.phrases?.length;
