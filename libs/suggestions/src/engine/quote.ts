import type { GiveWay } from '#libs/platform';
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
export async function quoteOf(
  paper: Paper,
  { texts }: Ranking,
  signs: readonly Sign[],
  giveWay: GiveWay,
): Promise<SuggestedQuote | undefined> {
  let best: (SuggestedQuote & { weight: number }) | undefined;
  const byUnit = new Map<number, Sign[]>();
  for (const sign of signs) {
    const others = byUnit.get(sign.unit);
    if (others) others.push(sign);
    else byUnit.set(sign.unit, [sign]);
  }
  for (const [unit, passage] of paper.passages.entries()) {
    const here = byUnit.get(unit) ?? [];
    const words = texts[unit + 1]?.words;
    // No sentence has more than all of them together.
    if (!words || here.reduce((sum, { weight }) => sum + weight, 0) <= (best?.weight ?? 0)) continue;
    await giveWay();
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
