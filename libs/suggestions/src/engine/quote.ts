import type { Paper, Ranking } from './suggester.js';
import type { Sign } from './target.js';

/** Where a paper says so: a sentence of a passage. */
export interface SuggestedQuote {
  passageId: string;
  start: number;
  end: number;
}

const LONGEST = 600;

/** The sentence in which most of what spoke for a target stands; undefined when that is the title alone. */
export function quoteOf(paper: Paper, { texts }: Ranking, signs: readonly Sign[]): SuggestedQuote | undefined {
  let best: (SuggestedQuote & { weight: number }) | undefined;
  for (const [unit, passage] of paper.passages.entries()) {
    const here = signs.filter((sign) => sign.unit === unit);
    const words = texts[unit + 1]?.words;
    if (here.length === 0 || !words) continue;
    for (const { start, end } of sentencesOf(passage.text)) {
      const weight = here.reduce((sum, sign) => {
        const from = words[sign.from];
        return from && from.start >= start && from.end <= end ? sum + sign.weight : sum;
      }, 0);
      if (weight > (best?.weight ?? 0)) best = { passageId: passage.id, start, end, weight };
    }
  }
  return best && { passageId: best.passageId, start: best.start, end: best.end };
}

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });

function sentencesOf(text: string): { start: number; end: number }[] {
  return Array.from(SENTENCES.segment(text), ({ segment, index }) => {
    const start = index + (segment.length - segment.trimStart().length);
    return { start, end: Math.min(index + segment.trimEnd().length, start + LONGEST) };
  }).filter(({ start, end }) => end > start);
}
