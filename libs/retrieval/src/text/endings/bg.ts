import type { Stemming } from '../stemming.js';

/** Bulgarian: articles, then plurals, then the last vowel, as in the light stemmer of Savoy (Searching strategies for the Bulgarian language, 2007). */
export const bulgarian: Stemming = {
  steps: [
    { 4: 'ият', 3: 'ът ят то те та' },
    { 3: 'овци ове еве' },
    { 3: 'ии ия ие и я а о е й' },
    { 3: 'ен>н', 2: 'ц>к' },
  ],
};
