import type { Element } from '@xmldom/xmldom';
import { cleanText } from '../clean-text.js';
import { type Block, ReadingFault, type ReadResult } from '../document.js';
import { readHtml } from '../markup/read-html.js';
import { raised } from '../raised.js';
import { rowOf } from '../row.js';
import { Archive } from './archive.js';
import { DocxNumbering } from './docx-numbering.js';
import { DocxStyles } from './docx-styles.js';
import { type Drawings, readDrawings, relationOf } from './drawings.js';
import { formula } from './math.js';
import { withoutLooks } from './without-looks.js';
import { attribute, child, children, descendants, nameOf, parseXml } from './xml.js';

/** What is no text of the paper: what was deleted or moved away, codes of fields, comments. */
const LEFT_OUT = new Set([
  'del',
  'moveFrom',
  'instrText',
  'delText',
  'commentReference',
  'pPr',
  'rPr',
  'sdtPr',
  'tblPr',
  'Fallback',
  'rt',
]);

/** Reads a Word document. Where its pages end is known only when it is printed, so it has none. */
export async function readDocx(bytes: Uint8Array): Promise<ReadResult> {
  const archive = await Archive.open(bytes, 'Word document');
  const part = async (name: string) => {
    const text = await archive.read(name);
    return text === undefined ? undefined : parseXml(withoutLooks(text));
  };
  const mainName = await mainPart(archive);
  const main = await part(mainName);
  const body = child(main, 'body');
  if (!main || !body) throw new ReadingFault('DAMAGED', 'This Word document is damaged: its text is missing.');
  const chunks = await readChunks(archive, mainName, body);
  const reader = new DocxReader(
    new DocxStyles(await part('word/styles.xml')),
    new DocxNumbering(await part('word/numbering.xml')),
    await readDrawings(archive, mainName, body),
    chunks.blocks,
  );
  const blocks = reader.blocks(body);
  blocks.push(...reader.notes('footnote', await part('word/footnotes.xml')));
  blocks.push(...reader.notes('endnote', await part('word/endnotes.xml')));
  if (chunks.unread > 0 && blocks.every((block) => block.text === ''))
    throw new ReadingFault(
      'UNSUPPORTED',
      'The text of this Word document lies in a part of another format. Open it in Word, save it there, and hand that in.',
    );
  return {
    pageCount: null,
    notes: chunks.unread > 0 ? [`Its parts in other formats (${chunks.unread}) were not read.`] : [],
    pages: [{ number: null, blocks: blocks.filter((block) => block.text !== '') }],
  };
}

/** Web pages that a document takes in, by the relation that names each. Word reads them when it opens the document. */
async function readChunks(
  archive: Archive,
  mainName: string,
  body: Element,
): Promise<{ blocks: Map<string, Block[]>; unread: number }> {
  const blocks = new Map<string, Block[]>();
  const ids = descendants(body)
    .filter((one) => nameOf(one) === 'altChunk')
    .map((one) => attribute(one, 'id') ?? '');
  const relations = ids.length > 0 ? await archive.relations(mainName) : new Map<string, string>();
  for (const id of ids) {
    const name = relations.get(id) ?? '';
    const bytes = /\.x?html?$/i.test(name) ? await archive.bytes(name) : undefined;
    if (bytes)
      blocks.set(
        id,
        readHtml(bytes).pages.flatMap((page) => page.blocks),
      );
  }
  return { blocks, unread: ids.filter((id) => !blocks.has(id)).length };
}

/** Most name it word/document.xml; the package says which it is. */
async function mainPart(archive: Archive): Promise<string> {
  const relations = await archive.read('_rels/.rels');
  if (relations !== undefined) {
    const main = children(parseXml(relations)).find((one) => attribute(one, 'Type')?.endsWith('/officeDocument'));
    const target = attribute(main, 'Target')?.replace(/^\//, '');
    if (target) return target;
  }
  return 'word/document.xml';
}

class DocxReader {
  /** Notes in the order they are referred to. */
  private readonly referred: { footnote: string[]; endnote: string[] } = { footnote: [], endnote: [] };
  /** Boxes and drawings of the paragraph in hand. */
  private boxes: Element[] = [];
  /** What the paragraph in hand says of itself. */
  private properties: Element | undefined;

  constructor(
    private readonly styles: DocxStyles,
    private readonly numbering: DocxNumbering,
    private readonly drawings: Drawings,
    private readonly chunks: ReadonlyMap<string, Block[]>,
  ) {}

  /** What is in a body, cell, box or note. */
  blocks(parent: Element): Block[] {
    const found: Block[] = [];
    for (const element of children(parent)) {
      const name = nameOf(element);
      if (name === 'p') found.push(...this.paragraph(element));
      else if (name === 'tbl') found.push(...this.table(element));
      else if (name === 'altChunk') found.push(...(this.chunks.get(attribute(element, 'id') ?? '') ?? []));
      else if (!LEFT_OUT.has(name)) found.push(...this.blocks(element));
    }
    return found;
  }

  /** The notes that the text refers to, each behind its number. */
  notes(kind: 'footnote' | 'endnote', root: Element | undefined): Block[] {
    if (!root) return [];
    const offset = kind === 'endnote' ? this.referred.footnote.length : 0;
    return this.referred[kind].flatMap((id, index) => {
      const note = children(root).find((one) => attribute(one, 'id') === id);
      const text = note
        ? this.blocks(note)
            .map((block) => block.text)
            .join('\n')
        : '';
      return text === '' ? [] : [{ kind: 'PARAGRAPH' as const, text: `[${offset + index + 1}] ${text}` }];
    });
  }

  private paragraph(element: Element): Block[] {
    const properties = child(element, 'pPr');
    const [outerBoxes, outerProperties] = [this.boxes, this.properties];
    this.boxes = [];
    this.properties = properties;
    const text = cleanText(this.inline(element));
    const boxes = this.boxes;
    [this.boxes, this.properties] = [outerBoxes, outerProperties];
    const list = this.styles.list(properties);
    const label = list && text !== '' ? this.numbering.next(list.id, list.level) : '';
    const kind = this.styles.isHeading(properties) ? 'HEADING' : 'PARAGRAPH';
    const own: Block[] = text === '' ? [] : [{ kind, text: label === '' ? text : `${label} ${text}` }];
    return [...own, ...boxes.flatMap((box) => this.box(box))];
  }

  private box(element: Element): Block[] {
    const drawn = relationOf(element);
    if (drawn === undefined) return this.blocks(element);
    return (this.drawings.get(drawn) ?? []).map((text) => ({ kind: 'PARAGRAPH', text }));
  }

  /** A table by rows, cells parted by bars. */
  private table(element: Element): Block[] {
    const rows = children(element).flatMap((one) =>
      nameOf(one) === 'sdt' ? children(child(one, 'sdtContent') ?? one) : [one],
    );
    return rows
      .filter((one) => nameOf(one) === 'tr')
      .flatMap((row) => {
        const cells = children(row).filter((one) => nameOf(one) === 'tc' || nameOf(one) === 'sdt');
        return rowOf(cells.map((cell) => this.blocks(cell)));
      });
  }

  private inline(parent: Element): string {
    let text = '';
    for (const element of children(parent)) {
      const name = nameOf(element);
      if (LEFT_OUT.has(name)) continue;
      if (name === 't') text += element.textContent ?? '';
      else if (name === 'tab' || name === 'ptab') text += '\t';
      else if (name === 'br' || name === 'cr') text += '\n';
      else if (name === 'noBreakHyphen') text += '-';
      else if (name === 'sym') text += signOf(element);
      else if (name === 'oMath') text += formula(element);
      else if (name === 'footnoteReference') text += this.refer('footnote', element);
      else if (name === 'endnoteReference') text += this.refer('endnote', element);
      else if (name === 'txbxContent' || relationOf(element) !== undefined) this.boxes.push(element);
      else if (name === 'r' && this.styles.isHidden(element, this.properties)) continue;
      else if (name === 'r' && this.styles.isRaised(element)) text += raised(text, this.inline(element));
      else text += this.inline(element);
    }
    return text;
  }

  private refer(kind: 'footnote' | 'endnote', element: Element): string {
    const id = attribute(element, 'id') ?? '';
    this.referred[kind].push(id);
    return `[${(kind === 'endnote' ? this.referred.footnote.length : 0) + this.referred[kind].length}]`;
  }
}

/** A sign of a font of signs, by its number there. */
function signOf(element: Element): string {
  const code = Number.parseInt(attribute(element, 'char') ?? '', 16);
  return Number.isInteger(code) && code > 0 && code <= 0xffff
    ? String.fromCharCode(code < 0x100 ? 0xf000 + code : code)
    : '';
}
