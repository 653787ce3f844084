/** The words of a document as they stand within lines, to tell a word that was parted from one that has a hyphen. */
export class Vocabulary {
  private readonly words = new Set<string>();

  add(line: string): void {
    // The last word of a line may be half of one.
    const whole = line.replace(/\S*[-\u2010\u00ad]$/u, '');
    for (const word of whole.match(/[\p{L}\p{M}\p{N}]+(?:[-\u2010][\p{L}\p{M}\p{N}]+)*/gu) ?? [])
      this.words.add(fold(word));
  }

  has(word: string): boolean {
    return this.words.has(fold(word));
  }
}

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
 * never without it; beside a capital or a digit it is a hyphen.
 */
export function joinLines(text: string, next: string, words: Vocabulary): string {
  if (text.endsWith('\u00ad')) return text.slice(0, -1) + next;
  const parted = PARTED.exec(text);
  const begun = BEGUN.exec(next)?.[0];
  if (parted && begun) {
    const [, before = '', hyphen = '-'] = parted;
    const last = before.split(/[-\u2010]/).at(-1) ?? before;
    if (words.has(before + begun) || words.has(last + begun)) return text.slice(0, -hyphen.length) + next;
    if (!/^\p{Ll}|^\p{Lo}/u.test(begun) || /[\p{N}\p{Lu}]$/u.test(before) || words.has(`${before}-${begun}`))
      return text + next;
    return text.slice(0, -hyphen.length) + next;
  }
  if (/[/]$/.test(text) && /^\S*[./]\S*$/.test(text.split(' ').at(-1) ?? '') && /^\p{Ll}/u.test(next))
    return text + next;
  if (UNSPACED.test(text.at(-1) ?? '') && UNSPACED.test(next.charAt(0))) return text + next;
  return `${text} ${next}`;
}
