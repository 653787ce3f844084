import { ErrorCode, refuse, tidyText } from '#libs/platform';

/** What a recommendation says, as it is stored. Refuses INVALID what is empty. */
export function tidyWords({ title, summary, chapter }: { title: string; summary: string; chapter: string }) {
  const text = { title: tidyText(title), summary: tidyText(summary), chapter: tidyText(chapter) };
  for (const [field, value] of Object.entries(text))
    if (value === '') throw refuse(ErrorCode.INVALID, 'This cannot be empty.', [field]);
  return text;
}

/** Other words for the same, each once. */
export function tidySynonyms(synonyms: string[]): string[] {
  return [...new Set(synonyms.map(tidyText).filter((word) => word !== ''))];
}
