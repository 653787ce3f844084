import { isWrittenRule, type Line } from './text-run.js';

/** The lines of a page, and how high it is. */
export interface PageLines {
  lines: Line[];
  height: number;
  /** Its letters are not told by its fonts. */
  unnamed?: boolean;
}

/** So many rows at the top and at the bottom may be furniture. */
const ROWS = 3;
/** It is within such a share of the page's height; LaTeX puts page numbers a sixth above the edge of A4. */
const ZONE = 0.18;
/** A number that counts nothing is one of a page only nearer to the edge. */
const NEAR = 0.15;
const NUMBER =
  /^[\s\-–—|·•[(]*(?:(?:page|seite|página|pagina|σελίδα|стр(?:аница|\.)?|p\.?|s\.?)\s*)?(\d{1,4}|[ivxlc]{1,7})(?:\s*(?:\/|of|von|de|di|sur|από|из)\s*\d{1,4})?[\s\-–—|·•\])]*$/iu;

interface Candidate {
  line: Line;
  /** What it says, and what its row does: columns may part that on one page and not on another. */
  says: string[];
  fromTop: boolean;
  /** Distance from the edge it is at. */
  distance: number;
}

/**
 * Takes away running heads, footers and page numbers: lines at the edge of the page, apart from the text, that come again at the
 * same height on other pages, or count them.
 */
export function withoutFurniture(pages: readonly PageLines[]): Line[][] {
  const left = betweenFurniture(pages);
  // Where nothing else is said, it is what the document says.
  return left.some((lines) => lines.length > 0) ? left : pages.map((page) => page.lines);
}

/** The pages that have nothing but furniture, by their numbers: a scan may bear a stamp or a number that is text. */
export function textlessPages(pages: readonly PageLines[]): number[] {
  return betweenFurniture(pages).flatMap((lines, index) => (lines.length === 0 ? [index + 1] : []));
}

function betweenFurniture(pages: readonly PageLines[]): Line[][] {
  const candidates = pages.map((page, index) => edges(page, index));
  const places = new Map<string, Set<number>>();
  const numbers = new Map<string, Set<number>>();
  const note = (map: Map<string, Set<number>>, key: string, page: number) =>
    map.set(key, (map.get(key) ?? new Set()).add(page));
  for (const [page, found] of candidates.entries()) {
    for (const candidate of found) {
      for (const key of keys(candidate)) note(places, key, page);
      for (const key of counts(candidate, page)) note(numbers, key, page);
    }
  }
  const enough = pages.length <= 3 ? 2 : Math.min(Math.max(3, Math.ceil(pages.length * 0.15)), 12);
  return pages.map((page, index) => {
    const gone = new Set(
      (candidates[index] ?? [])
        .filter(
          (candidate) =>
            !isWrittenRule(candidate.line) &&
            (keys(candidate).some((key) => (places.get(key)?.size ?? 0) >= enough) ||
              counts(candidate, index).some((key) => (numbers.get(key)?.size ?? 0) >= 2) ||
              (isNumber(candidate.line.text) &&
                (pages.length === 1 || !candidate.fromTop) &&
                candidate.distance < page.height * NEAR)),
        )
        .map((candidate) => candidate.line),
    );
    return gone.size > 0 ? page.lines.filter((line) => !gone.has(line)) : page.lines;
  });
}

/**
 * What a line says on any page. Numbers change from one to the next, and that of the page stands at the left on one and at the right on the
 * other. Where most are numbers, as in the last row of a table, only one changes that counts the pages.
 */
function sayings(text: string, page: number): string[] {
  const said = text.toLowerCase();
  const numbers = text.match(/\d+/g) ?? [];
  const words = text.match(/\p{L}+/gu)?.length ?? 0;
  const isFigures = words > 0 && numbers.length > 2 && numbers.length > words * 1.5;
  const own = isFigures ? [said, ...withPages(said, page)] : [said.replace(/\d+/g, '#')];
  return words > 0 ? own.flatMap((all) => [all, all.replace(/^#\S*\s+/, ''), all.replace(/\s+#\S*$/, '')]) : own;
}

/** Each number taken for that of the page: alone, and wherever it comes again. */
function withPages(text: string, page: number): string[] {
  const numbers = text.match(/\d+/g) ?? [];
  const told = (number: string) => `#${Number(number) - page}`;
  const found = numbers.flatMap((number, index) => {
    let at = 0;
    return [
      text.replace(/\d+/g, (other) => (other === number ? told(other) : other)),
      text.replace(/\d+/g, (other) => (at++ === index ? told(other) : other)),
    ];
  });
  return [...new Set(found)];
}

/** The same words at the same height, give or take a little: two keys, so that what lies on a border has one in common. */
function keys({ says, fromTop, distance }: Candidate): string[] {
  return says.flatMap((key) =>
    [0, 3].map((shift) => `${fromTop ? 'T' : 'B'}${Math.floor((distance + shift) / 6)} ${shift} ${key}`),
  );
}

/** A number that counts pages: the same distance from the page's own number. */
function counts({ line, fromTop }: Candidate, page: number): string[] {
  const number = NUMBER.exec(line.text)?.[1];
  if (number === undefined || !/^\d+$/.test(number)) return [];
  return [`${fromTop ? 'T' : 'B'} ${Number(number) - page}`];
}

function isNumber(text: string): boolean {
  return NUMBER.test(text) && /\d/.test(text);
}

/** What stands at the upper and lower edge, apart from the text. */
function edges({ lines, height }: PageLines, page: number): Candidate[] {
  const rows = new Map<number, Line[]>();
  for (const line of [...lines].sort((one, other) => one.y - other.y)) {
    const row = [...rows.keys()].find((y) => Math.abs(y - line.y) < line.size * 0.3) ?? line.y;
    rows.set(row, [...(rows.get(row) ?? []), line]);
  }
  const sorted = [...rows].sort(([one], [other]) => one - other);
  return [...edge(sorted, height, page, true), ...edge([...sorted].reverse(), height, page, false)];
}

function edge(rows: [number, Line[]][], height: number, page: number, fromTop: boolean): Candidate[] {
  const zone = height * ZONE;
  for (let count = Math.min(ROWS, rows.length); count > 0; count--) {
    const [last] = rows[count - 1] as [number, Line[]];
    const distance = fromTop ? last : height - last;
    const next = rows[count];
    const size = Math.max(...(rows[count - 1]?.[1] ?? []).map((line) => line.size));
    const isRule = (rows[count - 1]?.[1] ?? []).every(isWrittenRule);
    const apart = isRule || (next === undefined ? rows.length <= 1 : Math.abs(next[0] - last) > size * 1.7);
    if (distance > zone || !apart) continue;
    return rows.slice(0, count).flatMap(([y, lines]) => {
      const row = [...lines].sort((one, other) => one.x - other.x).map((line) => line.text);
      return lines.map((line) => ({
        line,
        says: [...new Set([line.text, row.join(' ')].flatMap((text) => sayings(text, page)))],
        fromTop,
        distance: fromTop ? y : height - y,
      }));
    });
  }
  return [];
}
