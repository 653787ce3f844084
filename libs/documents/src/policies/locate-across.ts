import { squeeze } from './anchor-quote.js';
import { locateQuote, type Quotation, type QuotePlace } from './locate-quote.js';

/** A passage as it follows others: words go over its end into the next of the same part and file. */
export interface FollowingPassage {
  id: string;
  text: string;
  part: string;
  fileId: string | null;
}

/** Three letters of a text's end stand in so many characters of it, however they are parted. */
const EDGE = 24;
/** A text that repeats itself at so many ends of passages is not searched any further. */
const MOST_TRIES = 200;

type Locate = (passages: { id: string; text: string }[], quotation: Quotation) => QuotePlace | string | undefined;

/**
 * Finds a quotation that stands in no passage because it goes over the end of one, of a page for instance: its words in each passage, in
 * order. `mayBegin` says in which passages it may begin, `locate` how alike it must be. Where it stands so more than once, that is AMBIGUOUS.
 */
export function locateAcross<Passage extends FollowingPassage>(
  passages: readonly Passage[],
  quotation: Quotation,
  { mayBegin = () => true, locate = locateQuote }: { mayBegin?: (passage: Passage) => boolean; locate?: Locate } = {},
): QuotePlace[] | 'ABSENT' | 'AMBIGUOUS' {
  const letters = squeeze(quotation.quote).text;
  let found: QuotePlace[] | undefined;
  let tries = 0;
  for (const [index, first] of passages.entries()) {
    const next = passages[index + 1];
    if (!next || !mayBegin(first) || !goesOver(letters, first.text, next.text)) continue;
    if (tries++ > MOST_TRIES) return found ? 'AMBIGUOUS' : 'ABSENT';
    const pieces = fromHere(passages, index, quotation, locate);
    if (!pieces) continue;
    if (found) return 'AMBIGUOUS';
    found = pieces;
  }
  return found ?? 'ABSENT';
}

/** Whether the letters may go over from one text into the next; of most texts that is quickly denied. */
function goesOver(letters: string, text: string, next: string): boolean {
  const end = squeeze(text.slice(-EDGE)).text.slice(-3);
  const beginning = squeeze(next.slice(0, EDGE)).text.slice(0, 3);
  return (
    letters.includes(end + beginning) ||
    [1, 2].some((some) => letters.startsWith(end.slice(-some) + beginning.slice(0, 1))) ||
    [1, 2].some((some) => letters.endsWith(end.slice(-1) + beginning.slice(0, some)))
  );
}

/** Where it stands when it begins in this passage: in as few of those that follow as it needs, so that the same words further on are none of it. */
function fromHere(
  passages: readonly FollowingPassage[],
  index: number,
  quotation: Quotation,
  locate: Locate,
): QuotePlace[] | undefined {
  const first = passages[index] as FollowingPassage;
  const run = [first];
  // White space may be more in the text than in the quotation.
  for (let missing = 2 * quotation.quote.length; missing > 0; missing -= run.at(-1)?.text.length ?? 0) {
    const next = passages[index + run.length];
    if (next?.part !== first.part || next.fileId !== first.fileId) return undefined;
    run.push(next);
    const place = locate([{ id: first.id, text: run.map(({ text }) => text).join(' ') }], quotation);
    if (place === undefined || typeof place === 'string') continue;
    const pieces = cut(run, place);
    // What lies wholly in another passage was found without this; what begins later is met again from there.
    if (pieces.length > 1 && pieces[0]?.passageId === first.id) return pieces;
  }
  return undefined;
}

function cut(run: readonly FollowingPassage[], { start, end }: { start: number; end: number }): QuotePlace[] {
  const pieces: QuotePlace[] = [];
  let offset = 0;
  for (const { id, text } of run) {
    const words = text.slice(Math.max(start - offset, 0), Math.max(end - offset, 0));
    const quote = words.trim();
    if (quote !== '') {
      const from = Math.max(start - offset, 0) + words.indexOf(quote);
      pieces.push({ passageId: id, start: from, end: from + quote.length, quote });
    }
    offset += text.length + 1;
  }
  return pieces;
}
