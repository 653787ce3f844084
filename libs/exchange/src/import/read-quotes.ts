interface GivenLink {
  recommendation: string;
  evidence?: object[];
}

// The code, where the words stand if that is said, and the words.
const LINE = /^([\p{L}\p{N}-]+)\s*(?:\(([^()]+)\))?\s*:\s*(\S.*)$/u;
const PAGE = /^(?:(.*\S)\s*,\s*)?page\s+(\d+)$/i;

export const QUOTE_FORM =
  'Each line of “quotes” must look like “HLEG-BMS-01: words”, “HLEG-BMS-01 (page 3): words” or “HLEG-BMS-01 (annex.pdf, page 3): words”.';

/**
 * Reads the cell of a manifest that says which words link the paper to what: a line each. Adds them as evidence to the links with the same
 * code, and links that are not there yet. Undefined when a line has another form.
 */
export function withQuotes(links: readonly GivenLink[], cell: string): GivenLink[] | undefined {
  const quoted = new Map<string, GivenLink>(links.map((link) => [link.recommendation.toUpperCase(), link]));
  for (const line of cell.split('\n').map((text) => text.trim())) {
    if (line === '') continue;
    const [, code, place, quote] = LINE.exec(line) ?? [];
    if (code === undefined) return undefined;
    const link = quoted.get(code.toUpperCase()) ?? { recommendation: code };
    quoted.set(code.toUpperCase(), { ...link, evidence: [...(link.evidence ?? []), { quote, ...readPlace(place) }] });
  }
  return [...quoted.values()];
}

function readPlace(place: string | undefined): { file?: string; page?: number } {
  if (place === undefined) return {};
  const [, file, page] = PAGE.exec(place.trim()) ?? [];
  if (page === undefined) return { file: place.trim() };
  return { ...(file !== undefined && { file }), page: Number(page) };
}
