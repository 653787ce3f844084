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
  let found: QuotePlace | undefined;
  for (const passage of passages) {
    const { text, starts, ends } = fold(passage.text);
    for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
      const last = at + quote.length - 1;
      const before = text[at - 1] === ' ' ? at - 1 : at;
      const after = text[last + 1] === ' ' ? last + 2 : last + 1;
      if (!text.endsWith(prefix, before) || !text.startsWith(suffix, after)) continue;
      if (found) return 'AMBIGUOUS';
      const start = starts?.[at] ?? at;
      const end = ends?.[last] ?? last + 1;
      found = { passageId: passage.id, start, end, quote: passage.text.slice(start, end) };
    }
  }
  return found ?? 'ABSENT';
}

/** Text in one form; for each of its units where it begins and ends in the original, if that is not the same place. */
interface Folded {
  text: string;
  starts?: number[];
  ends?: number[];
}

/** Composes characters (NFC), and makes runs of white space one space. */
function fold(original: string): Folded {
  const composed = original.normalize('NFC');
  if (composed === original && !/\s\s|[^\S ]/.test(original)) return { text: original };
  const units: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const take = (part: string, start: number, end: number) => {
    const space = isSpace(part.charCodeAt(0));
    if (space && units.at(-1) === ' ') return;
    units.push(space ? ' ' : part);
    for (let unit = 0; unit < part.length; unit++) {
      starts.push(start);
      ends.push(end);
    }
  };
  if (composed === original) {
    for (let at = 0; at < original.length; at++) take(original.charAt(at), at, at + 1);
  } else {
    // What composes with what stays within a letter as readers see it, so those are composed one by one.
    for (const { segment, index } of LETTERS.segment(original)) {
      const letter = segment.normalize('NFC');
      if (letter !== segment) take(letter, index, index + segment.length);
      else for (let unit = 0; unit < segment.length; unit++) take(segment.charAt(unit), index + unit, index + unit + 1);
    }
  }
  return { text: units.join(''), starts, ends };
}

const LETTERS = new Intl.Segmenter('und', { granularity: 'grapheme' });

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || (code > 127 && /\s/.test(String.fromCharCode(code)));
}
