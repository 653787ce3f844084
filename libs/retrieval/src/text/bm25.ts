/** Saturation of repeated words, and how much long texts are weighed down: chosen by measurement, see docs/decisions. */
const K1 = 1.8;
export const B = 0.75;

/** What BM25 needs to know of all texts that count: how many, and their mean length. */
export interface Corpus {
  texts: number;
  meanLength: number;
}

/** Weight of a word that stands in `df` of `texts` texts. */
export function idf(texts: number, df: number): number {
  return Math.log(1 + (Math.max(texts, df) - df + 0.5) / (df + 0.5));
}

/** BM25 of one word in SQL; every literal is float8, since numeric arithmetic is several times slower. */
export function bm25Sql(tf: string, length: string, meanLength: string): string {
  return `(${tf} * ${K1 + 1}::float8 / (${tf} + ${K1}::float8 * (${1 - B}::float8 + ${B}::float8 * ${length} / ${meanLength})))`;
}
