/** Which way what is drawn there runs: to the right, to the left, as a number (to the right, in a text of either), or as its neighbours do. */
type Direction = 'RIGHT' | 'LEFT' | 'NUMBER' | 'NEUTRAL';

const LEFTWARDS =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}\ufb1d-\ufdff\ufe70-\ufefc]/u;
const LEFTWARDS_MARK = /[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]/u;
const SEPARATOR = /^[.,:/]$/;
const BEFORE_NUMBER = /^[$€£¥#]$/;
const AFTER_NUMBER = /^[%‰°]$/;
const MIRRORED = new Map(['()', '[]', '{}', '<>', '«»', '‹›'].flatMap(([a = '', b = '']) => [[a, b] as const, [b, a]]));
/** Between these shares of letters to the left, a line alone does not tell which way its text runs. */
const UNSURE = [0.3, 0.6] as const;

export function hasLeftwards(text: string): boolean {
  return LEFTWARDS.test(text);
}

/** How many letters run to the left, and how many there are. */
export function countLetters(text: string): { leftwards: number; all: number } {
  let leftwards = 0;
  let all = 0;
  for (const letter of text.match(/\p{L}/gu) ?? []) {
    all++;
    if (LEFTWARDS.test(letter)) leftwards++;
  }
  return { leftwards, all };
}

/** Whether a text runs to the left; where its letters leave that open, as the text around it does. */
export function runsLeftwards(text: string, around = false): boolean {
  const { leftwards, all } = countLetters(text);
  const share = leftwards / Math.max(all, 1);
  if (share > UNSURE[0] && share < UNSURE[1]) return around;
  return share >= UNSURE[1];
}

/**
 * What stands from left to right on a line, as it is read. Each glyph is what it says, in the order of reading. The other way round than
 * the Unicode Bidirectional Algorithm, which can't be undone in every case: where several texts look the same, the usual one is taken.
 */
export function asRead(glyphs: readonly string[], leftwards: boolean): string[] {
  return turned(glyphs, leftwards, true);
}

/** What PDF.js has put into the order of reading, from left to right again. It does not mirror. */
export function asDrawn(text: string, leftwards: boolean): string[] {
  const glyphs = text.match(/\P{M}\p{M}*|\p{M}+/gu) ?? [];
  return turned(glyphs, leftwards, false);
}

function turned(glyphs: readonly string[], leftwards: boolean, mirror: boolean): string[] {
  const directions = directionsOf(glyphs);
  return leftwards ? readLeftwards(glyphs, directions, mirror) : readRightwards(glyphs, directions, mirror);
}

function directionsOf(glyphs: readonly string[]): Direction[] {
  const found = glyphs.map((glyph): Direction => {
    const first = /[\p{L}\p{Nd}]/u.exec(glyph)?.[0];
    if (first === undefined) return LEFTWARDS_MARK.test(glyph) ? 'LEFT' : 'NEUTRAL';
    if (/\p{Nd}/u.test(first)) return 'NUMBER';
    return LEFTWARDS.test(first) ? 'LEFT' : 'RIGHT';
  });
  const isNumber = (at: number) => found[at] === 'NUMBER';
  return found.map((direction, at) => {
    const glyph = glyphs[at] ?? '';
    if (direction !== 'NEUTRAL') return direction;
    if (SEPARATOR.test(glyph) && isNumber(at - 1) && isNumber(at + 1)) return 'NUMBER';
    if (BEFORE_NUMBER.test(glyph) && isNumber(at + 1)) return 'NUMBER';
    if (AFTER_NUMBER.test(glyph) && isNumber(at - 1)) return 'NUMBER';
    return direction;
  });
}

/** A text to the left: numbers and words of other scripts keep their order. */
function readLeftwards(glyphs: readonly string[], directions: readonly Direction[], mirror: boolean): string[] {
  const parts: string[][] = [];
  for (let at = 0; at < glyphs.length; ) {
    const end = endOfRightwards(glyphs, directions, at);
    if (end > at) {
      parts.push(glyphs.slice(at, end));
      at = end;
    } else {
      const glyph = glyphs[at] ?? '';
      parts.push([mirror ? (MIRRORED.get(glyph) ?? glyph) : glyph]);
      at++;
    }
  }
  return parts.reverse().flat();
}

/** Where what begins here and runs to the right ends: a number, or words with what stands between them. */
function endOfRightwards(glyphs: readonly string[], directions: readonly Direction[], from: number): number {
  let end = from;
  let hasWords = false;
  for (let at = from; at < glyphs.length; at++) {
    const direction = directions[at];
    if (direction === 'LEFT') break;
    if (direction === 'NEUTRAL') {
      const glyph = glyphs[at] ?? '';
      // Between two numbers white parts them, and a bracket belongs where its other half is.
      if (at === from || (!hasWords && /\s/.test(glyph)) || isHalf(glyphs, directions, from, at)) break;
      continue;
    }
    if (!hasWords && direction === 'NUMBER' && end > from && end < at) break;
    hasWords ||= direction === 'RIGHT';
    end = at + 1;
  }
  return end;
}

/** Whether this is a bracket whose other half is not among what runs to the right here. */
function isHalf(glyphs: readonly string[], directions: readonly Direction[], from: number, at: number): boolean {
  const glyph = glyphs[at] ?? '';
  const other = MIRRORED.get(glyph);
  if (other === undefined) return false;
  if (glyph > other) return !glyphs.slice(from, at).includes(other);
  const left = directions.indexOf('LEFT', at);
  return !glyphs.slice(at, left < 0 ? undefined : left).includes(other);
}

/** A text to the right: what runs to the left in it, with what stands between, is turned around as a whole. */
function readRightwards(glyphs: readonly string[], directions: readonly Direction[], mirror: boolean): string[] {
  const answer: string[] = [];
  for (let at = 0; at < glyphs.length; ) {
    if (directions[at] !== 'LEFT') {
      answer.push(glyphs[at] ?? '');
      at++;
      continue;
    }
    let end = at + 1;
    for (let next = at + 1; next < glyphs.length && directions[next] !== 'RIGHT'; next++)
      if (directions[next] === 'LEFT') end = next + 1;
    answer.push(...readLeftwards(glyphs.slice(at, end), directions.slice(at, end), mirror));
    at = end;
  }
  return answer;
}
