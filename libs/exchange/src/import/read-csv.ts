import { CsvError, parse } from 'csv-parse/sync';
import { type ImportEntry, unreadable } from './import-item.js';
import { readTextLines, UnfitFile } from './read-file.js';
import { readManifestRow } from './read-manifest-row.js';
import { QUOTE_FORM, withQuotes } from './read-quotes.js';

type Cell = (text: string) => unknown;

const text: Cell = (cell) => cell;
const number: Cell = (cell) => (/^\d+$/.test(cell) ? Number(cell) : cell);
const list: Cell = (cell) => cell.split(';').map((part) => part.trim());
const objects =
  (field: string): Cell =>
  (cell) =>
    cell.split(';').map((part) => ({ [field]: part.trim() }));

/** The columns a CSV may have, in any order: the fields of a contribution as far as a cell can hold them. */
const COLUMNS = new Map<string, Cell>([
  ...['title', 'language', 'kind', 'sourceKind', 'date', 'source', 'sourceId', 'abstract', 'body'].map(of(text)),
  ...['event', 'audience', 'embargoUntil', 'statement', 'technology', 'architecture'].map(of(text)),
  ...['files', 'themes', 'systems', 'asks', 'standards', 'limits', 'prerequisites', 'risks'].map(of(list)),
  ['maturity', number],
  ['organisations', objects('name')],
  ['authors', objects('name')],
  ['links', objects('recommendation')],
  ['quotes', text],
]);

// Spreadsheets begin names with capitals.
const NAMES = new Map([...COLUMNS.keys()].map((name) => [name.toLowerCase(), name]));

function of(cell: Cell): (name: string) => [string, Cell] {
  return (name) => [name, cell];
}

/** Reads a manifest in CSV: a header with the names of columns, then one contribution a row; lists are split by semicolons. */
export async function* readCsv(file: string, claimed: Set<string>): AsyncGenerator<ImportEntry> {
  const lines = await readTextLines(file);
  const rows = parseRows(file, lines);
  const [header, ...others] = rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (!header) throw new UnfitFile({ file, line: 0 }, 'Holds nothing but blank lines.');
  const columns = header.cells.map((name) => NAMES.get(name.trim().toLowerCase()) ?? name.trim());
  while (columns.at(-1) === '') columns.pop();
  for (const [index, name] of columns.entries()) {
    const wrong = !COLUMNS.has(name)
      ? `“${name.slice(0, 60)}” is no column here. Known are ${[...COLUMNS.keys()].join(', ')}.`
      : columns.indexOf(name) < index && `The column “${name}” stands there twice.`;
    if (wrong) throw new UnfitFile({ file, line: header.line }, wrong);
  }
  if (others.length === 0) throw new UnfitFile({ file, line: header.line }, 'Holds a header and no row.');
  for (const { line, cells } of others) {
    while (cells.length > columns.length && cells.at(-1)?.trim() === '') cells.pop();
    const row = cells.length === columns.length ? toObject(columns, cells) : undefined;
    if (!row) yield unreadable({ file, line }, `Has ${cells.length} cells; the header has ${columns.length}.`, 'line');
    else if (row === 'QUOTES') yield unreadable({ file, line }, QUOTE_FORM, 'quotes');
    else yield await readManifestRow(row, { file, line }, claimed);
  }
}

/** QUOTES: those have no form that can be read. */
function toObject(columns: string[], cells: string[]): Record<string, unknown> | 'QUOTES' {
  const given = columns.map((name, index) => [name, cells[index]?.trim() ?? ''] as const);
  const { quotes, ...row } = Object.fromEntries(
    given.filter(([, cell]) => cell !== '').map(([name, cell]) => [name, COLUMNS.get(name)?.(cell)]),
  );
  if (quotes === undefined) return row;
  const links = withQuotes((row.links ?? []) as { recommendation: string }[], quotes as string);
  return links ? { ...row, links } : 'QUOTES';
}

/** The cells of each row, and the line where it begins. */
function parseRows(file: string, lines: string[]): { line: number; cells: string[] }[] {
  let end = 0;
  try {
    const found = parse(lines.join('\n'), {
      delimiter: delimiterOf(lines),
      info: true,
      relax_column_count: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return found.map(({ record, info }) => {
      const line = end + 1;
      end = info.lines;
      return { line, cells: record };
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UnfitFile({ file, line: Number(error.lines ?? 0) }, `Is not CSV: ${error.message.slice(0, 200)}.`);
  }
}

/** What spreadsheets write depends on the country of their user. No name of a column holds any of these. */
function delimiterOf(lines: string[]): string {
  const header = lines.find((line) => line.trim() !== '') ?? '';
  return ['\t', ';'].find((sign) => header.includes(sign)) ?? ',';
}
