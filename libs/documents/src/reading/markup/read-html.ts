import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { cleanCharacters, cleanText, singleSpaces } from '../clean-text.js';
import { type Block, ReadingFault, type ReadResult } from '../document.js';
import { raised } from '../raised.js';
import { rowOf } from '../row.js';
import { decodeText } from './decode.js';
import { gatheringAdapter } from './gathering-adapter.js';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** Its encoding is named somewhere here, behind long scripts even. */
const HEAD_BYTES = 64 * 1024;
const DEEPEST = 400;
const LEFT_OUT = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'head',
  'nav',
  'svg',
  'iframe',
  'object',
  'embed',
  'canvas',
  'audio',
  'video',
  'select',
  'button',
  'textarea',
  'dialog',
  'rp',
  'rt',
  'rtc',
]);
const INLINE = new Set([
  'a',
  'abbr',
  'acronym',
  'b',
  'bdi',
  'bdo',
  'big',
  'cite',
  'code',
  'data',
  'del',
  'dfn',
  'em',
  'font',
  'i',
  'img',
  'ins',
  'kbd',
  'label',
  'mark',
  'q',
  'ruby',
  'rb',
  's',
  'samp',
  'small',
  'span',
  'strike',
  'strong',
  'sub',
  'sup',
  'time',
  'tt',
  'u',
  'var',
  'wbr',
  'input',
]);

/** Reads a web page as text; nothing of it is run or fetched. */
export function readHtml(bytes: Uint8Array): ReadResult {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES));
  const { text, notes } = decodeText(bytes, /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1]);
  if (notes.length > 0 && isOfAnotherScript(text))
    throw new ReadingFault(
      'DAMAGED',
      'This page is not written in the encoding it names, so its letters can not be told. Save it again in UTF-8.',
    );
  const { treeAdapter, finish } = gatheringAdapter((name) => LEFT_OUT.has(name));
  const page = parse(text, { treeAdapter });
  finish();
  const collector = new Collector();
  for (const node of page.childNodes) collector.visit(node, 0);
  collector.close();
  return { pageCount: null, notes, pages: [{ number: null, blocks: collector.blocks }] };
}

/** Whether a text that was taken for Western European has more letters beyond ASCII than any language there. */
function isOfAnotherScript(text: string): boolean {
  const letters = text.replace(/<[^>]*>/g, ' ').replace(/\P{L}+/gu, '');
  return letters.replace(/[a-z]+/gi, '').length > letters.length * 0.4;
}

/** What stands between the two parts of these, so that a fraction or a power is no other number. */
const BETWEEN: Record<string, string> = { mfrac: '/', msup: '^', msub: '_' };

/** A formula of MathML, in a line. */
function formula(element: Element, depth: number): string {
  if (depth > DEEPEST) throw nestedTooDeep();
  const inner = element.childNodes
    .filter((node): node is Element => 'tagName' in node && !/^annotation/.test(node.tagName))
    .map((node) => formula(node, depth + 1));
  const sign = BETWEEN[element.tagName];
  if (sign !== undefined) return inner.map((part) => (/^[\p{L}\p{N}.,]*$/u.test(part) ? part : `(${part})`)).join(sign);
  const own = element.childNodes
    .map((node) => (node.nodeName === '#text' && 'value' in node ? node.value : ''))
    .join('');
  return inner.length > 0 ? inner.join('') : own.trim();
}

function nestedTooDeep(): ReadingFault {
  return new ReadingFault('TOO_LARGE', 'This page is nested deeper than any paper; it was not read.');
}

class Collector {
  readonly blocks: Block[] = [];
  private text = '';
  private kind: Block['kind'] = 'PARAGRAPH';
  private preformatted = 0;
  /** What stands before the first text of a list's item. */
  private label = '';

  visit(node: Node, depth: number): void {
    if (depth > DEEPEST) throw nestedTooDeep();
    if (node.nodeName === '#text') {
      const { value } = node as DefaultTreeAdapterTypes.TextNode;
      this.text += this.preformatted > 0 ? value : singleSpaces(value);
      return;
    }
    if (!('tagName' in node) || LEFT_OUT.has(node.tagName) || isHidden(node)) return;
    const name = node.tagName;
    if (name === 'br') this.text += '\n';
    else if (name === 'tr') this.row(node, depth);
    else if (name === 'sup') this.raised(node, depth);
    else if (name === 'math') this.text += formula(node, depth);
    else if (INLINE.has(name)) this.children(node, depth);
    else this.block(node, depth);
  }

  /** Ends the paragraph in hand. */
  close(): void {
    const text = cleanText(this.text);
    this.text = '';
    if (text === '') return;
    this.blocks.push({ kind: this.kind, text: this.label + text });
    this.label = '';
  }

  private block(element: Element, depth: number): void {
    this.close();
    const outer = this.kind;
    if (/^h[1-6]$/.test(element.tagName)) this.kind = 'HEADING';
    if (element.tagName === 'pre') this.preformatted++;
    if (element.tagName === 'li') this.label = `${labelOf(element)} `;
    this.children(element, depth);
    this.close();
    if (element.tagName === 'li') this.label = '';
    if (element.tagName === 'pre') this.preformatted--;
    this.kind = outer;
  }

  private children(element: Element, depth: number): void {
    for (const node of element.childNodes) this.visit(node, depth + 1);
  }

  private raised(element: Element, depth: number): void {
    const before = this.text;
    this.text = '';
    this.children(element, depth);
    this.text = before + raised(before, this.text);
  }

  private row(element: Element, depth: number): void {
    this.close();
    const cells = element.childNodes.map((cell) => {
      const inner = new Collector();
      inner.visit(cell, depth + 1);
      inner.close();
      return inner.blocks;
    });
    this.blocks.push(...rowOf(cells));
  }
}

function isHidden(element: Element): boolean {
  return element.attrs.some(
    ({ name, value }) =>
      name === 'hidden' || (name === 'style' && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(value)),
  );
}

function labelOf(element: Element): string {
  const list = element.parentNode;
  if (!list || !('tagName' in list) || list.tagName !== 'ol') return '•';
  const items = list.childNodes.filter((node) => 'tagName' in node && node.tagName === 'li');
  const start = Number(list.attrs.find(({ name }) => name === 'start')?.value ?? 1);
  return cleanCharacters(`${(Number.isInteger(start) ? start : 1) + items.indexOf(element)}.`);
}
