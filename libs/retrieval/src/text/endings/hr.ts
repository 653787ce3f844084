import type { Stemming } from '../stemming.js';

/** Croatian, and Bosnian: inflections as in the stemmer of Ljubešić and Pandžić (2007–2013), and consonants that soften before them. */
export const croatian: Stemming = {
  steps: [
    {
      3: `a e i o u om em og oga omu ome eg ega emu ih im ima ama oj ov ev ovi evi ova eva ove eve ovu evu ovo ovima evima
        ovoj ovih ija ije iji iju ijo ijom ijama ijem ijih ijeg ijim oscu>ost`,
      // Words that only look as if they had an ending.
      0: `sistem>sistem sistemu>sistem problem>problem problemu>problem rezim>rezim naslov>naslov zahtjev>zahtjev
        zahtev>zahtev razvoj>razvoj`,
    },
    { 3: 'j' },
    { 3: 'c>k' },
  ],
  fleeting: { vowels: 'a', after: 3 },
};
