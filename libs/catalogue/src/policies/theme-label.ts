/** The label in the language asked for, else in its base language, else in English, else in whatever there is. */
export function chooseLabel(labels: Record<string, string>, language?: string | null): string {
  const base = language?.split('-')[0];
  const choices = [language, base, 'en', ...Object.keys(labels).sort()];
  for (const choice of choices) {
    if (choice && Object.hasOwn(labels, choice)) return labels[choice] ?? '';
  }
  return '';
}
