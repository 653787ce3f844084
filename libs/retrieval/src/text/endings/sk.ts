import type { Stemming } from '../stemming.js';

/** Slovak: the cases of nouns and adjectives, with the method of Dolamic and Savoy for Czech (2009). */
export const slovak: Stemming = {
  steps: [
    {
      3: `a e i o u y ou ov om och ach ami mi am im ym ej eho ieho emu iemu ich ych imi ymi ia iu ie ii iou iam iach iami iom
        ovi ovia ove em iek>k iec>c`,
      // Words that only look as if they had an ending.
      0: `system>system systemu>system problem>problem problemu>problem program>program rezim>rezim
        prijem>prijm zaujem>zaujm objem>objm objemu>objm nazov>nazv`,
    },
    { 4: 'ov in ejs' },
    { 2: 'c>k' },
  ],
  fleeting: { vowels: 'eo', after: 2 },
};
