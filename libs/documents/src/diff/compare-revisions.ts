import { cutPassages } from '../policies/cut-passages.js';
import type { FactName, RevisionText } from '../queries/revision-texts.js';
import { compareFiles, type FileChange } from './compare-files.js';
import { compareTexts, type DiffUnit, type TextChange } from './compare-texts.js';

/** At most so many paragraphs of a part and passages of a file are compared, and so many changes told; stated in the schema. */
export const diffLimits = { paragraphs: 10_000, passages: 2_000, changes: 500 };

/** What was said beside the text, before and after. */
export interface FactChange {
  name: FactName;
  before: string[];
  after: string[];
}

export interface RevisionDifference {
  facts: FactChange[];
  files: FileChange[];
  changes: TextChange[];
  counts: Record<TextChange['kind'], number>;
  isComplete: boolean;
}

const PARTS = ['TITLE', 'ABSTRACT', 'FIELD', 'BODY'] as const;
// Of these the order says nothing.
const SETS = new Set<FactName>(['THEMES', 'SYSTEMS', 'DEPENDS_ON']);

/** What changed from one revision to the other: facts, then part by part title, abstract, the kind's own fields and body, then files. */
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
  const files = compareFiles(before.files, after.files, diffLimits.passages);
  changes.push(...files.changes);
  isComplete &&= files.isComplete;
  const counts = { UNCHANGED: 0, CHANGED: 0, ADDED: 0, REMOVED: 0 };
  for (const { kind, paragraphs } of changes) counts[kind] += paragraphs;
  if (changes.length > diffLimits.changes) isComplete = false;
  return {
    facts: factChanges(before, after),
    files: files.files,
    changes: changes.slice(0, diffLimits.changes),
    counts,
    isComplete,
  };
}

function factChanges(before: RevisionText, after: RevisionText): FactChange[] {
  return (Object.keys(after.facts) as FactName[]).flatMap((name) => {
    const [old, fresh] = [before, after].map(({ facts }) => facts[name]) as [string[], string[]];
    const keys = [old, fresh].map((values) => JSON.stringify(SETS.has(name) ? values.toSorted() : values));
    return keys[0] === keys[1] ? [] : [{ name, before: old, after: fresh }];
  });
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
