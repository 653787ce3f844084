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
  const stepped = runs.map((run) => ({
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
  return rows.sort((one, other) => one.y - other.y);
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
