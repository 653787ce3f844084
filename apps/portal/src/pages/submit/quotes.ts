import type { EvidenceInput } from '../../api/generated/graphql';
import type { ShownPassage } from '../../parts/use-passages';

/** Words of a passage, by their place in it. */
export interface Quote {
  passage: string;
  start: number;
  end: number;
  quote: string;
}

const CONTEXT = 60;

/** Words of a passage, without the white space around them; undefined when nothing is left. */
export function quoteOf(passage: ShownPassage, start: number, end: number): Quote | undefined {
  const words = passage.text.slice(start, end);
  const quote = words.trim();
  if (quote === '') return undefined;
  const from = start + words.indexOf(quote);
  return { passage: passage.id, start: from, end: from + quote.length, quote };
}

/**
 * Where typed or pasted words stand: white space counts as one space, and case and quotation marks do not matter. Over the end of a passage
 * they are a quote in each; none when they stand nowhere.
 */
export function lookUp(passages: readonly ShownPassage[], typed: string): Quote[] {
  const words = typed.trim();
  if (words.length < 3) return [];
  const pattern = new RegExp(
    words
      .split(/\s+/)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/["“”„«»'’‘]/g, '["“”„«»\'’‘]'))
      .join('\\s+'),
    'iu',
  );
  for (const stretch of stretchesOf(passages)) {
    const found = pattern.exec(stretch.map(({ text }) => text).join(' '));
    if (!found) continue;
    let offset = 0;
    return stretch.flatMap((passage) => {
      const start = Math.max(found.index - offset, 0);
      const end = Math.max(found.index + found[0].length - offset, 0);
      offset += passage.text.length + 1;
      return quoteOf(passage, start, end) ?? [];
    });
  }
  return [];
}

/** Passages whose text goes on from one to the next: those of the abstract, of the body, of each file. */
function stretchesOf(passages: readonly ShownPassage[]): ShownPassage[][] {
  const stretches: ShownPassage[][] = [];
  for (const passage of passages) {
    const before = stretches.at(-1)?.at(-1);
    if (before && before.part === passage.part && before.file?.id === passage.file?.id) stretches.at(-1)?.push(passage);
    else stretches.push([passage]);
  }
  return stretches;
}

/** The sentences of a passage, with their places. */
export function sentencesOf(passage: ShownPassage, language: string): { start: number; end: number; text: string }[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
  return [...segmenter.segment(passage.text)].flatMap(({ segment, index }) =>
    segment.trim() === '' ? [] : { start: index, end: index + segment.length, text: segment.trim() },
  );
}

/** For the API: what stands around the words tells which place is meant when they occur twice. */
export function toEvidence(quotes: readonly Quote[], passages: readonly ShownPassage[]): EvidenceInput[] {
  return quotes.map(({ passage, quote, start, end }) => {
    const said = passages.find(({ id }) => id === passage)?.text ?? '';
    return {
      passage,
      quote,
      prefix: said.slice(Math.max(0, start - CONTEXT), start) || null,
      suffix: said.slice(end, end + CONTEXT) || null,
    };
  });
}
