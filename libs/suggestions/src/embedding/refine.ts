import type { ReadText } from '../engine/lexicon.js';
import type { Ranked } from '../engine/rank.js';
import { SuggestionKind } from '../engine/target.js';
import type { Embedder } from './embedder.js';

// Of a long paper so many texts are read; the beginning says what it is about.
const TEXTS = 128;
const BEST = 3;
// How much a standard deviation of nearness counts, and at most: words and cues keep the last word on silence.
const SHARE = 0.5;
const MOST = 1;

/** Moves recommendations that mean what the paper means up, and others down. The order stays when the embedder cannot help. */
export async function refine(
  embedder: Embedder,
  ranked: readonly Ranked[],
  texts: readonly ReadText[],
): Promise<Ranked[]> {
  const ours = ranked.filter(({ target }) => target.kind === SuggestionKind.RECOMMENDATION);
  const said = texts
    .slice(0, TEXTS)
    .map(({ text }) => text)
    .filter((text) => text.trim() !== '');
  if (ours.length < 2 || said.length === 0) return [...ranked];
  const wanted = ours.map(({ target }) =>
    target.parts
      .slice(0, 2)
      .map((part) => part.text)
      .join('. '),
  );
  const vectors = await embedder.embed([...wanted, ...said]);
  if (!vectors) return [...ranked];
  const passages = vectors.slice(wanted.length);
  const near = ours.map((_, index) => {
    const best = passages
      .map((passage) => cosine(vectors[index] as number[], passage))
      .sort((one, other) => other - one)
      .slice(0, BEST);
    return best.reduce((sum, value) => sum + value, 0) / best.length;
  });
  const mean = near.reduce((sum, value) => sum + value, 0) / near.length;
  const deviation = Math.sqrt(near.reduce((sum, value) => sum + (value - mean) ** 2, 0) / near.length) || 1;
  const moves = new Map(
    ours.map(({ target }, index) => [
      target.id,
      Math.max(-MOST, Math.min(MOST, (SHARE * ((near[index] as number) - mean)) / deviation)),
    ]),
  );
  return ranked
    .map((item) => {
      const score = item.score + (moves.get(item.target.id) ?? 0);
      return { ...item, score, confidence: 1 / (1 + Math.exp(-score)) };
    })
    .sort((one, other) => other.score - one.score || (one.target.code < other.target.code ? -1 : 1));
}

function cosine(one: readonly number[], other: readonly number[]): number {
  let [dot, first, second] = [0, 0, 0];
  for (const [index, value] of one.entries()) {
    const against = other[index] ?? 0;
    dot += value * against;
    first += value * value;
    second += against * against;
  }
  return dot / (Math.sqrt(first * second) || 1);
}
