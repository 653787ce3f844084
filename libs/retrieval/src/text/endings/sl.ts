import type { Stemming } from '../stemming.js';

/** Slovene: the inflections in the stemmer of Popovič and Willett (The effectiveness of stemming for natural-language access to Slovene textual data, 1992). */
export const slovene: Stemming = {
  steps: [
    {
      3: `a e i o u om em ov ev am ah ih im ega emu ima ama oma ema imi ami mi eh emi ij ija ije iji ijo ijah ijam ijami
        ovi ove ova`,
      // Words that only look as if they had an ending.
      0: `sistem>sistem sistema>sistem sistemi>sistem sistemu>sistem problem>problem problema>problem problemi>problem problemu>problem program>program
        rezim>rezim naslov>naslov zahtev>zahtev`,
    },
    { 3: 'j ejs' },
  ],
  fleeting: { vowels: 'e', after: 2 },
};
