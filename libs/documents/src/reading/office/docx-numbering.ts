import type { Element } from '@xmldom/xmldom';
import { countedAs } from './counting.js';
import { attribute, child, children, nameOf } from './xml.js';

interface Level {
  start: number;
  format: string;
  text: string;
}

interface List {
  abstractId: string;
  levels: Map<number, Level>;
  /** Levels that this list starts anew when it is first used. */
  restarts: Map<number, number>;
}

/** What stands before the items of a Word document's lists; the document itself says only which list and how deep. */
export class DocxNumbering {
  private readonly lists = new Map<string, List>();
  private readonly counters = new Map<string, number[]>();
  private readonly begun = new Set<string>();

  constructor(root: Element | undefined) {
    if (!root) return;
    const abstracts = new Map<string, Map<number, Level>>();
    for (const element of children(root)) {
      if (nameOf(element) === 'abstractNum')
        abstracts.set(attribute(element, 'abstractNumId') ?? '', levelsOf(element));
    }
    for (const element of children(root)) {
      if (nameOf(element) !== 'num') continue;
      const abstractId = attribute(child(element, 'abstractNumId'), 'val') ?? '';
      const levels = new Map(abstracts.get(abstractId));
      const restarts = new Map<number, number>();
      for (const override of children(element).filter((one) => nameOf(one) === 'lvlOverride')) {
        const at = Number(attribute(override, 'ilvl'));
        for (const [level, own] of levelsOf(override)) levels.set(level, own);
        const start = attribute(child(override, 'startOverride'), 'val');
        if (start !== undefined) restarts.set(at, Number(start));
      }
      this.lists.set(attribute(element, 'numId') ?? '', { abstractId, levels, restarts });
    }
  }

  /** The label of the next item of a list at a level; empty for none. */
  next(listId: string, level: number): string {
    const list = this.lists.get(listId);
    const own = list?.levels.get(level);
    if (!list || !own || level > 8) return '';
    if (own.format === 'bullet') return '•';
    const counters = this.counters.get(list.abstractId) ?? [];
    this.counters.set(list.abstractId, counters);
    for (const [at, start] of list.restarts) {
      const key = `${listId} ${at}`;
      if (at !== level || this.begun.has(key)) continue;
      this.begun.add(key);
      counters[at] = start - 1;
    }
    counters[level] = (counters[level] ?? own.start - 1) + 1;
    counters.length = level + 1;
    return own.text.replace(/%([1-9])/g, (_, place: string) => {
      const at = Number(place) - 1;
      const of = list.levels.get(at);
      return of ? countedAs(of.format, counters[at] ?? of.start) : '';
    });
  }
}

function levelsOf(element: Element): Map<number, Level> {
  const levels = new Map<number, Level>();
  for (const level of children(element).filter((one) => nameOf(one) === 'lvl')) {
    levels.set(Number(attribute(level, 'ilvl')), {
      start: Number(attribute(child(level, 'start'), 'val') ?? 1),
      format: attribute(child(level, 'numFmt'), 'val') ?? 'decimal',
      text: attribute(child(level, 'lvlText'), 'val') ?? '',
    });
  }
  return levels;
}
