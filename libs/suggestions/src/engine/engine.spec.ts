import { describe, expect, it } from '@jest/globals';
import { wordsOf } from '#libs/retrieval';
import { learnThreshold } from './learn-threshold.js';
import { LetterLikeness } from './letters.js';
import type { Lexicon } from './lexicon.js';
import { buildModel } from './model.js';
import { isAbbreviation, placesOf } from './phrases.js';
import { PIECE, rank } from './rank.js';
import { SuggestionKind, type Target } from './target.js';

const read = (text: string) => {
  const words = wordsOf(text);
  return { text, words, lexemes: words.map((word) => word.form) };
};
const phrase = (said: string) => ({ said, lexemes: read(said).lexemes, isAbbreviation: isAbbreviation(said) });

describe('the place of a phrase', () => {
  it.each([
    ['data quality', 'Good data quality pays.', [[1, 2]]],
    ['data quality', 'The quality of the data pays.', [[1, 4]]],
    ['data quality', 'Data are many, and of all things that one might praise quality comes last.', []],
    ['QUEST', 'The quest for QUEST goes on.', [[3, 3]]],
    ['portal', 'A Portal.', [[1, 1]]],
  ])('“%s” in “%s”', (said, text, places) => {
    expect(placesOf(phrase(said), read(text))).toEqual(places);
  });
});

describe('likeness by letters', () => {
  it('finds other forms and compounds of the same words', () => {
    const texts = ['biometric matching service', 'criminal records of convicts', 'customs and cargo'];
    const letters = new LetterLikeness(
      texts.map((text) => [{ text, weight: 1 }]),
      texts,
    );
    const [matcher = 0, records = 0, customs = 0] = letters.likeness('The matcher for biometrics', texts.length);
    expect(matcher).toBeGreaterThan(0.2);
    expect(records).toBeLessThan(matcher / 2);
    expect(customs).toBeLessThan(matcher / 2);
    const [, , same = 0] = letters.likeness('customs and cargo', texts.length);
    expect(same).toBeGreaterThan(2 * matcher);
  });
});

describe('the learnt threshold', () => {
  const decisions = (right: (confidence: number) => boolean) =>
    Array.from({ length: 50 }, (_, index) => ({ confidence: 0.5 + index / 100, right: right(0.5 + index / 100) }));

  it('is the given one as long as little is decided', () => {
    expect(learnThreshold([{ confidence: 0.9, right: false }], 0.5)).toBe(0.5);
  });

  it('sinks when all was right, rises when much was wrong, and keeps within bounds', () => {
    expect(
      learnThreshold(
        decisions(() => true),
        0.5,
      ),
    ).toBeCloseTo(0.45, 6);
    const risen = learnThreshold(
      decisions((confidence) => confidence > 0.8),
      0.5,
    );
    expect(risen).toBeGreaterThan(0.55);
    expect(risen).toBeLessThan(0.8);
    expect(
      learnThreshold(
        decisions(() => false),
        0.5,
      ),
    ).toBe(0.9);
  });
});

describe('ranking', () => {
  it('puts a recommendation higher when what is most like it fits the paper too', async () => {
    const recommendation = (code: string, text: string) => ({
      kind: SuggestionKind.RECOMMENDATION,
      id: code,
      code,
      parts: [{ text, weight: 1 }],
      names: [],
      cues: [],
      systems: [],
      prior: 0,
    });
    // The first two are as like the paper as one another; of what is like them only “gamma quint” is.
    const targets = [
      recommendation('B', 'alpha quint'),
      recommendation('A', 'omega zebra'),
      recommendation('C', 'gamma quint'),
      recommendation('D', 'delta zebra'),
      ...['north', 'south', 'coast'].map((word) => recommendation(word, `${word} sails`)),
    ];
    // Words as they are written: what is stemmed is not the question here.
    const lexicon = {
      read: async (_: unknown, texts: { text: string }[]) => texts.map(({ text }) => read(text)),
    } as unknown as Lexicon;
    const nothing = { query: async () => [] };
    const model = await buildModel(nothing, lexicon, 'en', targets, []);
    const { ranked } = await rank(model, [read('alpha omega gamma')], async () => undefined);
    const scores = new Map(ranked.map(({ target, score }) => [target.code, score]));
    expect(ranked.map(({ target }) => target.code).slice(0, 3)).toEqual(expect.arrayContaining(['A', 'B', 'C']));
    expect(scores.get('B')).toBeGreaterThan(scores.get('A') as number);
  });

  it('a long paper is ranked in pieces, so that others are not kept waiting', async () => {
    const target = (kind: SuggestionKind, code: string): Target => ({
      id: code,
      kind,
      code,
      parts: [{ text: `${code} compares templates`, weight: 1 }],
      names: [code],
      cues: ['compares templates'],
      systems: [],
      prior: 0,
    });
    const targets = [
      target(SuggestionKind.RECOMMENDATION, 'engine'),
      target(SuggestionKind.THEME, 'sample'),
      target(SuggestionKind.SYSTEM, 'stage'),
    ];
    const lexicon = {
      read: async (_: unknown, texts: { text: string }[]) => texts.map(({ text }) => read(text)),
    } as unknown as Lexicon;
    const model = await buildModel({ query: async () => [] }, lexicon, 'en', targets, []);
    const texts = Array.from({ length: 5_000 }, (_, at) => read(`The engine compares templates of stage ${at}`));
    let looked = 0;
    let most = 0;
    const counting = new Proxy(texts, {
      get: (all, key) => {
        if (typeof key === 'string' && /^\d+$/.test(key)) looked++;
        return Reflect.get(all, key);
      },
    });
    const score = model.background.score.bind(model.background);
    model.background.score = (...given) => {
      looked++;
      return score(...given);
    };
    await rank(model, counting, async () => {
      most = Math.max(most, looked);
      looked = 0;
    });
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(PIECE + 1);
  });
});
