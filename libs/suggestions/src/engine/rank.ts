import type { ReadText } from './lexicon.js';
import type { Model, ReadTarget } from './model.js';
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

// Chosen on invented papers and on requirements of other fields, never on the papers that it is checked by.
const WEIGHTS = {
  [SuggestionKind.RECOMMENDATION]: { base: -4.2, relevance: 1, cue: 1.6, further: 0.8, most: 4, name: 0 },
  [SuggestionKind.THEME]: { base: -4.2, relevance: 0.7, cue: 0, further: 0.5, most: 3, name: 1.6 },
  [SuggestionKind.SYSTEM]: { base: -1.5, relevance: 0.15, cue: 0, further: 0.6, most: 4, name: 2 },
};
// Of the second and third best text of a paper, these shares count beside the best.
const FURTHER_TEXTS = [1, 0.3, 0.15];
// The best of many texts fits better by chance alone.
const CHANCE = 0.5;

/** Orders all targets by how likely the paper speaks to them. The first text is the title with the abstract's beginning. */
export function rank(model: Model, texts: readonly ReadText[]): Ranked[] {
  const bags = texts.map((text) => bagOf(text.lexemes));
  return model.targets
    .map((target) => weigh(model, target, texts, bags))
    .sort((one, other) => other.score - one.score || (one.target.code < other.target.code ? -1 : 1));
}

function weigh(model: Model, read: ReadTarget, texts: readonly ReadText[], bags: readonly Bag[]): Ranked {
  const { target, calibration } = read;
  const weights = WEIGHTS[target.kind];
  const method: string[] = [];
  const signs: Sign[] = [];
  const fits = bags
    .map((bag, unit) => ({ unit, fit: (model.background.score(read.words, bag) - calibration.mean) / calibration.deviation }))
    .sort((one, other) => other.fit - one.fit)
    .slice(0, FURTHER_TEXTS.length);
  const relevance =
    fits.reduce((sum, { fit }, nth) => sum + Math.max(fit, nth === 0 ? fit : 0) * (FURTHER_TEXTS[nth] as number), 0) -
    CHANCE * Math.sqrt(2 * Math.log(Math.max(texts.length, 1)));
  let score = weights.base + weights.relevance * relevance;
  if (relevance > 2) method.push('words');
  const cued = seen(read.cues, texts, signs);
  if (cued.length > 0) {
    score += Math.min(weights.cue + weights.further * (cued.length - 1), weights.most);
    method.push(...cued.map((cue) => `“${cue}”`));
  }
  const named = seen(
    read.names.filter((name) => (model.bearers.get(name.lexemes.join(' ')) ?? 0) < 2),
    texts,
    signs,
  );
  if (named.length > 0) {
    score += Math.min(weights.name + weights.further * (named.length - 1), weights.most);
    method.push(...named.map((name) => `“${name}”`));
  }
  if (texts.some(({ text }) => text.includes(target.code)) && target.code.includes('-') && target.kind === SuggestionKind.RECOMMENDATION) {
    score += 8;
    method.push(target.code);
  }
  if (signs.length === 0 && fits[0]) signs.push(...bestWords(model, read, texts, fits[0].unit));
  return { target, score, confidence: 1 / (1 + Math.exp(-score)), method, signs };
}

/** Which phrases are in the texts; their places are added to the signs. */
function seen(phrases: readonly Phrase[], texts: readonly ReadText[], signs: Sign[]): string[] {
  return phrases
    .filter((phrase) => {
      let found = false;
      for (const [unit, text] of texts.entries()) {
        for (const [from, to] of placesOf(phrase, text)) {
          signs.push({ unit, from, to, weight: phrase.lexemes.length });
          found = true;
        }
      }
      return found;
    })
    .map((phrase) => phrase.said);
}

/** The target's words in a text, each with what it tells. */
function bestWords(model: Model, read: ReadTarget, texts: readonly ReadText[], unit: number): Sign[] {
  return (texts[unit]?.lexemes ?? []).flatMap((lexeme, at) => {
    const weight = read.words.get(lexeme);
    return weight === undefined ? [] : [{ unit, from: at, to: at, weight: weight * model.background.idf(lexeme) }];
  });
}
