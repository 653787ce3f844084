import { givingWay } from '#libs/platform';
import { lexemesOf, type Queryable, type Word, wordKey, wordsOf } from '#libs/retrieval';

/** A text with its words in order, and the indexed form of each. */
export interface ReadText {
  text: string;
  words: Word[];
  lexemes: string[];
}

// Some thirty papers of forty pages in several languages; beyond, it is filled anew.
const KEPT = 200_000;
// Words that are asked about at a time.
const AT_A_TIME = 2_000;

/** Knows the indexed forms of words: PostgreSQL stems each word once, in one statement for all texts that are read together. */
export class Lexicon {
  private readonly known = new Map<string, string>();

  async read(database: Queryable, texts: readonly { language: string; text: string }[]): Promise<ReadText[]> {
    const giveWay = givingWay();
    const cut: { language: string; text: string; words: Word[] }[] = [];
    for (const { language, text } of texts) {
      cut.push({ language, text, words: wordsOf(text) });
      await giveWay();
    }
    if (this.known.size > KEPT) this.known.clear();
    const missing = new Map<string, { language: string; form: string }>();
    for (const { language, words } of cut) {
      for (const { form } of words) {
        const key = wordKey(language, form);
        if (!this.known.has(key)) missing.set(key, { language, form });
      }
      await giveWay();
    }
    const asked = [...missing];
    for (let from = 0; from < asked.length; from += AT_A_TIME) {
      const some = asked.slice(from, from + AT_A_TIME);
      const found = await lexemesOf(
        database,
        some.map(([, word]) => word),
      );
      for (const [key, { form }] of some) {
        const lexeme = found.get(key)?.[0];
        // What is said of it is keyed by language; names and abbreviations shall meet across languages.
        this.known.set(key, lexeme === undefined ? form : lexeme.slice(lexeme.indexOf(' ') + 1));
      }
    }
    const read: ReadText[] = [];
    for (const { language, text, words } of cut) {
      read.push({ text, words, lexemes: words.map(({ form }) => this.known.get(wordKey(language, form)) ?? form) });
      await giveWay();
    }
    return read;
  }
}
