import type { Element, Node } from '@xmldom/xmldom';
import { cleanText, singleSpaces } from '../clean-text.js';
import { type Block, ReadingFault, type ReadResult } from '../document.js';
import { raised } from '../raised.js';
import { rowOf } from '../row.js';
import { Archive } from './archive.js';
import { countedAs } from './counting.js';
import { attribute, child, children, isElement, nameOf, parseXml } from './xml.js';

const LEFT_OUT = new Set([
  'tracked-changes',
  'annotation',
  'forms',
  'sequence-decls',
  'variable-decls',
  'user-field-decls',
  'object',
  'object-ole',
  'binary-data',
  'script',
  'event-listeners',
  'ruby-text',
]);

/** What has these in it is a box or a shape with a text of its own. */
const BLOCKS = new Set(['p', 'h', 'list', 'table']);

/** Reads an OpenDocument text. Where its pages end is known only when it is printed, so it has none. */
export async function readOdt(bytes: Uint8Array): Promise<ReadResult> {
  const archive = await Archive.open(bytes, 'OpenDocument text');
  const manifest = await archive.read('META-INF/manifest.xml');
  if (manifest?.includes('encryption-data'))
    throw new ReadingFault('PROTECTED', 'This OpenDocument text is protected by a password. Hand it in without one.');
  const content = await archive.read('content.xml');
  if (content === undefined)
    throw new ReadingFault('DAMAGED', 'This OpenDocument text is damaged: its text is missing.');
  // Some versions begin with a document type that says nothing.
  const root = parseXml(content.replace(/<!DOCTYPE [\w:]+ PUBLIC "[^"<>]*" "[^"<>]*">/, ''));
  const styles = await archive.read('styles.xml');
  const text = child(child(root, 'body'), 'text');
  if (!text) throw new ReadingFault('DAMAGED', 'This OpenDocument text is damaged: its text is missing.');
  const reader = new OdtReader([
    styles === undefined ? undefined : child(parseXml(styles), 'styles'),
    child(root, 'automatic-styles'),
  ]);
  const blocks = [...reader.blocks(text), ...reader.notes];
  return { pageCount: null, notes: [], pages: [{ number: null, blocks: blocks.filter((block) => block.text !== '') }] };
}

class OdtReader {
  readonly notes: Block[] = [];
  private boxes: Element[] = [];
  private readonly lists = new Map<string, Element>();
  /** Styles of letters that stand raised, and of those that are not shown. */
  private readonly raised = new Set<string>();
  private readonly hidden = new Set<string>();

  constructor(styles: (Element | undefined)[]) {
    for (const one of styles.flatMap((group) => (group ? children(group) : []))) {
      const name = attribute(one, 'name') ?? '';
      if (nameOf(one) === 'list-style') this.lists.set(name, one);
      if (nameOf(one) !== 'style') continue;
      const letters = child(one, 'text-properties');
      const parent = attribute(one, 'parent-style-name') ?? '';
      const position = attribute(letters, 'text-position');
      if (position === undefined ? this.raised.has(parent) : /^(super|[1-9])/.test(position)) this.raised.add(name);
      const display = attribute(letters, 'display');
      if (display === undefined ? this.hidden.has(parent) : display === 'none') this.hidden.add(name);
    }
  }

  blocks(parent: Element): Block[] {
    return children(parent).flatMap((element) => {
      const name = nameOf(element);
      if (this.isHidden(element)) return [];
      if (name === 'p' || name === 'h') return this.paragraph(element, name === 'h' ? 'HEADING' : 'PARAGRAPH');
      if (name === 'list') return this.list(element, attribute(element, 'style-name'), 1);
      if (name === 'table') return this.table(element);
      return LEFT_OUT.has(name) ? [] : this.blocks(element);
    });
  }

  private paragraph(element: Element, kind: Block['kind']): Block[] {
    const outer = this.boxes;
    this.boxes = [];
    const text = cleanText(this.inline(element));
    const boxes = this.boxes;
    this.boxes = outer;
    return [...(text === '' ? [] : [{ kind, text }]), ...boxes.flatMap((box) => this.blocks(box))];
  }

  /** Not shown: by itself, by its style, or since it holds a mark that says so. */
  private isHidden(element: Element): boolean {
    return (
      attribute(element, 'display') === 'none' ||
      attribute(element, 'is-hidden') === 'true' ||
      this.hidden.has(attribute(element, 'style-name') ?? '') ||
      children(element).some((one) => nameOf(one) === 'hidden-paragraph' && attribute(one, 'is-hidden') === 'true')
    );
  }

  private list(element: Element, style: string | undefined, depth: number): Block[] {
    const levels = style === undefined ? undefined : this.lists.get(style);
    const level = levels && children(levels).find((one) => attribute(one, 'level') === String(depth));
    const format =
      level && nameOf(level) === 'list-level-style-number' ? (attribute(level, 'num-format') ?? '1') : undefined;
    let number = Number(attribute(level, 'start-value') ?? 1) - 1;
    return children(element).flatMap((item) => {
      const own: Block[] = [];
      let label = '';
      if (nameOf(item) === 'list-item') {
        number = Number(attribute(item, 'start-value') ?? number + 1);
        const counted = format === undefined ? '•' : countedAs(format, number);
        label =
          counted === ''
            ? ''
            : format === undefined
              ? '• '
              : `${attribute(level, 'num-prefix') ?? ''}${counted}${attribute(level, 'num-suffix') ?? ''} `;
      }
      for (const inner of children(item)) {
        if (nameOf(inner) === 'list') {
          own.push(...this.list(inner, attribute(inner, 'style-name') ?? style, depth + 1));
          continue;
        }
        const blocks =
          nameOf(inner) === 'p' || nameOf(inner) === 'h'
            ? this.paragraph(inner, nameOf(inner) === 'h' ? 'HEADING' : 'PARAGRAPH')
            : [];
        for (const block of blocks) {
          // A heading in a list is a numbered chapter, counted by the outline; only items get a label here.
          own.push(block.kind === 'HEADING' ? block : { ...block, text: label + block.text });
          label = '';
        }
      }
      return own;
    });
  }

  private table(element: Element): Block[] {
    return children(element).flatMap((one): Block[] => {
      const name = nameOf(one);
      if (name === 'table-header-rows' || name === 'table-rows' || name === 'table-row-group') return this.table(one);
      if (name !== 'table-row') return [];
      return rowOf(children(one).map((cell) => this.blocks(cell)));
    });
  }

  private inline(parent: Element): string {
    let text = '';
    for (let node: Node | null = parent.firstChild; node; node = node.nextSibling) {
      if (!isElement(node)) {
        // White space is layout of the file; runs of spaces are elements.
        text += singleSpaces(node.nodeType === 3 || node.nodeType === 4 ? (node.nodeValue ?? '') : '');
        continue;
      }
      const name = nameOf(node);
      // Titles and descriptions of pictures are not shown.
      if (LEFT_OUT.has(name) || node.namespaceURI?.includes('svg') || this.isHidden(node)) continue;
      if (name === 's' || name === 'tab') text += ' ';
      else if (name === 'line-break') text += '\n';
      else if (name === 'note') text += this.note(node);
      else if (children(node).some((one) => BLOCKS.has(nameOf(one)))) this.boxes.push(node);
      else if (this.raised.has(attribute(node, 'style-name') ?? '')) text += raised(text, this.inline(node));
      else text += this.inline(node);
    }
    return text;
  }

  private note(element: Element): string {
    const body = child(element, 'note-body');
    const at = this.notes.length;
    const label = `[${at + 1}]`;
    this.notes.push({ kind: 'PARAGRAPH', text: '' });
    const text = body
      ? this.blocks(body)
          .map((block) => block.text)
          .join('\n')
      : '';
    this.notes[at] = { kind: 'PARAGRAPH', text: text === '' ? '' : `${label} ${text}` };
    return label;
  }
}
