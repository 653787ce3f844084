import type { ReadText } from './lexicon.js';
import { bearerKey, type Model, type ReadTarget } from './model.js';
import { type Phrase, placesOf } from './phrases.js';
import { type Bag, bagOf } from './relevance.js';
import { type Sign, SuggestionKind, type Target } from './target.js';

/** One target for one paper: how sure, and why. */
export interface Ranked {
  target: Target;
  /** 0 to 1. */
  confidence: number;
  /** What orders: the confidence before it was brought to 0..1. */
  score: number;
  /** What spoke for it, in words. */
  method: string[];
  signs: Sign[];
}

interface Weighed extends Omit<Ranked, 'confidence'> {
  /** The texts say its code. */
  isNamed: boolean;
}

/** Log odds: of any target before the paper is read, and of what is seen in it, once and again. */
interface Weights {
  base: number;
  /** Of papers in another language than the catalogue's: less of them is like a target by chance, so what is counts more. */
  foreign: number;
  words: number;
  letters: number;
  cue: number;
  name: number;
  further: number;
  most: number;
}

// Chosen on invented papers and on requirements of other fields, and kept where no set lost (decision 26).
const WEIGHTS: Record<SuggestionKind, Weights> = {
  RECOMMENDATION: { base: -4.3, foreign: 1.5, words: 0.35, letters: 18, cue: 2, name: 0, further: 0.9, most: 4 },
  THEME: { base: -4.2, foreign: 1, words: 0.3, letters: 10, cue: 0, name: 1.8, further: 0.5, most: 3 },
  SYSTEM: { base: -1.5, foreign: 0, words: 0.1, letters: 3, cue: 0, name: 2, further: 0.6, most: 4 },
};
// What a recommendation gains when the paper names a system that no other is about, and at most.
const SYSTEM = { each: 1, most: 2 };
// Of the second and third best text of a paper, these shares count beside the best.
const FURTHER_TEXTS = [0.3, 0.15];
// The best of many texts fits better by chance alone.
const CHANCE = 0.5;
// Among the passages of a long paper one is like anything: beyond this many, each further factor e takes this from the score.
const LONG = { texts: 10, each: 0.6 };
// How those score that are most like a recommendation counts by this share, as far as it is more above the mean than chance makes it: what
// is like one another is spoken of together, and what fits alone fits more often by chance.
const NEAR = { share: 0.1, chance: 1 };
// What its code in the text adds to a recommendation, and what it then has at least.
const CODE = { gain: 8, least: 4 };
// A cue of words that tell less than this together points less.
const TELLING = 10;

/**
 * Orders all targets by how likely the paper speaks to them. The first text is the title with the abstract's beginning. `telling` says of
 * each text how like it is to the recommendation that it is most like.
 */
export function rank(model: Model, texts: readonly ReadText[]): { ranked: Ranked[]; telling: number[] } {
  const bags = texts.map((text) => bagOf(text.lexemes));
  const alike = texts.map(({ text }) => model.letters.likeness(text, model.targets.length));
  const named = namedSystems(model, texts, bags);
  const telling = alike.map((likeness) =>
    model.targets.reduce(
      (most, { target }, index) =>
        target.kind === SuggestionKind.RECOMMENDATION ? Math.max(most, likeness[index] as number) : most,
      0,
    ),
  );
  const weighed = model.targets.map((target, index) =>
    weigh(
      model,
      target,
      texts,
      bags,
      alike.map((likeness) => likeness[index] as number),
      named,
    ),
  );
  const ranked = withNeighbours(model, weighed)
    .map(({ isNamed, score: unnamed, ...item }) => {
      // Whatever else the paper says, and however long it is: who names a recommendation by its code speaks to it.
      const score = isNamed ? Math.max(unnamed + CODE.gain, CODE.least) : unnamed;
      return { ...item, score, confidence: 1 / (1 + Math.exp(-score)) };
    })
    .sort((one, other) => other.score - one.score || (one.target.code < other.target.code ? -1 : 1));
  return { ranked, telling };
}

function weigh(
  model: Model,
  read: ReadTarget,
  texts: readonly ReadText[],
  bags: readonly Bag[],
  alike: readonly number[],
  namedSystemCodes: ReadonlySet<string>,
): Weighed {
  const { target, calibration } = read;
  const weights = WEIGHTS[target.kind];
  const method: string[] = [];
  const signs: Sign[] = [];
  const chance = CHANCE * Math.sqrt(2 * Math.log(Math.max(texts.length, 1)));
  const fits = bags.map(
    (bag) => (model.background.score(read.words, bag) - calibration.mean) / calibration.deviation - chance,
  );
  const words = bestOf(fits);
  const length = LONG.each * Math.log(Math.max(texts.length / LONG.texts, 1));
  const base = weights.base + (model.isOfCatalogue ? 0 : weights.foreign);
  let score = base + target.prior - length + weights.words * words + weights.letters * bestOf(alike);
  if (words > 1.5) method.push('words');
  const cued = seen(read.cues, texts, bags, signs).map(({ phrase, presence }) => {
    const told = phrase.lexemes.reduce((sum, lexeme) => sum + model.background.idf(lexeme), 0);
    return { said: phrase.said, strength: presence * Math.min(told / TELLING, 1) };
  });
  score += gain(cued, weights.cue, weights);
  const called = seen(ownNames(model, read), texts, bags, signs).map(({ phrase, presence }) => ({
    said: phrase.said,
    strength: presence,
  }));
  score += gain(called, weights.name, weights);
  method.push(...[...cued, ...called].map(({ said }) => `“${said}”`));
  const about = target.systems.filter((system) => namedSystemCodes.has(system));
  score += Math.min(SYSTEM.each * about.reduce((sum, system) => sum + tells(model, system), 0), SYSTEM.most);
  method.push(...about.filter((system) => !method.includes(`“${system}”`)));
  const named = target.kind === SuggestionKind.RECOMMENDATION ? codePlaces(target.code, texts) : [];
  if (named.length > 0) {
    signs.push(...named);
    method.push(target.code);
  }
  if (signs.length === 0) signs.push(...bestWords(model, read, texts, alike.indexOf(Math.max(...alike))));
  return { target, score, method, signs, isNamed: named.length > 0 };
}

function withNeighbours(model: Model, weighed: readonly Weighed[]): Weighed[] {
  const scores = [...model.neighbours.keys()].map((index) => weighed[index]?.score ?? 0);
  const mean = scores.reduce((sum, score) => sum + score, 0) / Math.max(scores.length, 1);
  return weighed.map((item, index) => {
    const near = model.neighbours.get(index) ?? [];
    const above = near.reduce((sum, { index: other, share }) => sum + share * ((weighed[other]?.score ?? 0) - mean), 0);
    return near.length > 0 ? { ...item, score: item.score + NEAR.share * (above - NEAR.chance) } : item;
  });
}

/** Where the texts say a code: not as a part of a longer one, and none that could be a word. */
function codePlaces(code: string, texts: readonly ReadText[]): Sign[] {
  if (!/^[\p{L}\p{N}]+(-[\p{L}\p{N}]+)+$/u.test(code)) return [];
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}-])${code}(?![\\p{L}\\p{N}])`, 'gu');
  return texts.flatMap(({ text, words }, unit) =>
    (text.includes(code) ? [...text.matchAll(pattern)] : []).flatMap(({ index }) => {
      const from = words.findIndex((word) => word.end > index);
      const to = words.findLastIndex((word) => word.start < index + code.length);
      return from < 0 || to < from ? [] : [{ unit, from, to, weight: CODE.gain }];
    }),
  );
}

/** Names that no other target of its kind bears. */
function ownNames(model: Model, { target, names }: ReadTarget): Phrase[] {
  return names.filter((name) => (model.bearers.get(bearerKey(target.kind, name)) ?? 0) < 2);
}

/** Codes of the systems that the texts name. */
function namedSystems(model: Model, texts: readonly ReadText[], bags: readonly Bag[]): Set<string> {
  const systems = model.targets.filter(({ target }) => target.kind === SuggestionKind.SYSTEM);
  return new Set(
    systems
      .filter((system) => seen(ownNames(model, system), texts, bags, []).length > 0)
      .map(({ target }) => target.code),
  );
}

/** 1 when one recommendation is about a system, 0 when all are. */
function tells({ targets, aboutSystem }: Model, system: string): number {
  const all = targets.filter(({ target }) => target.kind === SuggestionKind.RECOMMENDATION).length;
  return Math.log(all / (aboutSystem.get(system) ?? 1)) / Math.log(Math.max(all, 2));
}

/** The best of a paper's texts, and a share of the second and third. */
function bestOf(values: readonly number[]): number {
  const [best = 0, ...others] = values.toSorted((one, other) => other - one);
  return others
    .slice(0, FURTHER_TEXTS.length)
    .reduce((sum, value, nth) => sum + Math.max(value, 0) * (FURTHER_TEXTS[nth] as number), best);
}

/** What phrases add: the strongest counts in full, others count less, up to a bound. */
function gain(
  phrases: readonly { strength: number }[],
  first: number,
  { further, most }: { further: number; most: number },
): number {
  const [best = 0, ...others] = phrases.map(({ strength }) => strength).sort((one, other) => other - one);
  return Math.min(best * first + others.reduce((sum, strength) => sum + strength * further, 0), most);
}

interface SeenPhrase {
  phrase: Phrase;
  /** 1 when the paper dwells on it, less when a long paper says it in passing. */
  presence: number;
}

/** Which phrases are in the texts; their places are added to the signs. */
function seen(
  phrases: readonly Phrase[],
  texts: readonly ReadText[],
  bags: readonly Bag[],
  signs: Sign[],
): SeenPhrase[] {
  return phrases.flatMap((phrase) => {
    let places = 0;
    let isInFirst = false;
    for (const [unit, text] of texts.entries()) {
      // Most texts lack a word of it, and that is quickly told.
      if (!phrase.lexemes.every((lexeme) => bags[unit]?.counts.has(lexeme))) continue;
      for (const [from, to] of placesOf(phrase, text)) {
        signs.push({ unit, from, to, weight: phrase.lexemes.length });
        places += 1;
        isInFirst ||= unit === 0;
      }
    }
    if (places === 0) return [];
    return [{ phrase, presence: isInFirst ? 1 : Math.min((1 + Math.log(places)) / (1 + Math.log(texts.length)), 1) }];
  });
}

/** The target's words in a text, each with what it tells. */
function bestWords(model: Model, read: ReadTarget, texts: readonly ReadText[], unit: number): Sign[] {
  return (texts[unit]?.lexemes ?? []).flatMap((lexeme, at) => {
    const weight = read.words.get(lexeme);
    return weight === undefined ? [] : [{ unit, from: at, to: at, weight: weight * model.background.idf(lexeme) }];
  });
}
