import { diffArrays } from 'diff';

/** What became of some words of a paragraph. */
export interface WordRun {
  kind: 'EQUAL' | 'INSERT' | 'DELETE';
  text: string;
}

const EDITS = 1_000;

/** Runs of words, white space and signs; undisturbed runs stay whole. Out of patience, the one text stands for the other. */
export function compareWords(before: string, after: string, until: number): WordRun[] {
  const patience = until - Date.now();
  const found =
    patience > 0 ? diffArrays(tokens(before), tokens(after), { maxEditLength: EDITS, timeout: patience }) : undefined;
  if (!found)
    return [
      { kind: 'DELETE', text: before },
      { kind: 'INSERT', text: after },
    ];
  return found.map(({ added, removed, value }) => ({
    kind: added ? 'INSERT' : removed ? 'DELETE' : 'EQUAL',
    text: value.join(''),
  }));
}

function tokens(text: string): string[] {
  return text.match(/[\p{L}\p{N}\p{M}]+|\s+|./gsu) ?? [];
}

/** How often a text says each word. */
export function wordCounts(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}\p{M}]+/gu))
    counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
