import type en from '../messages/en.json';

/** A text of the portal, by its name in messages/en.json. */
export type MessageId = keyof typeof en;

const files = import.meta.glob<Record<string, string>>('../messages/*.json', { import: 'default' });

/** One file is one language. */
export const languages: readonly string[] = Object.keys(files).map((path) => path.replace(/^.*\/(.+)\.json$/, '$1'));

const FALLBACK = 'en';
const STORED = 'roundtable.language';

export async function loadMessages(language: string): Promise<Record<string, string>> {
  return (await files[`../messages/${language}.json`]?.()) ?? {};
}

/** The one in the address (?lang=fr), else the one chosen before, else the browser’s, else English. */
export function chosenLanguage(): string {
  const wanted = [new URLSearchParams(location.search).get('lang'), readStored(), ...navigator.languages];
  for (const tag of wanted) {
    const language = tag?.toLowerCase().split('-')[0];
    if (language && languages.includes(language)) return language;
  }
  return FALLBACK;
}

export function storeLanguage(language: string): void {
  try {
    localStorage.setItem(STORED, language);
  } catch {
    // Storage can be shut off: then the choice lasts as long as the page, which is what was asked for.
  }
}

function readStored(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}
