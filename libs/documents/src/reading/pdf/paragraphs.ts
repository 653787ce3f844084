import type { Block } from '../document.js';
import { joinLines, type Vocabulary } from './hyphens.js';
import { isWrittenRule, type Line, median } from './text-run.js';

/** What is usual in the document's body. */
export interface BodyType {
  size: number;
  font: string | null;
}

const BULLET = /^(?:[•◦▪■●○‣∙·–—*]|[-](?=\s)|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)](?=\s)|\[\d{1,3}\](?=\s))/u;
/** What begins an item of a list, and no heading. */
const SIGN = /^[•◦▪■●○‣∙·*]\s/u;
const CLOSED = /[.!?…:;。！？]["'”’»)\]]*$/u;
const NUMBERED = /^(?:\d{1,2}(?:\.\d{1,2}){0,4}\.?|[IVX]{1,5}\.|[A-Z]\.)\s+\p{Lu}/u;

/** A capital, or the number of a section before one. */
const BEGINS = new RegExp(`^\\p{Lu}|${NUMBERED.source}`, 'u');

/** A number with a dot before words in capitals, also in small ones. */
const CAPITALS = /^[^\s\p{Ll}]+\.\s[^\p{Ll}]*\p{Lu}{4}[^\p{Ll}]*$/u;

/** Dots that lead to a number, as in a table of contents. */
const LEADERS = /(?:\.\s?){5,}\s*\S{0,8}$/u;

interface Paragraph {
  lines: Line[];
  heading: boolean;
}

/** Lines in reading order as paragraphs and headings. */
export function toBlocks(found: readonly Line[], body: BodyType, words: Vocabulary): Block[] {
  const lines = found.map(fromItsBegin);
  const extents = extentsOf(lines);
  const paragraphs: Paragraph[] = [];
  for (const [index, line] of lines.entries()) {
    const current = paragraphs.at(-1);
    if (current && continues(current, line, lines, index, extents)) current.lines.push(line);
    else paragraphs.push({ lines: [line], heading: false });
  }
  for (const [index, paragraph] of paragraphs.entries())
    paragraph.heading = isHeading(paragraph, paragraphs[index + 1], body);
  const blocks: Block[] = [];
  for (const { lines: own, heading } of paragraphs) {
    if (own.every(isWrittenRule)) continue;
    const text = own.map((line) => line.text).reduce((all, next) => joinLines(all, next, words));
    blocks.push({ kind: heading ? 'HEADING' : 'PARAGRAPH', text });
  }
  return blocks;
}

/** A line that is read from the right, seen in a mirror: indented is what begins further in. */
function fromItsBegin(line: Line): Line {
  return line.leftwards ? { ...line, x: -line.right, right: -line.x } : line;
}

/** The size and font that most of the document's letters have. */
export function bodyType(lines: readonly Line[]): BodyType {
  const most = <Value>(featureOf: (line: Line) => Value): Value | undefined => {
    const letters = new Map<Value, number>();
    for (const line of lines) letters.set(featureOf(line), (letters.get(featureOf(line)) ?? 0) + line.text.length);
    return [...letters].sort(([, one], [, other]) => other - one)[0]?.[0];
  };
  const size = most((line) => Math.round(line.size * 2) / 2) ?? 10;
  return { size, font: most((line) => line.font) ?? null };
}

type Extents = (line: Line) => Pick<Line, 'x' | 'right'>;

/** How far the column of a line reaches. */
function extentsOf(lines: readonly Line[]): Extents {
  const keyOf = ({ region, leftwards }: Line) => (leftwards ? -1 - region : region);
  const columns = new Map<number, Pick<Line, 'x' | 'right'>>();
  for (const line of lines) {
    const { x, right } = columns.get(keyOf(line)) ?? line;
    columns.set(keyOf(line), { x: Math.min(x, line.x), right: Math.max(right, line.right) });
  }
  return (line) => columns.get(keyOf(line)) ?? line;
}

function continues(current: Paragraph, line: Line, lines: readonly Line[], index: number, extents: Extents): boolean {
  const before = current.lines.at(-1) as Line;
  if (Math.abs(line.size - before.size) > 0.12 * Math.max(line.size, before.size)) return false;
  if (isWrittenRule(line) || isWrittenRule(before)) return false;
  if (BULLET.test(line.text) || line.note || (line.gapped && before.gapped)) return false;
  if (line.region !== before.region) {
    // From the foot of one column to the head of the next.
    return (
      !line.cell &&
      !before.cell &&
      !before.gapped &&
      !CLOSED.test(before.text) &&
      /^[\p{Ll}\p{N}(]/u.test(line.text) &&
      before.text.length > 20
    );
  }
  const pitch = line.y - before.y;
  if (pitch > usualPitch(lines, index) * 1.3 + 0.5 || pitch < 0) return false;
  if (LEADERS.test(before.text)) return false;
  // Behind a line of cells, or of a text and a box beside it, a capital begins another text; so does what stands beside the line before.
  if (before.gapped && /^\p{Lu}/u.test(line.text)) return false;
  if (line.x > before.right + line.size || line.right < before.x - line.size) return false;
  const { x: left, right } = extents(line);
  const indented = line.x - left > line.size * 0.7 && line.x - before.x > line.size * 0.7;
  const hanging = current.lines.length === 1 && BULLET.test(before.text);
  if (indented && !hanging && CLOSED.test(before.text)) return false;
  const short = right - before.right > (right - left) * 0.2 && right - left > line.size * 12;
  if (short && (CLOSED.test(before.text) || BEGINS.test(line.text))) return false;
  if (
    line.font !== before.font &&
    current.lines.every((own) => own.font !== null && own.font !== line.font) &&
    line.font !== null
  ) {
    return !(short || BEGINS.test(line.text));
  }
  return true;
}

/** How far lines stand apart in this column. */
function usualPitch(lines: readonly Line[], index: number): number {
  const here = lines[index] as Line;
  const pitches: number[] = [];
  for (let at = Math.max(1, index - 20); at < Math.min(lines.length, index + 20); at++) {
    const [one, other] = [lines[at - 1] as Line, lines[at] as Line];
    const pitch = other.y - one.y;
    if (
      one.region === here.region &&
      other.region === here.region &&
      pitch > 0 &&
      pitch < here.size * 2.5 &&
      Math.abs(other.size - here.size) < 1
    )
      pitches.push(pitch);
  }
  if (pitches.length === 0) return here.size * 1.25;
  pitches.sort((one, other) => one - other);
  return Math.max(Math.min(median(pitches), here.size * 2), here.size * 0.9);
}

function isHeading({ lines }: Paragraph, next: Paragraph | undefined, body: BodyType): boolean {
  const text = lines.map((line) => line.text).join(' ');
  if (
    lines.length > 3 ||
    lines.some((line) => line.gapped || line.cell || line.note) ||
    text.length > 160 ||
    !/\p{L}{2}/u.test(text) ||
    next === undefined
  )
    return false;
  if (SIGN.test(text) || /[,;]$/.test(text) || (CLOSED.test(text) && !/[?:]$/.test(text))) return false;
  if (CAPITALS.test(text) && NUMBERED.test(text)) return true;
  const size = Math.max(...lines.map((line) => line.size));
  if (size > body.size * 1.12) return true;
  if (size < body.size * 0.92 || (BULLET.test(text) && !NUMBERED.test(text))) return false;
  const other = lines.every((line) => line.font !== null && line.font !== body.font);
  const nextIsBody = next.lines[0]?.font !== lines[0]?.font;
  return other && nextIsBody && text.length <= 100 && /^[\p{Lu}\p{N}\p{Lo}]/u.test(text);
}
