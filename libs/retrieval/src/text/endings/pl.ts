import type { Stemming } from '../stemming.js';

/** Polish: the cases of nouns and adjectives, as in the light stemmers of Savoy (UniNE), and consonants that soften before them. */
export const polish: Stemming = {
  steps: [
    {
      3: `a e i o u y om ow ami ach em iem owi owie ie ia iu io iom iami iach ego emu ej ym im ich ych imi ymi iego iemu iej ii`,
      // Words that only look as if they had an ending.
      0: `system>system systemu>system problem>problem problemu>problem rezim>rezim poziom>poziom kolej>kolej
        krakow>krakow`,
    },
    { 2: 'dz>d rz>r c>k' },
  ],
  fleeting: { vowels: 'e', after: 2 },
};
