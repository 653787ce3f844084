import type { Queryable } from '#libs/retrieval';
import { LetterLikeness } from './letters.js';
import type { Lexicon, ReadText } from './lexicon.js';
import { isAbbreviation, type Phrase } from './phrases.js';
import { Background, bagOf, type Calibration, calibrate, wordsOfParts } from './relevance.js';
import { SuggestionKind, type Target } from './target.js';

/** A target as papers of one language are compared with it. */
export interface ReadTarget {
  target: Target;
  words: Map<string, number>;
  calibration: Calibration;
  names: Phrase[];
  cues: Phrase[];
}

/** A recommendation that is like another. */
export interface Neighbour {
  index: number;
  share: number;
}

/** Everything needed to suggest for papers of one language. */
export interface Model {
  background: Background;
  targets: ReadTarget[];
  /** By the index of the target. */
  letters: LetterLikeness;
  /** Of each recommendation, those that are most like it, by the index of the target; the shares of each add up to 1. */
  neighbours: Map<number, Neighbour[]>;
  /** How many targets of a kind bear a name, by `bearerKey`: what several bear needs a context. */
  bearers: Map<string, number>;
  /** How many recommendations are about a system, by its code. */
  aboutSystem: Map<string, number>;
  /** Papers of this language say things in the words that recommendations are written in. */
  isOfCatalogue: boolean;
}

const NEIGHBOURS = 3;
// What is recommended is kept in English; other languages meet it by names, cues and words that they share.
const CATALOGUE_LANGUAGE = 'en';

/** A theme may be called as a system is; then both are meant. */
export const bearerKey = (kind: SuggestionKind, name: Phrase): string => `${kind} ${name.lexemes.join(' ')}`;

export async function buildModel(
  database: Queryable,
  lexicon: Lexicon,
  language: string,
  targets: readonly Target[],
  sample: readonly { language: string; text: string }[],
): Promise<Model> {
  const own = targets.map((target) => ({ language, text: target.parts.map((part) => part.text).join(' ') }));
  const read = await lexicon.read(database, own);
  const bagsOf = (texts: readonly ReadText[]) =>
    texts.filter((text) => text.words.length > 0).map((text) => bagOf(text.lexemes));
  const others = bagsOf(read);
  // How common a word is, papers tell better than the few words of recommendations and themes.
  const background = new Background([...others, ...bagsOf(await lexicon.read(database, sample))]);
  const phrases = async (texts: readonly string[]): Promise<Phrase[]> => {
    const found = await lexicon.read(
      database,
      texts.map((text) => ({ language, text })),
    );
    return found
      .map((phrase, at) => ({
        said: texts[at] as string,
        lexemes: phrase.lexemes,
        isAbbreviation: isAbbreviation(texts[at] as string),
      }))
      .filter((phrase) => phrase.lexemes.length > 0);
  };
  const bearers = new Map<string, number>();
  const aboutSystem = new Map<string, number>();
  const readTargets: ReadTarget[] = [];
  for (const target of targets) {
    const parts = await lexicon.read(
      database,
      target.parts.map(({ text }) => ({ language, text })),
    );
    const words = wordsOfParts(parts.map((part, at) => ({ read: part, weight: target.parts[at]?.weight ?? 1 })));
    const names = await phrases(target.names);
    for (const key of new Set(names.map((name) => bearerKey(target.kind, name)))) count(bearers, key);
    for (const system of target.systems) count(aboutSystem, system);
    readTargets.push({
      target,
      words,
      calibration: calibrate(background, words, others),
      names,
      cues: await phrases(target.cues),
    });
  }
  const letters = new LetterLikeness(
    targets.map((target) => target.parts),
    [...own, ...sample].map(({ text }) => text),
  );
  // As en-GB is.
  const isOfCatalogue = language.split('-')[0] === CATALOGUE_LANGUAGE;
  const neighbours = neighboursOf(
    readTargets,
    own.map(({ text }) => letters.likeness(text, targets.length)),
  );
  return { background, targets: readTargets, letters, neighbours, bearers, aboutSystem, isOfCatalogue };
}

function neighboursOf(targets: readonly ReadTarget[], alike: readonly Float64Array[]): Map<number, Neighbour[]> {
  const recommendations = targets.flatMap(({ target }, index) =>
    target.kind === SuggestionKind.RECOMMENDATION ? [index] : [],
  );
  return new Map(
    recommendations.map((own) => {
      const likeness = (index: number) => alike[own]?.[index] ?? 0;
      const nearest = recommendations
        .filter((index) => index !== own && likeness(index) > 0)
        .sort((one, other) => likeness(other) - likeness(one) || one - other)
        .slice(0, NEIGHBOURS);
      const all = nearest.reduce((sum, index) => sum + likeness(index), 0);
      return [own, nearest.map((index) => ({ index, share: likeness(index) / all }))];
    }),
  );
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
