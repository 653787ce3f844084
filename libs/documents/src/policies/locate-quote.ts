/** A quotation in the manner of the W3C text quote selector. */
export interface Quotation {
  quote: string;
  /** What stands just before and after, to tell which place is meant when the quote occurs more than once. */
  prefix?: string | null;
  suffix?: string | null;
}

/** Where a quotation stands: offsets into the passage's text in UTF-16 units, end exclusive. */
export interface QuotePlace {
  passageId: string;
  start: number;
  end: number;
  quote: string;
}

/**
 * Finds a quotation in passages. White space counts as one space, everything else must be the same. Several places are
 * AMBIGUOUS unless prefix and suffix leave one; when all of them read alike in one passage, too, since offsets would be a guess.
 */
export function locateQuote(
  passages: { id: string; text: string }[],
  quotation: Quotation,
): QuotePlace | 'ABSENT' | 'AMBIGUOUS' {
  const quote = fold(quotation.quote).text.trim();
  if (quote === '') return 'ABSENT';
  const prefix = fold(quotation.prefix ?? '').text.trim();
  const suffix = fold(quotation.suffix ?? '').text.trim();
  const places: QuotePlace[] = [];
  for (const passage of passages) {
    const folded = fold(passage.text);
    for (let at = folded.text.indexOf(quote); at >= 0; at = folded.text.indexOf(quote, at + 1)) {
      const before = folded.text.slice(0, at).trimEnd();
      const after = folded.text.slice(at + quote.length).trimStart();
      if (!before.endsWith(prefix) || !after.startsWith(suffix)) continue;
      const start = folded.offsets[at] ?? 0;
      const end = (folded.offsets[at + quote.length - 1] ?? 0) + 1;
      places.push({ passageId: passage.id, start, end, quote: passage.text.slice(start, end) });
    }
  }
  if (places.length > 1) return 'AMBIGUOUS';
  return places[0] ?? 'ABSENT';
}

/** Text with runs of white space as one space, and for each of its units the offset in the original. */
function fold(text: string): { text: string; offsets: number[] } {
  const normal = text.normalize('NFC');
  let folded = '';
  const offsets: number[] = [];
  for (let index = 0; index < normal.length; index++) {
    const unit = normal[index] ?? '';
    const space = /\s/.test(unit);
    if (space && folded.endsWith(' ')) continue;
    folded += space ? ' ' : unit;
    offsets.push(index);
  }
  return { text: folded, offsets };
}
