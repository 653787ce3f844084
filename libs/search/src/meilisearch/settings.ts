import { createHash } from 'node:crypto';
import type { Settings } from 'meilisearch';
import type { Queryable } from '#libs/retrieval';
import { fold, relate } from '../query/synonyms.js';
import { readConcepts } from '../query/taxonomy-names.js';

/** The settings of the two indexes. */
export interface EngineSettings {
  HEAD: Settings;
  TEXT: Settings;
  /** Changes with all of them but the taxonomy's words: then a new epoch is built. Words are changed where they stand. */
  hash: string;
}

// At most as many as the server looks at.
const SYNONYMS_MAX = 50;

/** What both indexes need; words of the taxonomy come from the tables. */
export async function readSettings(database: Queryable): Promise<EngineSettings> {
  const concepts = await readConcepts(database);
  const synonyms = Object.fromEntries(
    [...relate(concepts)]
      .map(([name, others]): [string, string[]] => [
        name,
        others
          .map((other) => other.forms.join(' '))
          .sort()
          .slice(0, SYNONYMS_MAX),
      ])
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
  // Abbreviations and codes: a slip makes another one of them.
  const codes = concepts
    .flatMap(({ names, loose }) => [...names, ...loose])
    .filter((name) => /^[\p{Lu}\p{N}-]{2,12}$/u.test(name))
    .map((name) => fold(name.toLowerCase()));
  const common: Settings = {
    filterableAttributes: [
      {
        attributePatterns: ['access'],
        features: { facetSearch: false, filter: { equality: true, comparison: false } },
      },
    ],
    synonyms,
    typoTolerance: {
      minWordSizeForTypos: { oneTypo: 4, twoTypos: 8 },
      disableOnNumbers: true,
      disableOnWords: [...new Set(codes)].sort(),
    },
    facetSearch: false,
    // Less than a search waits for it: what it has found by then is worth more than nothing.
    searchCutoffMs: 100,
    pagination: { maxTotalHits: 1_000 },
  };
  const settings = {
    HEAD: {
      ...common,
      searchableAttributes: ['title', 'reference', 'abstract', 'labels', 'organisations'],
      displayedAttributes: ['id', 'contribution', 'hash'],
      typoTolerance: { ...common.typoTolerance, disableOnAttributes: ['reference'] },
      prefixSearch: 'indexingTime' as const,
      proximityPrecision: 'byAttribute' as const,
    },
    // Tables for prefixes and for the exact distance of words are what makes an edit slow; the order is not the engine's to tell.
    TEXT: {
      ...common,
      searchableAttributes: ['heading', 'text'],
      displayedAttributes: ['id', 'contribution', 'hash'],
      prefixSearch: 'disabled' as const,
      proximityPrecision: 'byAttribute' as const,
    },
  };
  const isWords = (key: string) => key === 'synonyms' || key === 'disableOnWords';
  const shape = JSON.stringify(settings, (key, value) => (isWords(key) ? undefined : value));
  return { ...settings, hash: createHash('sha256').update(shape).digest('hex').slice(0, 16) };
}
