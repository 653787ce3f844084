import { hash } from 'node:crypto';
import type { GiveWay } from '#libs/platform';
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
];
const LONG = { shinglesFrom: 32_000, modulus: 64 };

/**
 * The sketch of a paper's texts: the hashes of their shingles that are 0 modulo m (Broder, On the resemblance and containment
 * of documents, 1997, section 4). A shingle never crosses from one text into the next. Of a long paper it takes a second, so it gives way
 * to other work between its texts.
 */
export async function sketchOf(texts: readonly string[], giveWay: GiveWay): Promise<Sketch> {
  let hashes = new Set<bigint>();
  // Once there are so many that the last modulus is the one, what it does not divide need not be kept.
  let isLong = false;
  for (const text of texts) {
    const forms = wordsOf(text).map((word) => word.form);
    for (let from = 0; from + SHINGLE_WORDS <= forms.length; from++) {
      const hashed = hash('md5', forms.slice(from, from + SHINGLE_WORDS).join(' '), 'buffer');
      if (!isLong || isDivided(hashed.readUInt8(7))) hashes.add(hashed.readBigInt64BE());
    }
    if (!isLong && hashes.size > LONG.shinglesFrom) {
      isLong = true;
      hashes = new Set([...hashes].filter((some) => some % BigInt(LONG.modulus) === 0n));
    }
    await giveWay();
  }
  const { modulus } = MODULI.find(({ shinglesMost }) => !isLong && hashes.size <= shinglesMost) ?? LONG;
  const kept = [...hashes].filter((some) => some % BigInt(modulus) === 0n);
  return { modulus, hashes: kept.sort((one, other) => (one < other ? -1 : one > other ? 1 : 0)) };
}

/** By the last modulus, a power of two: told by the lowest bits of a number. */
function isDivided(lowest: number): boolean {
  return lowest % LONG.modulus === 0;
}
