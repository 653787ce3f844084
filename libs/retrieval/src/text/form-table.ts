import { ASCII, anyWords, LONGEST, SMALL } from './words.js';

const UNKNOWN = -1;
const NOTHING: readonly string[] = [];
// An entry of the table: the hash of a form, its number plus one (0: no entry), and where its characters begin and how many they are.
const ENTRY = 4;

/**
 * Known words with the indexed forms of each, made to read texts with: the words of a text are found by their characters where they stand,
 * without making a string of each. A page of hits has some six thousand of them.
 */
export class FormTable {
  private readonly lexemes: (readonly string[])[] = [];
  private readonly byLexeme = new Map<string, number[]>();
  /** By hashes; an entry whose place is taken stands in the next free one. At most half of the places are taken. */
  private entries = new Int32Array(ENTRY * 2_048);
  /** All forms, one after the other. */
  private characters = new Uint16Array(16_384);
  private written = 0;
  private readonly word = new Uint16Array(LONGEST);

  get size(): number {
    return this.lexemes.length;
  }

  /** The indexed forms of a word (in its form for the index); undefined when the word is not known. */
  lexemesOf(form: string): readonly string[] | undefined {
    const number = this.numberOf(form);
    return number === UNKNOWN ? undefined : this.lexemes[number];
  }

  /** Makes a word known. */
  add(form: string, lexemes: readonly string[]): void {
    if (form.length > LONGEST || this.numberOf(form) !== UNKNOWN) return;
    const number = this.lexemes.push(lexemes.length > 0 ? lexemes : NOTHING) - 1;
    for (const lexeme of lexemes) this.byLexeme.set(lexeme, [...(this.byLexeme.get(lexeme) ?? []), number]);
    if (2 * ENTRY * this.size > this.entries.length) this.widen();
    if (this.written + form.length > this.characters.length) this.characters = copy(this.characters);
    const hash = this.spell(form);
    this.characters.set(this.word.subarray(0, form.length), this.written);
    const place = this.find(hash, form.length);
    this.entries.set([hash, number + 1, this.written, form.length], place);
    this.written += form.length;
  }

  /** The numbers of the words of a text, in order; −1 for those that are not known. The words are those of `wordsOf`. */
  read(text: string): number[] {
    const { word } = this;
    const numbers: number[] = [];
    for (let at = 0; at < text.length; ) {
      let end = at;
      let hash = 0;
      let small = 0;
      let code = 0;
      for (; end < text.length; end++) {
        code = text.charCodeAt(end);
        if (code >= ASCII) break;
        small = SMALL[code] as number;
        if (small === 0) break;
        if (end - at < LONGEST) {
          word[end - at] = small;
          hash = more(hash, small);
        }
      }
      if (code >= ASCII) {
        // Of characters beyond ASCII, the expression decides.
        const next = anyWords(text, at);
        if (!next) break;
        for (const { form } of next.words) numbers.push(this.numberOf(form));
        at = next.end;
        continue;
      }
      if (end > at) numbers.push(this.numberAt(this.find(hash, Math.min(end - at, LONGEST))));
      at = end + 1;
    }
    return numbers;
  }

  /** For each number, whether the word has one of these indexed forms: 1 or 0. */
  having(lexemes: ReadonlySet<string>): Uint8Array {
    const flags = new Uint8Array(this.size);
    for (const lexeme of lexemes) for (const number of this.byLexeme.get(lexeme) ?? []) flags[number] = 1;
    return flags;
  }

  private numberOf(form: string): number {
    return form.length > LONGEST ? UNKNOWN : this.numberAt(this.find(this.spell(form), form.length));
  }

  private numberAt(place: number): number {
    return (this.entries[place + 1] as number) - 1;
  }

  /** Writes a form down as the word looked for; answers its hash. */
  private spell(form: string): number {
    let hash = 0;
    for (let at = 0; at < form.length; at++) {
      const code = form.charCodeAt(at);
      this.word[at] = code;
      hash = more(hash, code);
    }
    return hash;
  }

  /** Where the word looked for has its entry, or the free place where it would have it. */
  private find(hash: number, length: number): number {
    const { entries } = this;
    for (let place = this.placeOf(hash); ; place = this.placeAfter(place)) {
      if (entries[place + 1] === 0) return place;
      if (entries[place] === hash && entries[place + 3] === length && this.says(entries[place + 2] as number, length))
        return place;
    }
  }

  private says(from: number, length: number): boolean {
    const { characters, word } = this;
    for (let at = 0; at < length; at++) if (characters[from + at] !== word[at]) return false;
    return true;
  }

  private placeOf(hash: number): number {
    return ((Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 8) * ENTRY) & (this.entries.length - 1);
  }

  private placeAfter(place: number): number {
    return (place + ENTRY) & (this.entries.length - 1);
  }

  private widen(): void {
    const former = this.entries;
    this.entries = new Int32Array(former.length * 2);
    for (let from = 0; from < former.length; from += ENTRY) {
      if (former[from + 1] === 0) continue;
      let place = this.placeOf(former[from] as number);
      while (this.entries[place + 1] !== 0) place = this.placeAfter(place);
      this.entries.set(former.subarray(from, from + ENTRY), place);
    }
  }
}

const more = (hash: number, code: number) => (Math.imul(hash, 31) + code) | 0;

/** The same in twice the room. */
function copy(characters: Uint16Array): Uint16Array<ArrayBuffer> {
  const wider = new Uint16Array(characters.length * 2);
  wider.set(characters);
  return wider;
}
