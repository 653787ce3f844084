/** A passage before it has an identity. */
export interface CutPassage {
  heading: string | null;
  text: string;
}

const ENOUGH_WORDS = 100;
const MOST_WORDS = 200;

/**
 * Cuts Markdown into passages of about 100 to 200 words that never cross a heading. Paragraphs stay whole where they can,
 * so that a quote from one paragraph lies in one passage; longer ones are cut at ends of sentences.
 */
export function cutPassages(markdown: string): CutPassage[] {
  const passages: CutPassage[] = [];
  let heading: string | null = null;
  let gathered: string[] = [];
  let words = 0;
  const close = () => {
    if (gathered.length > 0) passages.push({ heading, text: gathered.join('\n\n') });
    gathered = [];
    words = 0;
  };
  for (const block of blocks(markdown)) {
    const title = block.startsWith('#') ? /^#{1,6}[ \t]+(.+?)[ \t]*#*$/.exec(block)?.[1] : undefined;
    if (title !== undefined) {
      close();
      heading = title;
      continue;
    }
    for (const piece of pieces(block)) {
      const count = countWords(piece);
      if (words > 0 && words + count > MOST_WORDS) close();
      gathered.push(piece);
      words += count;
      if (words >= ENOUGH_WORDS) close();
    }
  }
  close();
  return passages;
}

/** Paragraphs, headings and fenced blocks, each whole and trimmed. */
function blocks(markdown: string): string[] {
  const found: string[] = [];
  let lines: string[] = [];
  let fence: string | null = null;
  const close = () => {
    const text = lines.join('\n').trim();
    if (text !== '') found.push(text);
    lines = [];
  };
  for (const line of markdown.split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== null) {
      lines.push(line);
      if (mark?.startsWith(fence)) fence = null;
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

/** A paragraph, or when it is too long, runs of whole sentences; a sentence without end is cut between words. */
function pieces(paragraph: string): string[] {
  if (countWords(paragraph) <= MOST_WORDS) return [paragraph];
  const found: string[] = [];
  let current = '';
  for (const sentence of paragraph.split(/(?<=[.!?…;·]["'”’»)]?)\s+/u).flatMap(byWords)) {
    const joined = current === '' ? sentence : `${current} ${sentence}`;
    if (current !== '' && countWords(joined) > MOST_WORDS) {
      found.push(current);
      current = sentence;
    } else {
      current = joined;
    }
  }
  if (current !== '') found.push(current);
  return found;
}

// One "word" may be a whole page of a script without spaces, or a dump of numbers; length bounds it too.
const MOST_CHARACTERS = 4_000;

function byWords(sentence: string): string[] {
  if (countWords(sentence) <= MOST_WORDS && sentence.length <= MOST_CHARACTERS) return [sentence];
  const found: string[] = [];
  let current: string[] = [];
  let length = 0;
  for (const word of sentence.split(/\s+/).flatMap((w) => w.match(/[\s\S]{1,4000}/g) ?? [])) {
    if (current.length >= MOST_WORDS || length + word.length > MOST_CHARACTERS) {
      found.push(current.join(' '));
      current = [];
      length = 0;
    }
    current.push(word);
    length += word.length + 1;
  }
  if (current.length > 0) found.push(current.join(' '));
  return found;
}

/** Words, as parted by white space. */
function countWords(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}
