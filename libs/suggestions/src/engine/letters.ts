/**
 * Likeness by runs of four letters: finds what words alone do not, such as “matcher” and “matching”, compounds, and words that
 * languages have in common. Rare runs tell more than in plain tf-idf: chosen by measurement.
 */
const RUN = 4;
const RARITY = 1.5;
// Plain cosine favours targets of few words; lengths of targets count by this share only, and the mean length by the rest.
const PIVOT = 0.55;

type Vector = ReadonlyMap<string, number>;

export class LetterLikeness {
  private readonly df = new Map<string, number>();
  private readonly texts: number;
  private readonly postings = new Map<string, [number, number][]>();

  /** `targets` are compared with texts; all texts of the background tell how rare a run is. */
  constructor(targets: readonly { text: string; weight: number }[][], background: readonly string[]) {
    for (const text of background) for (const run of runsOf(text).keys()) this.df.set(run, (this.df.get(run) ?? 0) + 1);
    this.texts = background.length;
    const vectors = targets.map((parts) => {
      const said = new Map<string, number>();
      for (const { text, weight } of parts)
        for (const run of runsOf(text).keys()) said.set(run, (said.get(run) ?? 0) + weight);
      return this.weighed(said, Math.sqrt);
    });
    const mean = vectors.reduce((sum, { length }) => sum + length, 0) / Math.max(vectors.length, 1);
    for (const [index, { vector, length }] of vectors.entries()) {
      for (const [run, weight] of vector) {
        const entry: [number, number] = [index, weight / ((1 - PIVOT) * mean + PIVOT * length || 1)];
        const entries = this.postings.get(run);
        if (entries) entries.push(entry);
        else this.postings.set(run, [entry]);
      }
    }
  }

  /** For each target how alike the text is: 0 when nothing is, 1 or so when it is the same. */
  likeness(text: string, targets: number): Float64Array {
    const sums = new Float64Array(targets);
    const { vector, length } = this.weighed(runsOf(text), (count) => 1 + Math.log(count));
    for (const [run, weight] of vector) {
      for (const [index, own] of this.postings.get(run) ?? [])
        sums[index] = (sums[index] as number) + (weight * own) / (length || 1);
    }
    return sums;
  }

  private weighed(counts: Vector, dampen: (count: number) => number): { vector: Vector; length: number } {
    const vector = new Map<string, number>();
    let square = 0;
    for (const [run, count] of counts) {
      const df = this.df.get(run) ?? 0;
      const value = dampen(count) * Math.log(1 + (Math.max(this.texts, df) - df + 0.5) / (df + 0.5)) ** RARITY;
      vector.set(run, value);
      square += value * value;
    }
    return { vector, length: Math.sqrt(square) };
  }
}

function runsOf(text: string): Map<string, number> {
  const runs = new Map<string, number>();
  const add = (run: string) => runs.set(run, (runs.get(run) ?? 0) + 1);
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  for (const [word] of plain.matchAll(/[\p{L}\p{N}]+/gu)) {
    const bordered = ` ${word} `;
    if (bordered.length <= RUN) add(bordered);
    else for (let at = 0; at + RUN <= bordered.length; at++) add(bordered.slice(at, at + RUN));
  }
  return runs;
}
