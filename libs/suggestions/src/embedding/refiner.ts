import type { ReadText } from '../engine/lexicon.js';
import type { Ranked } from '../engine/rank.js';
import { SuggestionKind } from '../engine/target.js';
import type { Embedder } from './embedder.js';

// Of a long paper so many texts are read: its beginning, and those that are most like something that is recommended.
const TEXTS = 32;
const BEGINNING = 8;
// How much a standard deviation of nearness counts, what the mean loses by it (else the nearest of a paper that is off the subject would
// win), and at most: words and cues keep the last word on silence.
const SHARE = 0.4;
const MEAN = 0.5;
const MOST = 1;
// From so far up it is said among what spoke for it.
const TOLD = 0.2;
const KEPT = 500;

/** Moves recommendations that mean what the paper means up, and others down. */
export class Refiner {
  private readonly kept = new Map<string, number[]>();

  constructor(private readonly embedder: Embedder) {}

  get rests(): boolean {
    return this.embedder.rests;
  }

  /** `telling` says of each text how like it is to what is recommended. Undefined when the embedder cannot help now. */
  async refine(
    ranked: readonly Ranked[],
    texts: readonly ReadText[],
    telling: readonly number[] = [],
    ending?: AbortSignal,
  ): Promise<Ranked[] | undefined> {
    const ours = ranked.filter(({ target }) => target.kind === SuggestionKind.RECOMMENDATION);
    const said = chosen(texts, telling);
    if (ours.length < 2 || said.length === 0) return [...ranked];
    const wanted = ours.map(({ target }) =>
      target.parts
        .slice(0, 2)
        .map((part) => part.text)
        .join('. '),
    );
    const found = await this.vectors(wanted, said, ending);
    if (!found) return undefined;
    const near = found.wanted.map((vector) => Math.max(...found.said.map((passage) => cosine(vector, passage))));
    const mean = near.reduce((sum, value) => sum + value, 0) / near.length;
    const deviation = Math.sqrt(near.reduce((sum, value) => sum + (value - mean) ** 2, 0) / near.length) || 1;
    const moves = new Map(
      ours.map(({ target }, index) => {
        const move = (SHARE * ((near[index] as number) - mean)) / deviation - MEAN;
        return [target.id, Math.max(-MOST, Math.min(MOST, move))];
      }),
    );
    return ranked
      .map((item) => {
        const move = moves.get(item.target.id) ?? 0;
        const score = item.score + move;
        const method = move >= TOLD ? [...item.method, 'meaning'] : item.method;
        return { ...item, score, method, confidence: 1 / (1 + Math.exp(-score)) };
      })
      .sort((one, other) => other.score - one.score || (one.target.code < other.target.code ? -1 : 1));
  }

  /** What is recommended seldom changes, so its vectors are kept. */
  private async vectors(
    wanted: readonly string[],
    said: readonly string[],
    ending: AbortSignal | undefined,
  ): Promise<{ wanted: number[][]; said: number[][] } | undefined> {
    const missing = [...new Set(wanted)].filter((text) => !this.kept.has(text));
    if (missing.length > 0) {
      const fresh = await this.embedder.embed(missing, ending);
      if (!fresh) return undefined;
      if (this.kept.size + missing.length > KEPT) this.kept.clear();
      for (const [index, text] of missing.entries()) this.kept.set(text, fresh[index] as number[]);
    }
    const passages = await this.embedder.embed(said, ending);
    const known = wanted.map((text) => this.kept.get(text));
    const length = passages?.[0]?.length;
    // Another model answers under the same address: what was kept is of no use.
    if (passages && known.some((vector) => vector?.length !== length)) {
      this.kept.clear();
      return undefined;
    }
    return passages && { wanted: known as number[][], said: passages };
  }
}

function chosen(texts: readonly ReadText[], telling: readonly number[]): string[] {
  const worth = (index: number) => (index < BEGINNING ? Number.POSITIVE_INFINITY : (telling[index] ?? 0));
  return texts
    .map(({ text }, index) => ({ text, index }))
    .filter(({ text }) => text.trim() !== '')
    .sort((one, other) => worth(other.index) - worth(one.index) || one.index - other.index)
    .slice(0, TEXTS)
    .map(({ text }) => text);
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
