import { type Queryable, wordsOf } from '#libs/retrieval';
import { type Concept, readConcepts } from './taxonomy-names.js';

/** A name of the taxonomy that stands in a query, and what else the taxonomy calls the same thing. */
export interface SynonymMatch {
  /** Places of the name's words in the query. */
  from: number;
  to: number;
  alternatives: Name[];
}

export interface Name {
  /** As the taxonomy writes it. */
  label: string;
  /** Its words in their form for the index. */
  forms: string[];
}

const KEPT_MS = 30_000;

/** The synonyms of the taxonomy, as it was half a minute ago at most. */
export class Synonyms {
  private kept: { synonyms: Promise<Map<string, Name[]>>; until: number } | undefined;

  constructor(private readonly database: Queryable) {}

  /** Names of the taxonomy among the words of a query (forms in order), with their alternatives. */
  async matches(words: readonly string[]): Promise<SynonymMatch[]> {
    const synonyms = await this.load();
    const keys = words.map(fold);
    const matches: SynonymMatch[] = [];
    for (let from = 0; from < keys.length; from++) {
      for (let to = from + 1; to <= Math.min(keys.length, from + NAME_WORDS_MAX); to++) {
        const alternatives = synonyms.get(keys.slice(from, to).join(' '));
        if (alternatives) matches.push({ from, to, alternatives });
      }
    }
    return matches;
  }

  private load(): Promise<Map<string, Name[]>> {
    if (!this.kept || this.kept.until < Date.now()) {
      const synonyms = readConcepts(this.database).then(relate);
      this.kept = { synonyms, until: Date.now() + KEPT_MS };
      // A failure is told to whoever asked, and not kept.
      synonyms.catch(() => {
        this.kept = undefined;
      });
    }
    return this.kept.synonyms;
  }
}

// Longer names are found by their words anyway.
const NAME_WORDS_MAX = 6;

/**
 * Which names mean the same, by the words of each. A theme's synonyms are a loose lot (what it is also called, and what belongs to
 * it), so they count only where an abbreviation and a name fit, initial by initial: ESP and European search portal. An
 * abbreviation of two things (SSI: single-search interface, self-sovereign identity) finds both, but neither finds it: most of
 * what it would bring is about the other.
 */
export function relate(concepts: readonly Concept[]): Map<string, Name[]> {
  const groups = concepts.flatMap(({ names, loose }) =>
    joined([[...names], ...abbreviations([...names, ...loose])]).map((group) => group.map(toName)),
  );
  const meanings = new Map<string, Set<string>[]>();
  for (const group of groups) {
    const keys = new Set(group.map(keyOf));
    for (const key of keys) {
      const others = new Set([...keys].filter((other) => other !== key));
      if (others.size === 0) continue;
      const known = meanings.get(key) ?? [];
      const same = known.filter((meaning) => [...others].some((other) => meaning.has(other)));
      const merged = new Set([...others, ...same.flatMap((meaning) => [...meaning])]);
      meanings.set(key, [...known.filter((meaning) => !same.includes(meaning)), merged]);
    }
  }
  const isAmbiguous = (key: string) => (meanings.get(key)?.length ?? 0) > 1;
  const related = new Map<string, Name[]>();
  for (const group of groups) {
    for (const name of group) {
      const key = keyOf(name);
      const alternatives = related.get(key) ?? [];
      for (const other of group) {
        const otherKey = keyOf(other);
        if (otherKey === key || isAmbiguous(otherKey) || alternatives.some((known) => keyOf(known) === otherKey))
          continue;
        if (other.forms.length > 0 && other.forms.length <= NAME_WORDS_MAX) alternatives.push(other);
      }
      if (alternatives.length > 0) related.set(key, alternatives);
    }
  }
  return related;
}

/** Groups that share a name become one. */
function joined(groups: readonly string[][]): string[][] {
  return groups.reduce<string[][]>((known, group) => {
    const same = known.filter((other) => other.some((name) => group.includes(name)));
    return [...known.filter((other) => !same.includes(other)), [...new Set([...same.flat(), ...group])]];
  }, []);
}

/** Pairs of an abbreviation and the name it shortens, also those written as one: SSI (self-sovereign identity). */
function abbreviations(names: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (const name of names) {
    const both = /^(\S+) \((.+)\)$/.exec(name);
    if (both) pairs.push([both[1] as string, both[2] as string]);
    if (!isAbbreviation(name)) continue;
    for (const long of names) if (initialsFit(name, long)) pairs.push([name, long]);
  }
  return pairs;
}

const isAbbreviation = (name: string) => /^\p{L}{2,8}$/u.test(name) && (name.match(/\p{Lu}/gu)?.length ?? 0) >= 2;

/** The initials of a name are the letters of the abbreviation, small words (of, and, for) counted or not. */
function initialsFit(abbreviation: string, name: string): boolean {
  const words = wordsOf(name).map((word) => word.form);
  if (words.length < 2) return false;
  const initials = (some: readonly string[]) => some.map((word) => word.charAt(0)).join('');
  const letters = abbreviation.toLowerCase();
  return [words, words.filter((word) => word.length > 3)].some((some) => initials(some) === letters);
}

const toName = (label: string): Name => ({ label, forms: wordsOf(label).map((word) => word.form) });
const keyOf = (name: Name) => name.forms.map(fold).join(' ');

/** Without accents, as names and queries are compared. */
export function fold(form: string): string {
  return form.normalize('NFD').replace(/\p{M}/gu, '');
}
