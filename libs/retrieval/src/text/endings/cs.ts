import type { Stemming } from '../stemming.js';

/**
 * Czech: the endings of nouns and adjectives in the light stemmer of Dolamic and Savoy (Indexing and stemming approaches for the Czech
 * language, 2009), possessives and comparatives, and k where it softened (banka, bance).
 */
export const czech: Stemming = {
  steps: [
    {
      3: `a e i o u y ou em im ym am um ech ich ach ych ami emi imi ymi ama yma eho iho emu imu ovi ove mi
        ie ii iu ia io iim iich iemi iemu`,
      // Words that only look as if they had an ending.
      0: `system>system systemu>system problem>problem problemu>problem program>program rezim>rezim rezimu>rezim
        prijem>prijm zajem>zajm objem>objm objemu>objm pojem>pojm`,
    },
    { 4: 'ov uv in ejs' },
    { 2: 'ct>ck c>k' },
  ],
  fleeting: { vowels: 'e', after: 2 },
};
