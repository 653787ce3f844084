import type { GiveWay } from '#libs/platform';
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

/** A paper's texts, their words by number, and what is asked between two pieces of the work. */
interface ReadPaper {
  texts: readonly ReadText[];
  bags: readonly Bag[];
  giveWay: GiveWay;
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
 * each text how like it is to the recommendation that it is most like. A long paper takes seconds, so it gives way to other work.
 */
export async function rank(
  model: Model,
  texts: readonly ReadText[],
  giveWay: GiveWay,
): Promise<{ ranked: Ranked[]; telling: number[] }> {
  const bags: Bag[] = [];
  const alike: Float64Array[] = [];
  for (const { text, lexemes } of texts) {
    bags.push(bagOf(lexemes));
    alike.push(model.letters.likeness(text, model.targets.length));
    await giveWay();
  }
  const paper = { texts, bags, giveWay };
  const named = await namedSystems(model, paper);
  const telling = alike.map((likeness) =>
    model.targets.reduce(
      (most, { target }, index) =>
        target.kind === SuggestionKind.RECOMMENDATION ? Math.max(most, likeness[index] as number) : most,
      0,
    ),
  );
  const weighed: Weighed[] = [];
  for (const [index, target] of model.targets.entries()) {
    const likeness = alike.map((all) => all[index] as number);
    weighed.push(await weigh(model, target, paper, likeness, named));
  }
  const ranked = withNeighbours(model, weighed)
    .map(({ isNamed, score: unnamed, ...item }) => {
      // Whatever else the paper says, and however long it is: who names a recommendation by its code speaks to it.
      const score = isNamed ? Math.max(unnamed + CODE.gain, CODE.least) : unnamed;
      return { ...item, score, confidence: 1 / (1 + Math.exp(-score)) };
    })
    .sort((one, other) => other.score - one.score || (one.target.code < other.target.code ? -1 : 1));
  return { ranked, telling };
}

async function weigh(
  model: Model,
  read: ReadTarget,
  paper: ReadPaper,
  alike: readonly number[],
  namedSystemCodes: ReadonlySet<string>,
): Promise<Weighed> {
  const { texts, bags, giveWay } = paper;
  const { target, calibration } = read;
  const weights = WEIGHTS[target.kind];
  const method: string[] = [];
  const signs: Sign[] = [];
  const chance = CHANCE * Math.sqrt(2 * Math.log(Math.max(texts.length, 1)));
  const fits: number[] = [];
  for (const some of inPieces(bags)) {
    for (const bag of some)
      fits.push((model.background.score(read.words, bag) - calibration.mean) / calibration.deviation - chance);
    await giveWay();
  }
  const words = bestOf(fits);
  const length = LONG.each * Math.log(Math.max(texts.length / LONG.texts, 1));
  const base = weights.base + (model.isOfCatalogue ? 0 : weights.foreign);
  let score = base + target.prior - length + weights.words * words + weights.letters * bestOf(alike);
  if (words > 1.5) method.push('words');
  const cued = (await seen(read.cues, paper, signs)).map(({ phrase, presence }) => {
    const told = phrase.lexemes.reduce((sum, lexeme) => sum + model.background.idf(lexeme), 0);
    return { said: phrase.said, strength: presence * Math.min(told / TELLING, 1) };
  });
  score += gain(cued, weights.cue, weights);
  const called = (await seen(ownNames(model, read), paper, signs)).map(({ phrase, presence }) => ({
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
  if (signs.length === 0)
    signs.push(
      ...bestWords(model, read, texts, alike.indexOf(alike.reduce((most, value) => Math.max(most, value), 0))),
    );
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
async function namedSystems(model: Model, paper: ReadPaper): Promise<Set<string>> {
  const named = new Set<string>();
  for (const system of model.targets) {
    if (system.target.kind !== SuggestionKind.SYSTEM) continue;
    if ((await seen(ownNames(model, system), paper, [])).length > 0) named.add(system.target.code);
  }
  return named;
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
async function seen(
  phrases: readonly Phrase[],
  { texts, bags, giveWay }: ReadPaper,
  signs: Sign[],
): Promise<SeenPhrase[]> {
  const found: SeenPhrase[] = [];
  for (const phrase of phrases) {
    let places = 0;
    let isInFirst = false;
    let unit = 0;
    for (const some of inPieces(texts)) {
      for (const text of some) {
        const at = unit++;
        // Most texts lack a word of it, and that is quickly told.
        if (!phrase.lexemes.every((lexeme) => bags[at]?.counts.has(lexeme))) continue;
        for (const [from, to] of placesOf(phrase, text)) {
          signs.push({ unit: at, from, to, weight: phrase.lexemes.length });
          places += 1;
          isInFirst ||= at === 0;
        }
      }
      await giveWay();
    }
    if (places === 0) continue;
    const presence = isInFirst ? 1 : Math.min((1 + Math.log(places)) / (1 + Math.log(texts.length)), 1);
    found.push({ phrase, presence });
  }
  return found;
}

/** Texts that are looked at before others may go first. */
export const PIECE = 256;

function* inPieces<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += PIECE) yield items.slice(from, from + PIECE);
}

/** The target's words in a text, each with what it tells. */
function bestWords(model: Model, read: ReadTarget, texts: readonly ReadText[], unit: number): Sign[] {
  return (texts[unit]?.lexemes ?? []).flatMap((lexeme, at) => {
    const weight = read.words.get(lexeme);
    return weight === undefined ? [] : [{ unit, from: at, to: at, weight: weight * model.background.idf(lexeme) }];
  });
}
