import type { Block } from './document.js';

/** A cell with more paragraphs holds a text of its own, as where a table lays out a page. */
const MOST_PARAGRAPHS = 3;

/** A row of a table: its cells parted by bars, or one after the other where one holds a heading or a longer text. */
export function rowOf(cells: readonly Block[][]): Block[] {
  const own = cells.map((blocks) => blocks.filter((block) => block.text !== ''));
  if (own.some((blocks) => blocks.length > MOST_PARAGRAPHS || blocks.some((block) => block.kind === 'HEADING')))
    return own.flat();
  const texts = own.map((blocks) => blocks.map((block) => block.text).join(' '));
  const text = texts.filter((cell) => cell !== '').join(' | ');
  return text === '' ? [] : [{ kind: 'PARAGRAPH', text }];
}
