interface GivenLink {
  recommendation: string;
  evidence?: object[];
}

interface Place {
  file?: string;
  page?: number;
}

const CODE = /^([\p{L}\p{N}-]+)\s*(?=[(:])/u;
const WORDS = /^\s*:\s*(\S.*)$/u;
// A name in quotation marks, which are doubled inside it, as in CSV.
const QUOTED = /^\(\s*"((?:[^"]|"")+)"\s*(?:,\s*page\s+(\d+)\s*)?\)/iu;
const PAGE = /^(?:(.*\S)\s*,\s*)?page\s+(\d+)$/i;

export const QUOTE_FORM =
  'Each line of “quotes” must look like “HLEG-BMS-01: words”, “HLEG-BMS-01 (page 3): words” or “HLEG-BMS-01 (annex.pdf, page 3): words”; ' +
  'a file name with a single parenthesis stands in quotation marks: “HLEG-BMS-01 ("annex (old.pdf", page 3): words”.';

/**
 * Reads the cell of a manifest that says which words link the paper to what: a line each. Adds them as evidence to the links with the same
 * code, and links that are not there yet. Undefined when a line has another form.
 */
export function withQuotes(links: readonly GivenLink[], cell: string): GivenLink[] | undefined {
  const quoted = new Map<string, GivenLink>(links.map((link) => [link.recommendation.toUpperCase(), link]));
  for (const line of cell.split('\n').map((text) => text.trim())) {
    if (line === '') continue;
    const read = readLine(line);
    if (read === undefined) return undefined;
    const { code, place, quote } = read;
    const link = quoted.get(code.toUpperCase()) ?? { recommendation: code };
    quoted.set(code.toUpperCase(), { ...link, evidence: [...(link.evidence ?? []), { quote, ...place }] });
  }
  return [...quoted.values()];
}

/** The code, where the words stand if that is said, and the words. */
function readLine(line: string): { code: string; place: Place; quote: string } | undefined {
  const [head, code] = CODE.exec(line) ?? [];
  if (head === undefined || code === undefined) return undefined;
  const rest = line.slice(head.length);
  const told = rest.startsWith('(') ? (quotedPlace(rest) ?? plainPlace(rest)) : { place: {}, length: 0 };
  const quote = told && WORDS.exec(rest.slice(told.length))?.[1];
  return told && quote !== undefined ? { code, place: told.place, quote } : undefined;
}

function quotedPlace(rest: string): { place: Place; length: number } | undefined {
  const [whole, file, page] = QUOTED.exec(rest) ?? [];
  if (whole === undefined || file === undefined) return undefined;
  return {
    place: { file: file.replaceAll('""', '"'), ...(page !== undefined && { page: Number(page) }) },
    length: whole.length,
  };
}

/** Up to the parenthesis that closes the first one: the words after it may have some too. */
function plainPlace(rest: string): { place: Place; length: number } | undefined {
  let open = 0;
  for (const [at, character] of [...rest].entries()) {
    if (character === '(') open++;
    if (character === ')') open--;
    if (open > 0) continue;
    const inside = [...rest].slice(1, at).join('');
    return inside.trim() === '' ? undefined : { place: readPlace(inside.trim()), length: inside.length + 2 };
  }
  return undefined;
}

function readPlace(place: string): Place {
  const [, file, page] = PAGE.exec(place) ?? [];
  if (page === undefined) return { file: place };
  return { ...(file !== undefined && { file }), page: Number(page) };
}
