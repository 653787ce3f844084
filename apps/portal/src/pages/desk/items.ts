import type { Stretch } from '../../parts/marked-text';
import type { Reviewed, ReviewedLink, ReviewedSuggestion } from './review-query';

/** Something on a paper that an analyst decides on, or has decided. */
export type Item =
  | { key: string; type: 'LINK'; link: ReviewedLink; isOpen: boolean }
  | { key: string; type: 'SUGGESTION'; suggestion: ReviewedSuggestion; isOpen: boolean };

/** What its author claims first, then what is to be looked at again, then what its words suggest; what is decided comes last. */
export function itemsOf(paper: Reviewed): Item[] {
  const links = paper.links.nodes.map(
    (link): Item => ({
      key: link.id,
      type: 'LINK',
      link,
      isOpen: link.state === 'PROPOSED' || (link.suspect && link.state === 'CONFIRMED'),
    }),
  );
  const suggestions = paper.suggestions.map(
    (suggestion): Item => ({ key: suggestion.id, type: 'SUGGESTION', suggestion, isOpen: suggestion.state === 'OPEN' }),
  );
  const all = [...links, ...suggestions];
  return [...all.filter(({ isOpen }) => isOpen), ...all.filter(({ isOpen }) => !isOpen)];
}

/** What it points to: code and name. */
export function targetOf(item: Item): { code: string; name: string } {
  if (item.type === 'LINK') return { code: item.link.recommendation.code, name: item.link.recommendation.title };
  const { recommendation, theme, system } = item.suggestion;
  if (recommendation) return { code: recommendation.code, name: recommendation.title };
  if (theme) return { code: theme.code, name: theme.label };
  return { code: system?.code ?? '', name: system?.name ?? '' };
}

/** Where the paper says so. */
export function evidenceOf(item: Item) {
  if (item.type === 'LINK') return item.link.evidence;
  return item.suggestion.evidence ? [item.suggestion.evidence] : [];
}

/** The evidence of a passage, cut so that stretches don't overlap. */
export function stretchesOf(passageId: string, length: number, items: readonly Item[]): Stretch[] {
  const marks = items
    .filter((item) => item.type === 'SUGGESTION' || item.link.state !== 'REJECTED')
    .flatMap((item) =>
      evidenceOf(item)
        .filter(({ passage }) => passage.id === passageId)
        .map(({ start, end }) => ({ key: item.key, start, end: Math.min(end, length) })),
    );
  const cuts = [...new Set(marks.flatMap(({ start, end }) => [start, end]))].sort((one, other) => one - other);
  return cuts.slice(0, -1).flatMap((start, index) => {
    const end = cuts[index + 1]!;
    const keys = marks.filter((mark) => mark.start <= start && mark.end >= end).map(({ key }) => key);
    return keys.length > 0 ? [{ start, end, keys }] : [];
  });
}
