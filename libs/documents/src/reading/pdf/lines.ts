import { asRead, runsLeftwards } from './bidi.js';
import { betweenRaised, isNoteMark, raisedAmong } from './raised-runs.js';
import { ASCENT, DESCENT, type Line, type TextRun } from './text-run.js';

/** Runs on one line. */
export interface Row {
  runs: TextRun[];
  y: number;
  size: number;
  top: number;
  bottom: number;
}

/** What is smaller by this factor may stand higher or lower than its line. */
const SMALLER = 0.85;
/** A capital that is larger than other letters by this factor may reach over several lines. */
const INITIAL = 1.8;
/** Marks and powers have no more letters. */
const LONGEST_MARK = 4;
/** The mark of a note stands so far before its text, in sizes of its letters. */
const TAB = 4;

/** Puts runs on lines, top to bottom: small ones that stand higher or lower (notes, indices) belong to the line they stand in. */
export function toLines(runs: readonly TextRun[], region: number): Line[] {
  const around = mostlyLeftwards(runs);
  return toRows(runs).map((row) => toLine(row, region, around));
}

/** Whether most of its letters run to the left. */
export function mostlyLeftwards(runs: readonly TextRun[]): boolean {
  return runs.some((run) => run.glyphs) && runsLeftwards(runs.map((run) => run.text).join(' '));
}

/** Runs put on lines, from top to bottom. */
export function toRows(runs: readonly TextRun[]): Row[] {
  const rows: Row[] = [];
  const usual = weighted(runs);
  const initials = runs.filter((run) => isInitial(run, runs, usual));
  const others = initials.length > 0 ? runs.filter((run) => !initials.includes(run)) : runs;
  const stepped = others.map((run) => ({
    run,
    step: Math.max(0, Math.floor(Math.log(run.size / usual) / Math.log(SMALLER))),
  }));
  // Full-sized runs make the rows; small ones look for theirs afterwards, those of notes before the marks that stand over these.
  stepped.sort((one, other) => one.step - other.step || one.run.y - other.run.y);
  for (const { run } of stepped) {
    const top = run.y - run.size * ASCENT;
    const bottom = run.y + run.size * DESCENT;
    let best: Row | undefined;
    let most = 0;
    for (let index = rows.length - 1; index >= 0 && index >= rows.length - 400; index--) {
      const row = rows[index] as Row;
      const common = Math.min(bottom, row.bottom) - Math.max(top, row.top);
      if (common <= 0) continue;
      const share = common / Math.min(bottom - top, row.bottom - row.top);
      if (
        share > 0.5 &&
        share > most &&
        (Math.abs(run.y - row.y) < 0.3 * Math.max(run.size, row.size) || beside(run, row))
      ) {
        best = row;
        most = share;
      }
    }
    if (best) best.runs.push(run);
    else rows.push({ runs: [run], y: run.y, size: run.size, top, bottom });
  }
  for (const initial of initials) putInitial(initial, rows);
  return withTheirMarks(rows).sort((one, other) => one.y - other.y);
}

/** Whether it is a capital as high as several lines, which stand right behind it. */
function isInitial(run: TextRun, runs: readonly TextRun[], usual: number): boolean {
  if (run.size < usual * INITIAL || !/^[«“"„]?\p{Lu}\s*$/u.test(run.text)) return false;
  const lines = new Set(runs.filter((other) => isBehind(run, other)).map((other) => Math.round(other.y)));
  return lines.size > 1;
}

function isBehind(initial: TextRun, { x, y, size }: TextRun): boolean {
  const white = x - initial.right;
  return (
    size * 1.5 < initial.size &&
    white > -0.2 * size &&
    white < 2 * size &&
    y > initial.y - initial.size * 0.85 &&
    y < initial.y + size * 0.4
  );
}

/** It begins the first of these lines, though it stands on another. */
function putInitial(run: TextRun, rows: readonly Row[]): void {
  const beside = rows.filter((row) => row.runs.some((other) => isBehind(run, other)));
  const first = beside.reduce<Row | undefined>((top, row) => (top && top.y <= row.y ? top : row), undefined);
  if (!first) return;
  const { y, size } = first;
  const begin = Math.min(...first.runs.map((other) => other.x));
  // White behind it is that of a word of one letter, or only keeps it off.
  const isWord = /^[AEIOUYÀÉÓΑΗΟАВИКОСУЯ]$/u.test(run.text.trim()) && begin - run.right > 0.6 * size;
  first.runs.push({ ...run, text: run.text.trim(), y, size, right: isWord ? run.right : begin });
}

/** Small runs that were left alone, beside larger letters than most: they stand higher than half of their line, or before it as the mark of a note does. */
function withTheirMarks(rows: readonly Row[]): Row[] {
  const gone = new Set<Row>();
  for (const row of [...rows].sort((one, other) => one.size - other.size)) {
    const [run, next] = row.runs;
    if (!run || next || run.text.length > LONGEST_MARK) continue;
    const own = rows.find((other) => !gone.has(other) && run.size < other.size * SMALLER && isMarkOf(run, other));
    if (!own) continue;
    own.runs.push(run);
    gone.add(row);
  }
  return rows.filter((row) => !gone.has(row));
}

function isMarkOf(run: TextRun, row: Row): boolean {
  const [top, bottom] = [run.y - run.size * ASCENT, run.y + run.size * DESCENT];
  const share = (Math.min(bottom, row.bottom) - Math.max(top, row.top)) / (bottom - top);
  const touches = row.runs.some((other) => Math.max(run.x - other.right, other.x - run.right) < 0.35 * row.size);
  if (share > 0.5 && touches && beside(run, row)) return true;
  const white = Math.min(...row.runs.map((other) => other.x)) - run.right;
  const isBefore = white >= 0 && white < TAB * row.size && row.y - run.y > 0.15 * row.size;
  return share > 0.3 && isBefore && isNoteMark(run.text);
}

/** A raised or lowered run stands next to what it belongs to, over nothing. */
function beside(run: TextRun, row: Row): boolean {
  const reach = row.size * 1.5;
  return (
    run.size <= row.size * 1.05 &&
    row.runs.some((other) => run.x < other.right + reach && run.right > other.x - reach) &&
    !row.runs.some((other) => run.x < other.right - row.size * 0.3 && run.right > other.x + row.size * 0.3)
  );
}

function toLine(row: Row, region: number, around: boolean): Line {
  const runs = [...row.runs].sort((one, other) => one.x - other.x);
  const isTurned = runs.some((run) => run.glyphs);
  const size = weighted(runs);
  const isUp = isTurned ? () => false : raisedAmong(runs, size);
  const drawn: string[] = [];
  let gapped = false;
  let before: TextRun | undefined;
  for (const [index, run] of runs.entries()) {
    if (before && (run.spaced || isGap(before, run))) drawn.push(' ');
    else if (before && isUp(before) !== isUp(run)) drawn.push(betweenRaised(runs, index, isUp(run)));
    drawn.push(...(isTurned ? (run.glyphs ?? Array.from(run.text)) : [run.text]));
    gapped ||= before !== undefined && whiteBetween(before, run) > 2 * Math.min(before.size, run.size);
    before = run;
  }
  const leftwards = isTurned && runsLeftwards(drawn.join(''), around);
  const text = (isTurned ? asRead(drawn, leftwards) : drawn).join('');
  const fonts = new Set(runs.filter((run) => /[\p{L}]/u.test(run.text)).map((run) => run.font));
  return {
    text: withAccents(
      text
        .replace(/\s+/g, ' ')
        .replace(/\u00ad(?!$)/g, '')
        .trim(),
    ),
    x: Math.min(...runs.map((run) => run.x)),
    right: Math.max(...runs.map((run) => run.right)),
    y: row.y,
    size,
    font: fonts.size === 1 ? ([...fonts][0] as string) : null,
    leftwards,
    gapped,
    ...(runs[0] && isUp(runs[0]) && isNoteMark(runs[0].text) && { note: true }),
    region,
  };
}

/** The size that most letters have. */
function weighted(runs: readonly TextRun[]): number {
  const letters = new Map<number, number>();
  for (const run of runs) {
    const size = Math.round(run.size * 10) / 10;
    letters.set(size, (letters.get(size) ?? 0) + run.text.length);
  }
  return [...letters].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 0;
}

/** Whether white stands between two runs that follow each other. */
function isGap(one: TextRun, other: TextRun): boolean {
  return whiteBetween(one, other) > 0.13 * Math.min(one.size, other.size);
}

function whiteBetween(one: TextRun, other: TextRun): number {
  const [left, right] = one.x <= other.x ? [one, other] : [other, one];
  return right.x - left.right;
}

const ACCENTS: Record<string, string> = {
  '\u00a8': '\u0308',
  '\u02c6': '\u0302',
  '\u02c7': '\u030c',
  '\u02da': '\u030a',
};

/** TeX once drew letters and their accents apart, the accent first. */
function withAccents(text: string): string {
  if (!/[\u00a8\u02c6\u02c7\u02da]/.test(text)) return text;
  return text.replace(/([\u00a8\u02c6\u02c7\u02da]) ?([\p{L}])/gu, (drawn, accent: string, letter: string) => {
    const composed = ((letter === '\u0131' ? 'i' : letter) + ACCENTS[accent]).normalize('NFC');
    return composed.length === 1 ? composed : drawn;
  });
}
