/** The name under which the styles know the marked words. */
const NAME = 'evidence';

/**
 * Marks quotes in a text that stands in the page, without touching its elements. White space counts as one space, as in evidence, and the
 * signs of Markdown, which the page does not show, hyphens, which may only part a word, and what stands for raising count as nothing. Returns what takes the marks away.
 */
export function markQuotes(element: HTMLElement, quotes: readonly string[]): (() => void) | undefined {
  if (quotes.length === 0 || typeof Highlight === 'undefined') return undefined;
  const places: { node: Text; offset: number }[] = [];
  let read = '';
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    for (let offset = 0; offset < node.data.length; offset++) {
      const sign = node.data[offset]!;
      if (isSilent(sign)) continue;
      places.push({ node, offset });
      read += sign;
    }
  }
  const ranges = quotes.flatMap((quote) => {
    const wanted = [...quote].filter((sign) => !isSilent(sign)).join('');
    const at = read.indexOf(wanted);
    const [first, last] = [places[at], places[at + wanted.length - 1]];
    if (at < 0 || !first || !last) return [];
    const range = new Range();
    range.setStart(first.node, first.offset);
    range.setEnd(last.node, last.offset + 1);
    return [range];
  });
  CSS.highlights.set(NAME, new Highlight(...ranges));
  return () => void CSS.highlights.delete(NAME);
}

const isSilent = (sign: string) => /[\s*_`#>\-\u00ad^]/.test(sign);
