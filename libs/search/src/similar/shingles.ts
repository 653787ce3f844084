import { hash } from 'node:crypto';
import { wordsOf } from '#libs/retrieval';

/** So many words in a row are one shingle. */
export const SHINGLE_WORDS = 5;

/** What is kept of a text to tell how much of it stands in others: those of its shingles' hashes that the modulus divides. */
export interface Sketch {
  modulus: number;
  /** Signed 64-bit numbers, ascending; each once. */
  hashes: bigint[];
}

// Shorter texts keep everything; of longer ones a share is enough for an estimate within some hundredths. A power of two each, so
// that what is kept by a larger one is kept by every smaller one, and any two sketches can be compared.
const MODULI = [
  { shinglesMost: 400, modulus: 1 },
  { shinglesMost: 32_000, modulus: 8 },
  { shinglesMost: Number.POSITIVE_INFINITY, modulus: 64 },
];

/**
 * The sketch of a paper's texts: the hashes of their shingles that are 0 modulo m (Broder, On the resemblance and containment
 * of documents, 1997, section 4). A shingle never crosses from one text into the next.
 */
export function sketchOf(texts: readonly string[]): Sketch {
  const hashes = new Set<bigint>();
  for (const text of texts) {
    const forms = wordsOf(text).map((word) => word.form);
    for (let from = 0; from + SHINGLE_WORDS <= forms.length; from++)
      hashes.add(hashOf(forms.slice(from, from + SHINGLE_WORDS).join(' ')));
  }
  const { modulus } = MODULI.find(({ shinglesMost }) => hashes.size <= shinglesMost) as (typeof MODULI)[number];
  const kept = [...hashes].filter((some) => some % BigInt(modulus) === 0n);
  return { modulus, hashes: kept.sort((one, other) => (one < other ? -1 : one > other ? 1 : 0)) };
}

function hashOf(shingle: string): bigint {
  return hash('md5', shingle, 'buffer').readBigInt64BE();
}
