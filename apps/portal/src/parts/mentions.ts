/** Without case and accents: how words are compared here. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Whether a text says one of these phrases, as whole words. Very short ones only in capitals, as abbreviations are written. */
export function mentions(text: string, phrases: readonly string[]): boolean {
  return phrases.some((phrase) => {
    if (phrase.length < 3) return false;
    const isAbbreviation = phrase.length < 6 && phrase === phrase.toUpperCase();
    const words = isAbbreviation ? phrase : folded(phrase);
    const place = (isAbbreviation ? text : folded(text)).match(
      new RegExp(`(?<![\\p{L}\\p{N}])${escaped(words)}(?![\\p{L}\\p{N}])`, 'u'),
    );
    return place !== null;
  });
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
