import type { Block } from '../reading/document.js';

/** A passage before it has an identity. */
export interface CutPassage {
  heading: string | null;
  text: string;
}

const ENOUGH_WORDS = 100;
const MOST_WORDS = 200;
// One "word" may be a whole page of a script without spaces, or a dump of numbers; length bounds a passage too.
const MOST_CHARACTERS = 4_000;

/**
 * Cuts Markdown into passages of about 100 to 200 words that never cross a heading. Paragraphs stay whole where they can,
 * so that a quote from one paragraph lies in one passage; longer ones are cut at ends of sentences.
 */
export function cutPassages(markdown: string): CutPassage[] {
  return cutBlocks(markdownBlocks(markdown)).passages;
}

/** Cuts blocks into passages; `heading` is the one they begin under, and in the answer the one they end under. */
export function cutBlocks(
  blocks: readonly Block[],
  heading: string | null = null,
): { passages: CutPassage[]; heading: string | null } {
  const passages: CutPassage[] = [];
  let gathered: string[] = [];
  let words = 0;
  let length = 0;
  const close = () => {
    if (gathered.length > 0) passages.push({ heading, text: gathered.join('\n\n') });
    gathered = [];
    words = 0;
    length = 0;
  };
  for (const block of blocks) {
    if (block.kind === 'HEADING') {
      close();
      heading = block.text;
      continue;
    }
    for (const piece of pieces(block.text)) {
      const count = countWords(piece);
      if (words > 0 && (words + count > MOST_WORDS || length + piece.length > MOST_CHARACTERS)) close();
      gathered.push(piece);
      words += count;
      length += piece.length;
      if (words >= ENOUGH_WORDS) close();
    }
  }
  close();
  return { passages, heading };
}

/** Paragraphs (fenced ones whole) and headings of Markdown; of headings without the marks around them. */
export function markdownBlocks(markdown: string): Block[] {
  return rawBlocks(markdown).map((text) => {
    const title = titleOf(text);
    return title === undefined ? { kind: 'PARAGRAPH', text } : { kind: 'HEADING', text: title };
  });
}

/** Paragraphs, headings and fenced blocks, each whole and trimmed. */
function rawBlocks(markdown: string): string[] {
  const found: string[] = [];
  let lines: string[] = [];
  let fence: string | null = null;
  const close = () => {
    const text = lines.join('\n').trim();
    if (text !== '') found.push(text);
    lines = [];
  };
  for (const line of markdown.split(/\r\n?|\n/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== null) {
      lines.push(line);
      if (mark?.startsWith(fence) && line.trim() === mark) fence = null;
    } else if (mark) {
      fence = mark;
      lines.push(line);
    } else if (/^#{1,6}[ \t]/.test(line)) {
      close();
      found.push(line.trim());
    } else if (line.trim() === '') {
      close();
    } else {
      lines.push(line);
    }
  }
  close();
  return found;
}

/** The text of a heading, without the marks around it; undefined when the block is none. */
function titleOf(block: string): string | undefined {
  const marks = /^#{1,6}(?=[ \t])/.exec(block)?.[0];
  if (marks === undefined) return undefined;
  const text = block.slice(marks.length).trim();
  let end = text.length;
  while (text[end - 1] === '#') end--;
  const closes = end === 0 || text[end - 1] === ' ' || text[end - 1] === '\t';
  return (closes ? text.slice(0, end).trimEnd() : text) || undefined;
}

/** A paragraph, or when it is too long, runs of whole sentences; a sentence without end is cut between words. */
function pieces(paragraph: string): Iterable<string> {
  return isShort(paragraph) ? [paragraph] : joined(cutInTurn(sentencesOf(paragraph), byWords));
}

function byWords(sentence: string): Iterable<string> {
  return isShort(sentence) ? [sentence] : joined(cutInTurn(parted(sentence, /\s+/g), byLength));
}

// One after the other: a paragraph may be a whole file, whose words in a list would take many times its size.
function* cutInTurn(parts: Iterable<string>, cut: (part: string) => Iterable<string>): Generator<string> {
  for (const part of parts) yield* cut(part);
}

/** White space behind the end of a sentence parts. */
function sentencesOf(paragraph: string): Generator<string> {
  return parted(paragraph, /(?<=[.!?…;·]["'”’»)]?)\s+/gu);
}

function* parted(text: string, border: RegExp): Generator<string> {
  let from = 0;
  for (const { 0: found, index } of text.matchAll(border)) {
    yield text.slice(from, index);
    from = index + found.length;
  }
  yield text.slice(from);
}

/** Slices of a word that is too long by itself; no character is halved. */
function* byLength(word: string): Generator<string> {
  let from = 0;
  while (from < word.length) {
    let to = Math.min(from + MOST_CHARACTERS, word.length);
    if (to < word.length && /[\ud800-\udbff]/.test(word.charAt(to - 1))) to--;
    yield word.slice(from, to);
    from = to;
  }
}

/** Parts put together with spaces, as many as fit. */
function* joined(parts: Iterable<string>): Generator<string> {
  let current: string[] = [];
  let words = 0;
  let length = 0;
  for (const part of parts) {
    if (part === '') continue;
    const count = countWords(part);
    if (current.length > 0 && (words + count > MOST_WORDS || length + part.length > MOST_CHARACTERS)) {
      yield current.join(' ');
      current = [];
      words = 0;
      length = 0;
    }
    current.push(part);
    words += count;
    length += part.length + 1;
  }
  if (current.length > 0) yield current.join(' ');
}

function isShort(text: string): boolean {
  return text.length <= MOST_CHARACTERS && countWords(text) <= MOST_WORDS;
}

/** Words, as parted by white space. */
function countWords(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}
