import { cutPassages } from '../policies/cut-passages.js';
import type { RevisionText } from '../queries/revision-texts.js';
import { compareTexts, type DiffUnit, type TextChange } from './compare-texts.js';

/** At most so many paragraphs of a part are compared, and so many changes told; stated in the schema. */
export const diffLimits = { paragraphs: 10_000, changes: 500 };

export interface RevisionDifference {
  changes: TextChange[];
  counts: Record<TextChange['kind'], number>;
  isComplete: boolean;
}

const PARTS = ['TITLE', 'ABSTRACT', 'FIELD', 'BODY'] as const;

/** What changed from one text to the other, part by part: title, abstract, the kind's own fields, body. */
export function compareRevisions(before: RevisionText, after: RevisionText): RevisionDifference {
  const [old, fresh] = [unitsOf(before), unitsOf(after)];
  let isComplete = true;
  const changes = PARTS.flatMap((part) => {
    const [one, other] = [old, fresh].map((units) => {
      const own = units.filter((unit) => unit.part === part);
      if (own.length > diffLimits.paragraphs) isComplete = false;
      return own.slice(0, diffLimits.paragraphs);
    });
    return compareTexts(one ?? [], other ?? []);
  });
  const counts = { UNCHANGED: 0, CHANGED: 0, ADDED: 0, REMOVED: 0 };
  for (const { kind, paragraphs } of changes) counts[kind] += paragraphs;
  if (changes.length > diffLimits.changes) isComplete = false;
  return { changes: changes.slice(0, diffLimits.changes), counts, isComplete };
}

function unitsOf({ title, abstract, body, fields }: RevisionText): DiffUnit[] {
  const paragraphs = (part: string, text: string) =>
    cutPassages(text).flatMap((passage) =>
      passage.text.split('\n\n').map((paragraph) => ({ part, heading: passage.heading, text: paragraph })),
    );
  const own = Object.entries(fields).flatMap(([heading, said]) =>
    (said === null ? [] : [said].flat()).map((text) => ({ part: 'FIELD', heading, text })),
  );
  return [
    { part: 'TITLE', heading: null, text: title },
    ...paragraphs('ABSTRACT', abstract),
    ...own,
    ...paragraphs('BODY', body ?? ''),
  ];
}
