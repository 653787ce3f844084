import type { RevisionFileText } from '../queries/revision-texts.js';
import { ALIKE, alike, type ChangeKind, compareTexts, type DiffUnit, type TextChange } from './compare-texts.js';
import { wordCounts } from './compare-words.js';

/** What became of a file. Its text is compared when it was read on both sides. */
export interface FileChange {
  kind: ChangeKind;
  name: string;
  /** Its name before, when that was another. */
  formerName: string | null;
  isCompared: boolean;
}

interface Pair {
  old: RevisionFileText | undefined;
  fresh: RevisionFileText | undefined;
}

const PATIENCE_MS = 600;
const LONGEST = 4_000;
const END_OF_SENTENCE = /[.!?…:;·]["'”’»)\]]?$/u;

/**
 * What became of the files of a revision. The same bytes are the same file; one of the same name, else one that says much the same, is
 * its next version. Text is compared by sentences, since pages break paragraphs anew with every change before them.
 */
export function compareFiles(
  before: readonly RevisionFileText[],
  after: readonly RevisionFileText[],
  mostPassages: number,
): { files: FileChange[]; changes: TextChange[]; isComplete: boolean } {
  const until = Date.now() + PATIENCE_MS;
  const pairs = pairFiles(before, after);
  const files: FileChange[] = [];
  const told: { isNew: boolean; changes: TextChange[] }[] = [];
  let isComplete = true;
  for (const { old, fresh } of pairs) {
    const name = (fresh ?? old)?.name ?? '';
    const isSame = old !== undefined && fresh !== undefined && old.sha256 === fresh.sha256;
    const read = [old, fresh].filter((file) => file !== undefined);
    files.push({
      kind: isSame ? 'UNCHANGED' : old && fresh ? 'CHANGED' : fresh ? 'ADDED' : 'REMOVED',
      name,
      formerName: old && fresh && old.name !== fresh.name ? old.name : null,
      isCompared: isSame || read.every(({ isRead }) => isRead),
    });
    if (isSame || !read.every(({ isRead }) => isRead)) continue;
    if (read.some(({ passages }) => passages.length > mostPassages)) isComplete = false;
    const [one, other] = [old, fresh].map((file) => (file ? unitsOf(file, name, mostPassages) : []));
    told.push({ isNew: read.length === 1, changes: merged(compareTexts(one ?? [], other ?? [], until)) });
  }
  // What changed within a file comes before whole files, which may be long.
  const changes = [...told.filter(({ isNew }) => !isNew), ...told.filter(({ isNew }) => isNew)];
  return { files, changes: changes.flatMap((file) => file.changes), isComplete };
}

function pairFiles(before: readonly RevisionFileText[], after: readonly RevisionFileText[]): Pair[] {
  const free = new Set(before);
  const partners = new Map<RevisionFileText, RevisionFileText>();
  const pairBy = (fits: (old: RevisionFileText, fresh: RevisionFileText) => boolean) => {
    for (const fresh of after) {
      if (partners.has(fresh)) continue;
      const old = [...free].find((file) => fits(file, fresh));
      if (!old) continue;
      partners.set(fresh, old);
      free.delete(old);
    }
  };
  pairBy((old, fresh) => old.sha256 === fresh.sha256);
  pairBy((old, fresh) => old.name.toLowerCase() === fresh.name.toLowerCase());
  const words = new Map<RevisionFileText, Map<string, number>>();
  const wordsOf = (file: RevisionFileText) => {
    const known = words.get(file) ?? wordCounts(file.passages.map(({ text }) => text).join(' '));
    words.set(file, known);
    return known;
  };
  pairBy((old, fresh) => {
    if (old.passages.length === 0 || fresh.passages.length === 0) return false;
    return alike(wordsOf(old), wordsOf(fresh)) >= ALIKE;
  });
  return [
    ...after.map((fresh): Pair => ({ old: partners.get(fresh), fresh })),
    ...[...free].map((old): Pair => ({ old, fresh: undefined })),
  ];
}

/** Headings and sentences; what a page's end cut in two is one again. */
function unitsOf({ passages }: RevisionFileText, file: string, most: number): DiffUnit[] {
  const paragraphs: DiffUnit[] = [];
  let heading: string | null = null;
  for (const passage of passages.slice(0, most)) {
    const { page } = passage;
    if (passage.heading !== heading && passage.heading !== null)
      paragraphs.push({ part: 'FILE', file, page, heading: passage.heading, text: passage.heading });
    heading = passage.heading;
    for (const text of passage.text.split('\n\n')) {
      const last = paragraphs.at(-1);
      const goesOn = last && last.text !== last.heading && !END_OF_SENTENCE.test(last.text) && /^\p{Ll}/u.test(text);
      if (goesOn && last.heading === heading) last.text += ` ${text}`;
      else paragraphs.push({ part: 'FILE', file, page, heading, text });
    }
  }
  return paragraphs.flatMap((paragraph) =>
    paragraph.text
      .split(/(?<=[.!?…;·]["'”’»)]?)\s+/u)
      .filter((text) => text !== '')
      .map((text) => ({ ...paragraph, text })),
  );
}

/** Sentences in a row of one page that were all added, or all removed, are read as one piece. */
function merged(changes: readonly TextChange[]): TextChange[] {
  const found: TextChange[] = [];
  for (const change of changes) {
    const last = found.at(-1);
    const side = change.kind === 'ADDED' ? 'after' : change.kind === 'REMOVED' ? 'before' : undefined;
    const isOne =
      side !== undefined &&
      last?.kind === change.kind &&
      last.page === change.page &&
      last.heading === change.heading &&
      last.moved === change.moved &&
      (last[side]?.length ?? 0) < LONGEST;
    if (isOne) {
      last[side] += `${last[side] === last.heading ? '\n' : ' '}${change[side]}`;
      last.paragraphs += change.paragraphs;
    } else found.push({ ...change });
  }
  return found;
}
