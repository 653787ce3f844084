import { lexemesOf, type Queryable, type Word, wordKey, wordsOf } from '#libs/retrieval';

/** A text with its words in order, and the indexed form of each. */
export interface ReadText {
  text: string;
  words: Word[];
  lexemes: string[];
}

// Some thirty papers of forty pages in several languages; beyond, it is filled anew.
const KEPT = 200_000;

/** Knows the indexed forms of words: PostgreSQL stems each word once, in one statement for all texts that are read together. */
export class Lexicon {
  private readonly known = new Map<string, string>();

  async read(database: Queryable, texts: readonly { language: string; text: string }[]): Promise<ReadText[]> {
    const cut = texts.map(({ language, text }) => ({ language, text, words: wordsOf(text) }));
    if (this.known.size > KEPT) this.known.clear();
    const missing = new Map<string, { language: string; form: string }>();
    for (const { language, words } of cut) {
      for (const { form } of words) {
        const key = wordKey(language, form);
        if (!this.known.has(key)) missing.set(key, { language, form });
      }
    }
    if (missing.size > 0) {
      const found = await lexemesOf(database, [...missing.values()]);
      for (const [key, { form }] of missing) {
        const lexeme = found.get(key)?.[0];
        // What is said of it is keyed by language; names and abbreviations shall meet across languages.
        this.known.set(key, lexeme === undefined ? form : lexeme.slice(lexeme.indexOf(' ') + 1));
      }
    }
    return cut.map(({ language, text, words }) => ({
      text,
      words,
      lexemes: words.map(({ form }) => this.known.get(wordKey(language, form)) ?? form),
    }));
  }
}
