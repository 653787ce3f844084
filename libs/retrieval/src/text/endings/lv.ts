import type { Stemming } from '../stemming.js';

/** Latvian: the endings of declinable words in Kreišlins's stemmer (Karlis Kreslins, A stemming algorithm for Latvian, 1996), and consonants that soften before them. */
export const latvian: Stemming = {
  steps: [
    {
      3: `ajiem ajai ajam ajos ajas ajo aja aji aju ajs ajus ais iem`,
      2: `ai ei am em im um us as es os ij is ie u a i e o s`,
    },
    { 3: 'ak' },
    { 2: 'pj>p bj>b mj>m vj>v' },
  ],
};
