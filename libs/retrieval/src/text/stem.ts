import { bulgarian } from './endings/bg.js';
import { czech } from './endings/cs.js';
import { croatian } from './endings/hr.js';
import { latvian } from './endings/lv.js';
import { polish } from './endings/pl.js';
import { slovak } from './endings/sk.js';
import { slovene } from './endings/sl.js';
import type { Stemming } from './stemming.js';
import { wordLine, wordsOf } from './words.js';

const STEMMINGS: Readonly<Record<string, Stemming>> = {
  bg: bulgarian,
  cs: czech,
  hr: croatian,
  lv: latvian,
  pl: polish,
  sk: slovak,
  sl: slovene,
};

/** The languages whose words are stemmed here: PostgreSQL has no stemmer for them. The migrations name them too. */
export const STEMMED_HERE: readonly string[] = Object.keys(STEMMINGS);

/** Other languages that are near enough: Bosnian is stemmed as Croatian. */
const ALSO: Readonly<Record<string, string>> = { bs: 'hr' };

const VOWELS = new Set('aeiouyаеиоуъюя');
const ONLY_LETTERS = /^[\p{L}\p{M}]+$/u;
const LATIN_MARKS = /(?<=\p{Script=Latin}\p{M}*)\p{M}/gu;
const STROKES: Readonly<Record<string, string>> = { ł: 'l', đ: 'd', ħ: 'h' };
// Words of a text come again and again; what is known is begun anew when it has become too much.
const KEPT = 50_000;

type Rules = ReadonlyMap<string, { remain: number; become: string }>;
interface Stemmer {
  steps: readonly { rules: Rules; longest: number }[];
  fleeting?: { vowels: ReadonlySet<string>; after: number };
  known: Map<string, string>;
}

const stemmers = new Map(Object.entries(STEMMINGS).map(([language, stemming]) => [language, stemmerOf(stemming)]));

/** A word (in its form for the index) as it is given to PostgreSQL: stemmed, if it is of a language that is stemmed here. */
export function stemOf(language: string, form: string): string {
  const stemmer = stemmerFor(language);
  return stemmer ? stemBy(stemmer, form) : form;
}

/** The words of a text as `stemOf` gives them, parted by blanks: what goes to to_tsvector. */
export function stemLine(language: string, text: string): string {
  const stemmer = stemmerFor(language);
  if (!stemmer) return wordLine(text);
  return wordsOf(text)
    .map(({ form }) => stemBy(stemmer, form))
    .join(' ');
}

function stemmerFor(tag: string): Stemmer | undefined {
  const language = (tag.split('-', 1)[0] as string).toLowerCase();
  return stemmers.get(ALSO[language] ?? language);
}

function stemBy(stemmer: Stemmer, form: string): string {
  const { known } = stemmer;
  const kept = known.get(form);
  if (kept !== undefined) return kept;
  const stem = ONLY_LETTERS.test(form) ? cut(stemmer, withoutAccents(form)) : form;
  if (known.size >= KEPT) known.clear();
  known.set(form, stem);
  return stem;
}

/** Cyrillic letters keep their marks, as they do in PostgreSQL: й is no и. */
function withoutAccents(form: string): string {
  return form
    .normalize('NFD')
    .replace(LATIN_MARKS, '')
    .replace(/[łđħ]/g, (letter) => STROKES[letter] as string)
    .normalize('NFC');
}

function cut({ steps, fleeting }: Stemmer, word: string): string {
  let stem = word;
  for (const { rules, longest } of steps) {
    for (let length = Math.min(longest, stem.length); length > 0; length--) {
      const rule = rules.get(stem.slice(-length));
      if (!rule || stem.length - length < rule.remain) continue;
      stem = stem.slice(0, -length) + rule.become;
      break;
    }
  }
  const last = stem.length - 1;
  const isFleeting =
    fleeting &&
    last - 1 >= fleeting.after &&
    fleeting.vowels.has(stem[last - 1] as string) &&
    !VOWELS.has(stem[last] as string) &&
    !VOWELS.has(stem[last - 2] as string);
  return isFleeting ? stem.slice(0, last - 1) + stem[last] : stem;
}

function stemmerOf({ steps, fleeting }: Stemming): Stemmer {
  return {
    steps: steps.map((step) => {
      const rules = new Map(
        Object.entries(step).flatMap(([remain, endings]) =>
          endings
            .trim()
            .split(/\s+/)
            .map((written) => {
              const [ending = '', become = ''] = written.split('>');
              return [ending, { remain: Number(remain), become }] as const;
            }),
        ),
      );
      return { rules, longest: Math.max(...[...rules.keys()].map((ending) => ending.length)) };
    }),
    fleeting: fleeting && { vowels: new Set(fleeting.vowels), after: fleeting.after },
    known: new Map(),
  };
}
