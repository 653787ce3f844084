import { type Row, toRows } from './lines.js';
import type { Rule } from './rules.js';
import type { Stretch } from './tables.js';
import type { TextRun } from './text-run.js';

/** Lines that are so near to each other touch, and those at the same place are one. */
const NEAR = 3;
/** A line parts what it runs along for such a share. */
const THROUGH = 0.9;
/** A cell with more lines holds a text of its own, as where a table lays out a page. */
const MOST_LINES = 20;
/** A page with more of them shows a drawing. */
const MOST_TABLES = 60;
/** A table has so many pieces of text. */
const LEAST_RUNS = 4;
/** Cells that have as many lines each, and at least so many, hold rows of their own. */
const LEAST_OF_ROWS = 3;
/** What a cell of numbers says. */
const FIGURE = /^[^\p{L}]{1,14}$/u;

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The outlines of what lines enclose, several that cross each other together, with these. */
export interface Grid extends Box {
  rules: Rule[];
}

/** What lines enclose that may be a table of these runs, or of some of them. */
export function gridsAround(runs: readonly TextRun[], rules: readonly Rule[]): Grid[] {
  return gridsOf(rules)
    .filter(
      (grid) =>
        rowsWithin(
          runs.filter((run) => isWithin(run, grid) && !isBeside(run, grid)),
          grid,
        ) !== undefined,
    )
    .sort((one, other) => one.top - other.top);
}

function isWithin(run: TextRun, { top, bottom }: Box): boolean {
  const middle = run.y - run.size * 0.3;
  return middle > top && middle < bottom;
}

function isBeside(run: TextRun, { left, right }: Box): boolean {
  return run.x < left - NEAR || run.right > right + NEAR;
}

/** The rows of a table; undefined where these runs make none. */
function rowsWithin(own: readonly TextRun[], grid: Grid): TextRun[][][] | undefined {
  if (own.length < LEAST_RUNS) return undefined;
  const rows = rowsIn(own, grid, grid.rules).filter((cells) => cells.length > 0);
  const full = rows.filter((cells) => cells.length > 1);
  return full.length > 1 || (full.length === 1 && isDrawn(grid, own)) ? rows : undefined;
}

/** Whether lines run through on both ways, and no text over them: then also empty cells are seen to be some. */
function isDrawn(grid: Grid, runs: readonly TextRun[]): boolean {
  const columns = cutsOf(grid, grid.rules, false);
  const isOver = (run: TextRun) => columns.some((at) => run.x < at - NEAR && run.right > at + NEAR);
  return columns.length > 0 && cutsOf(grid, grid.rules, true).length > 0 && !runs.some(isOver);
}

/** Lines that touch each other, where they make cells beside each other and below. */
function gridsOf(rules: readonly Rule[]): Grid[] {
  const grids: Grid[] = [];
  const left = new Set(rules);
  for (const first of rules) {
    if (!left.delete(first)) continue;
    const own = [first];
    for (let at = 0; at < own.length; at++)
      for (const other of left)
        if (touches(own[at] as Rule, other)) {
          left.delete(other);
          own.push(other);
        }
    const [across, down] = [own.filter((rule) => rule.isAcross), own.filter((rule) => !rule.isAcross)];
    if (across.length < 3 || down.length === 0) continue;
    const [froms, tos] = [across.map((rule) => rule.from), across.map((rule) => rule.to)];
    const places = across.map((rule) => rule.at);
    grids.push({
      left: Math.min(...froms),
      right: Math.max(...tos),
      top: Math.min(...places),
      bottom: Math.max(...places),
      rules: own,
    });
  }
  return grids.length > MOST_TABLES ? [] : grids;
}

/** The first table that lines are drawn around, and what is above and below it; undefined where something stands beside it, or there is none. */
export function findRuledTable(
  runs: readonly TextRun[],
  grids: readonly Grid[],
): { stretches: Stretch[]; grid: Grid } | undefined {
  for (const grid of grids) {
    const own = runs.filter((run) => isWithin(run, grid));
    if (own.some((run) => isBeside(run, grid))) continue;
    const rows = rowsWithin(own, grid);
    if (!rows) continue;
    const isText = (cells: TextRun[][]) => cells.length === 1 || cells.some((cell) => toRows(cell).length > MOST_LINES);
    const found = rows.flatMap((cells): Stretch[] => {
      if (hasRows(cells)) return [{ kind: 'TEXT', runs: cells.flat() }];
      return isText(cells)
        ? cells.map((cell) => ({ kind: 'TEXT', runs: cell }))
        : [{ kind: 'ROW', cells, isRuled: true }];
    });
    const text = (part: TextRun[]): Stretch[] => (part.length > 0 ? [{ kind: 'TEXT', runs: part }] : []);
    const others = runs.filter((run) => !isWithin(run, grid));
    const stretches = [
      ...text(others.filter((run) => run.y < grid.bottom)),
      ...found,
      ...text(others.filter((run) => run.y >= grid.bottom)),
    ];
    return { stretches, grid };
  }
  return undefined;
}

/** What stands in the cells of each row. A cell beside several rows stands in the first of them, or behind them in the last. */
function rowsIn(runs: readonly TextRun[], box: Box, rules: readonly Rule[]): TextRun[][][] {
  return parts(runs, box, rules, true).flatMap(([own, row]) => rowsOf(own, row, rules));
}

function rowsOf(runs: readonly TextRun[], box: Box, rules: readonly Rule[]): TextRun[][][] {
  const columns = parts(runs, box, rules, false);
  if (columns.length < 2) return columns.map(([own]) => [own].filter((cell) => cell.length > 0));
  const rows: TextRun[][][] = [];
  let before: TextRun[][] = [];
  for (let at = 0; at < columns.length; at++) {
    const [own, cell] = columns[at] as [TextRun[], Box];
    let cuts = cutsOf(cell, rules, true);
    if (cuts.length === 0) {
      if (own.length > 0) before.push(own);
      continue;
    }
    // Columns that the same lines part have their rows in common.
    const group = [...own];
    const wide = { ...cell };
    for (let next = columns[at + 1]; next; next = columns[at + 1]) {
      const common = cutsOf({ ...wide, right: next[1].right }, rules, true);
      if (common.length === 0 || common.length < cutsOf(next[1], rules, true).length) break;
      group.push(...next[0]);
      wide.right = next[1].right;
      cuts = common;
      at++;
    }
    const [first = [], ...others] = cuts.length > 0 ? rowsIn(group, wide, rules) : [];
    rows.push([...before, ...first], ...others);
    before = [];
  }
  const last = rows.at(-1);
  if (last) last.push(...before);
  else rows.push(before);
  return rows;
}

/** Whether lines stand in a row that are rows of their own: those of a cell of numbers stand level with those beside it. */
function hasRows(cells: readonly TextRun[][]): boolean {
  const several = cells.map((cell) => toRows(cell)).filter((rows) => rows.length > 1);
  const most = several.reduce((longest, rows) => (rows.length > longest.length ? rows : longest), several[0] ?? []);
  if (several.length < 2) return false;
  const isLevel = (row: Row) => most.some((other) => Math.abs(other.y - row.y) < row.size * 0.3);
  if (several.some((rows) => rows.filter(isLevel).length < rows.length * 0.8)) return false;
  const isFigures = (rows: readonly Row[]) => rows.filter((row) => FIGURE.test(textOf(row))).length > rows.length * 0.7;
  return (
    several.some(isFigures) || (most.length >= LEAST_OF_ROWS && several.every((rows) => rows.length === most.length))
  );
}

function textOf({ runs }: Row): string {
  return runs
    .map((run) => run.text)
    .join(' ')
    .trim();
}

/** The runs of a box in the parts that lines across (or down) make of it. */
function parts(runs: readonly TextRun[], box: Box, rules: readonly Rule[], isAcross: boolean): [TextRun[], Box][] {
  const cuts = [...cutsOf(box, rules, isAcross), isAcross ? box.bottom : box.right];
  let from = isAcross ? box.top : box.left;
  return cuts.map((to, index) => {
    const isFirst = index === 0;
    const isLast = index === cuts.length - 1;
    const [begin, end] = [isFirst ? -Infinity : from, isLast ? Infinity : to];
    const own = runs.filter((run) => {
      const place = isAcross ? run.y - run.size * 0.3 : (run.x + run.right) / 2;
      return place >= begin && place < end;
    });
    const part = isAcross ? { ...box, top: from, bottom: to } : { ...box, left: from, right: to };
    from = to;
    return [own, part];
  });
}

/** Where lines run all through a box, its own edges aside. */
function cutsOf(box: Box, rules: readonly Rule[], isAcross: boolean): number[] {
  const [low, high] = isAcross ? [box.top, box.bottom] : [box.left, box.right];
  const [from, to] = isAcross ? [box.left, box.right] : [box.top, box.bottom];
  const own = rules
    .filter((rule) => rule.isAcross === isAcross && rule.at > low + NEAR && rule.at < high - NEAR)
    .sort((one, other) => one.at - other.at);
  const groups: Rule[][] = [];
  for (const rule of own) {
    const group = groups.at(-1);
    if (group && rule.at - (group[0]?.at ?? 0) < NEAR) group.push(rule);
    else groups.push([rule]);
  }
  return groups
    .filter((group) => covered(group, from, to) > (to - from) * THROUGH)
    .map((group) => group.reduce((sum, rule) => sum + rule.at, 0) / group.length);
}

function covered(rules: readonly Rule[], from: number, to: number): number {
  let [sum, reached] = [0, from];
  for (const rule of [...rules].sort((one, other) => one.from - other.from)) {
    const [begin, end] = [Math.max(rule.from - NEAR / 2, reached), Math.min(rule.to + NEAR / 2, to)];
    if (end <= begin) continue;
    sum += end - begin;
    reached = end;
  }
  return sum;
}

function touches(one: Rule, other: Rule): boolean {
  if (one.isAcross === other.isAcross)
    return Math.abs(one.at - other.at) < NEAR && one.from < other.to + NEAR && other.from < one.to + NEAR;
  return (
    one.at > other.from - NEAR && one.at < other.to + NEAR && other.at > one.from - NEAR && other.at < one.to + NEAR
  );
}
