import type { Element } from '@xmldom/xmldom';
import { cleanText } from '../clean-text.js';
import type { Archive } from './archive.js';
import { attribute, child, children, descendants, nameOf, parseXml } from './xml.js';

/** What diagrams (SmartArt) and charts say, a text a line, by the relation that names each; their text lies in parts of their own. */
export type Drawings = ReadonlyMap<string, string[]>;

/** Of a chart with more points only its titles are told: no one reads its numbers. */
const MOST_POINTS = 200;
const DAY_MS = 24 * 60 * 60 * 1000;

/** What the diagrams and charts that are shown in a part say. */
export async function readDrawings(archive: Archive, partName: string, root: Element): Promise<Drawings> {
  const found = new Map<string, string[]>();
  const wanted = new Set(descendants(root).map(relationOf));
  wanted.delete(undefined);
  if (wanted.size === 0) return found;
  const relations = await archive.relations(partName);
  for (const id of wanted) {
    const target = relations.get(id ?? '');
    const text = target === undefined ? undefined : await archive.read(target);
    if (text === undefined) continue;
    const drawing = parseXml(text);
    found.set(id ?? '', nameOf(drawing) === 'dataModel' ? diagram(drawing) : chart(drawing));
  }
  return found;
}

/** The relation by which an element shows a diagram or a chart. */
export function relationOf(element: Element): string | undefined {
  if (nameOf(element) === 'relIds') return attribute(element, 'dm');
  return nameOf(element) === 'chart' ? attribute(element, 'id') : undefined;
}

function diagram(root: Element): string[] {
  const points = child(root, 'ptLst');
  return (points ? children(points) : []).flatMap((point) => paragraphs(child(point, 't')));
}

/** Its titles, and its numbers by rows as in the table it was made from. */
function chart(root: Element): string[] {
  const titles = descendants(root)
    .filter((one) => nameOf(one) === 'title')
    .flatMap((title) => paragraphs(child(child(title, 'tx'), 'rich')));
  const series = descendants(root).filter((one) => nameOf(one) === 'ser');
  const names = series.map((one) => [...points(child(one, 'tx')).values()].join(' '));
  const categories = series.map((one) => points(child(one, 'cat'))).find((one) => one.size > 0) ?? new Map();
  const values = series.map((one) => points(child(one, 'val')));
  const places = [...new Set(values.flatMap((one) => [...one.keys()]))].sort((one, other) => one - other);
  const rows =
    places.length > MOST_POINTS
      ? []
      : places.map((place) => [categories.get(place) ?? '', ...values.map((one) => one.get(place) ?? '')]);
  return [...titles, ...[names, ...rows].map((row) => row.filter((text) => text !== '').join(' | '))].filter(
    (text) => text !== '',
  );
}

/** What a chart keeps of the cells it shows, by their places. */
function points(source: Element | undefined): Map<number, string> {
  const found = new Map<number, string>();
  if (!source) return found;
  const all = descendants(source);
  const format = all.find((one) => nameOf(one) === 'formatCode')?.textContent ?? '';
  for (const point of all.filter((one) => nameOf(one) === 'pt')) {
    const value = child(point, 'v')?.textContent ?? '';
    const isNumber = nameOf(point.parentNode as Element) === 'numCache';
    found.set(Number(attribute(point, 'idx')), cleanText(isNumber ? shown(value, format) : value));
  }
  return found;
}

/** A number as its format shows it: shares in percent, days as dates, no digits that only computing made. */
function shown(value: string, format: string): string {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value;
  const plain = (figure: number) => String(Number(figure.toPrecision(12)));
  if (format.includes('%')) return `${plain(number * 100)}%`;
  const isDate = /[dy]/i.test(format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')) && number >= 1 && number < 3_000_000;
  return isDate ? new Date(Date.UTC(1899, 11, 30) + number * DAY_MS).toISOString().slice(0, 10) : plain(number);
}

function paragraphs(body: Element | undefined): string[] {
  return (body ? children(body) : [])
    .filter((one) => nameOf(one) === 'p')
    .map((paragraph) =>
      cleanText(
        descendants(paragraph)
          .map((one) => (nameOf(one) === 't' ? (one.textContent ?? '') : nameOf(one) === 'br' ? '\n' : ''))
          .join(''),
      ),
    )
    .filter((text) => text !== '');
}
