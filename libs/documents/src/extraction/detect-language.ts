import { eld } from 'eld/small';

/** So many letters tell a language; fewer are taken to be in the document's. Scripts with a sign for a word need fewer. */
const ENOUGH_LETTERS = 60;
const ENOUGH_SIGNS = 12;
/** A document's language is told by so much of its text. */
const SAMPLE = 20_000;

/** The language of a text (BCP 47), or undefined when there is too little of it to tell. */
export function detectLanguage(text: string): string | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const signs = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0;
  if (letters < ENOUGH_LETTERS && signs < ENOUGH_SIGNS) return undefined;
  const result = eld.detect(text.slice(0, SAMPLE));
  return result.language !== '' && result.isReliable() ? result.language : undefined;
}

/** A language for each text, and the one of all: most of the letters are in it. Short texts are taken to be in that one. */
export function detectLanguages(texts: readonly string[]): {
  language: string | undefined;
  each: (string | undefined)[];
} {
  const each = texts.map(detectLanguage);
  const letters = new Map<string, number>();
  for (const [index, language] of each.entries())
    if (language !== undefined) letters.set(language, (letters.get(language) ?? 0) + (texts[index]?.length ?? 0));
  const most = [...letters].sort(([, one], [, other]) => other - one)[0]?.[0];
  const language = most ?? detectLanguage(texts.join('\n').slice(0, SAMPLE));
  return { language, each: each.map((own) => own ?? language) };
}
