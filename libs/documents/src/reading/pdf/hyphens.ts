/** Words that have so many letters behind a hyphen in common are forms of one. */
const STEM = 5;

/** The words of a document as they stand within lines, to tell a word that was parted from one that has a hyphen. */
export class Vocabulary {
  private readonly words = new Set<string>();
  /** The beginnings of words with a hyphen, up to some letters behind it. */
  private readonly begun = new Set<string>();
  private goesOn = false;

  /** Lines are added in reading order: the last word of one may be half of one, and the first of the next its other half. */
  add(line: string): void {
    const begun = this.goesOn ? line.replace(/^\S+/u, '') : line;
    this.goesOn = /[-\u2010\u00ad]$/u.test(line);
    const whole = begun.replace(/\S*[-\u2010\u00ad]$/u, '');
    for (const word of whole.match(/[\p{L}\p{M}\p{N}]+(?:[-\u2010][\p{L}\p{M}\p{N}]+)*/gu) ?? [])
      this.addWord(fold(word));
  }

  private addWord(word: string): void {
    this.words.add(word);
    const at = word.lastIndexOf('-');
    if (at > 0 && word.length - at > STEM) this.begun.add(word.slice(0, at + 1 + STEM));
  }

  /** Whether another form of a word is written with this hyphen: sous-traitance, where it is sous-traitants. */
  hasFormOf(before: string, begun: string): boolean {
    return begun.length >= STEM && this.begun.has(fold(`${before}-${begun.slice(0, STEM)}`));
  }

  has(word: string): boolean {
    return this.words.has(fold(word));
  }
}

/** What English writes together with many words that follow it. */
const TOGETHER = /^(?:after|back|counter|down|every|hand|here|inter|over|some|super|there|under|where|with)$/i;

/**
 * Whether both sides of a hyphen are words of their own (language-independent, state-of-the-art). Told of English only: other languages put
 * such words together without one.
 */
function areTwo(before: string, begun: string, words: Vocabulary): boolean {
  if (!['the', 'and', 'of'].every((word) => words.has(word))) return false;
  const last = before.split(HYPHEN).at(-1) ?? before;
  const [first = begun] = begun.split(HYPHEN);
  if (!words.has(last) || !words.has(first)) return false;
  return last !== before || first !== begun || (last.length >= 4 && first.length >= 4 && !TOGETHER.test(last));
}

const HYPHEN = /[-\u2010]/;

function fold(word: string): string {
  return word.toLowerCase().replaceAll('\u2010', '-');
}

const PARTED = /([\p{L}\p{M}\p{N}]+(?:[-\u2010][\p{L}\p{M}\p{N}]+)*)([-\u2010])$/u;
const BEGUN = /^[\p{L}\p{M}\p{N}]+(?:[-\u2010][\p{L}\p{M}\p{N}]+)*/u;
// Scripts that put no spaces between words.
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uffef]/u;

/**
 * Puts the next line behind a text. A hyphen at the end parts a word, unless the word is written with it elsewhere in the document and
 * never without it, or both sides are words; beside a capital or a digit it is a hyphen.
 */
export function joinLines(text: string, next: string, words: Vocabulary): string {
  if (text.endsWith('\u00ad')) return text.slice(0, -1) + next;
  const parted = HYPHEN.test(text.at(-1) ?? '') ? PARTED.exec(text.slice(text.lastIndexOf(' ') + 1)) : null;
  const begun = BEGUN.exec(next)?.[0];
  if (parted && begun) {
    const [, before = '', hyphen = '-'] = parted;
    const last = before.split(HYPHEN).at(-1) ?? before;
    if (words.has(before + begun) || words.has(last + begun)) return text.slice(0, -hyphen.length) + next;
    if (
      !/^\p{Ll}|^\p{Lo}/u.test(begun) ||
      /[\p{N}\p{Lu}]$/u.test(before) ||
      words.has(`${before}-${begun}`) ||
      words.hasFormOf(before, begun) ||
      areTwo(before, begun, words)
    )
      return text + next;
    return text.slice(0, -hyphen.length) + next;
  }
  if (/[/]$/.test(text) && /^\S*[./]\S*$/.test(text.split(' ').at(-1) ?? '') && /^\p{Ll}/u.test(next))
    return text + next;
  if (UNSPACED.test(text.at(-1) ?? '') && UNSPACED.test(next.charAt(0))) return text + next;
  return `${text} ${next}`;
}
