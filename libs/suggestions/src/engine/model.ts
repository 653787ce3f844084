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

/** Everything needed to suggest for papers of one language. */
export interface Model {
  background: Background;
  targets: ReadTarget[];
  /** By the index of the target. */
  letters: LetterLikeness;
  /** How many targets bear a name, by its words: what several bear needs a context. */
  bearers: Map<string, number>;
}

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
  const readTargets: ReadTarget[] = [];
  for (const target of targets) {
    const parts = await lexicon.read(
      database,
      target.parts.map(({ text }) => ({ language, text })),
    );
    const words = wordsOfParts(parts.map((part, at) => ({ read: part, weight: target.parts[at]?.weight ?? 1 })));
    const names = await phrases(target.names);
    if (target.kind !== SuggestionKind.RECOMMENDATION)
      for (const key of new Set(names.map((name) => name.lexemes.join(' '))))
        bearers.set(key, (bearers.get(key) ?? 0) + 1);
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
  return { background, targets: readTargets, letters, bearers };
}
