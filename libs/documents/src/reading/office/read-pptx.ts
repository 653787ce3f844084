import type { Element } from '@xmldom/xmldom';
import { cleanText } from '../clean-text.js';
import { type Block, ReadingFault, type ReadOptions, type ReadPage, type ReadResult } from '../document.js';
import { raised } from '../raised.js';
import { Archive } from './archive.js';
import { type Drawings, readDrawings, relationOf } from './drawings.js';
import { formula } from './math.js';
import { attribute, child, children, nameOf, parseXml } from './xml.js';

/** Placeholders that say the same on each slide. */
const FURNITURE = new Set(['ftr', 'dt', 'sldNum', 'hdr']);

/** Reads a presentation by slides, in their order, without speakers' notes, comments and slides that are not shown. */
export async function readPptx(bytes: Uint8Array, { maxPages, onProgress }: ReadOptions): Promise<ReadResult> {
  const archive = await Archive.open(bytes, 'presentation');
  const slides = await slideNames(archive);
  if (slides.length === 0) throw new ReadingFault('EMPTY', 'This presentation has no slides.');
  const pages: ReadPage[] = [];
  let hidden = 0;
  for (const [index, name] of slides.slice(0, maxPages).entries()) {
    const text = await archive.read(name);
    const slide = text === undefined ? undefined : parseXml(text);
    const isHidden = ['0', 'false'].includes(attribute(slide, 'show') ?? '');
    if (isHidden) hidden++;
    const tree = isHidden ? undefined : child(child(slide, 'cSld'), 'spTree');
    pages.push({ number: index + 1, blocks: tree ? blocks(tree, await readDrawings(archive, name, tree)) : [] });
    onProgress?.(index + 1, slides.length);
  }
  const notes: string[] = [];
  if (slides.length > maxPages) notes.push(`Only the first ${maxPages} of its ${slides.length} slides were read.`);
  if (hidden > 0) notes.push(`Its hidden slides (${hidden}) were not read.`);
  return { pageCount: slides.length, notes, pages };
}

async function slideNames(archive: Archive): Promise<string[]> {
  const presentation = await archive.read('ppt/presentation.xml');
  const relations = await archive.read('ppt/_rels/presentation.xml.rels');
  if (presentation === undefined || relations === undefined)
    throw new ReadingFault('DAMAGED', 'This presentation is damaged: its list of slides is missing.');
  const targets = new Map(
    children(parseXml(relations)).map((one) => [attribute(one, 'Id'), attribute(one, 'Target') ?? '']),
  );
  const list = child(parseXml(presentation), 'sldIdLst');
  return (list ? children(list) : [])
    .map((slide) => {
      // Both "id" and "r:id": the second one names the relation.
      const target = targets.get(slide.getAttribute('r:id') ?? '') ?? '';
      return target.startsWith('/') ? target.slice(1) : `ppt/${target.replace(/^\.\//, '')}`;
    })
    .filter((name) => name !== 'ppt/');
}

function blocks(tree: Element, drawings: Drawings): Block[] {
  const shapes = children(tree);
  // The title first, wherever it was drawn.
  const titles = shapes.filter((shape) => isTitle(shape));
  return [...titles, ...shapes.filter((shape) => !isTitle(shape))]
    .flatMap((shape) => shapeBlocks(shape, drawings))
    .filter((block) => block.text !== '');
}

function placeholder(shape: Element): string | undefined {
  return attribute(child(child(child(shape, 'nvSpPr'), 'nvPr'), 'ph'), 'type');
}

function isTitle(shape: Element): boolean {
  return ['title', 'ctrTitle'].includes(placeholder(shape) ?? '');
}

function shapeBlocks(shape: Element, drawings: Drawings): Block[] {
  const name = nameOf(shape);
  const inside = (one: Element) => shapeBlocks(one, drawings);
  const drawn = relationOf(shape);
  if (drawn !== undefined) return (drawings.get(drawn) ?? []).map((text) => ({ kind: 'PARAGRAPH', text }));
  if (name === 'grpSp' || name === 'graphicFrame' || name === 'graphic' || name === 'graphicData')
    return children(shape).flatMap(inside);
  if (name === 'AlternateContent')
    return children(shape)
      .slice(0, 1)
      .flatMap((choice) => children(choice).flatMap(inside));
  if (name === 'tbl')
    return children(shape)
      .filter((one) => nameOf(one) === 'tr')
      .map(row);
  if (name !== 'sp' || FURNITURE.has(placeholder(shape) ?? '')) return [];
  const paragraphs = textOf(child(shape, 'txBody'));
  if (isTitle(shape)) return [{ kind: 'HEADING', text: paragraphs.join(' ') }];
  return paragraphs.map((text) => ({ kind: 'PARAGRAPH', text }));
}

function row(element: Element): Block {
  const cells = children(element).filter((one) => nameOf(one) === 'tc');
  const texts = cells.map((cell) => textOf(child(cell, 'txBody')).join(' '));
  return { kind: 'PARAGRAPH', text: texts.filter((text) => text !== '').join(' | ') };
}

function textOf(body: Element | undefined): string[] {
  const paragraphs = body ? children(body).filter((one) => nameOf(one) === 'p') : [];
  return paragraphs
    .map((paragraph) => {
      let text = '';
      for (const run of children(paragraph)) {
        if (nameOf(run) === 'r' || nameOf(run) === 'fld') {
          const said = child(run, 't')?.textContent ?? '';
          const isRaised = Number(attribute(child(run, 'rPr'), 'baseline') ?? 0) > 0;
          text += isRaised ? raised(text, said) : said;
        } else if (nameOf(run) === 'br') text += '\n';
        else if (nameOf(run) === 'm') text += formula(run);
      }
      return cleanText(text);
    })
    .filter((text) => text !== '');
}
