import { DOMParser, type Document, type Element, type Node } from '@xmldom/xmldom';
import { ReadingFault } from '../document.js';

const DEEPEST = 400;

/** Parses a part. One that declares a document type is refused: entities can be made to burst, and office files need none. */
export function parseXml(text: string): Element {
  if (/<!DOCTYPE|<!ENTITY/i.test(text))
    throw new ReadingFault(
      'DAMAGED',
      'This file declares entities of its own, as no office program does; it was not read.',
    );
  refuseDepth(text);
  let document: Document;
  try {
    document = new DOMParser({
      locator: false,
      onError: (level) => {
        if (level === 'fatalError') throw new Error('not well-formed');
      },
    }).parseFromString(text, 'text/xml');
  } catch {
    throw new ReadingFault('DAMAGED', 'This file is damaged: what is in it is not well-formed.');
  }
  const root = document.documentElement;
  if (!root) throw new ReadingFault('DAMAGED', 'This file is damaged: a part of it is empty.');
  return root;
}

function refuseDepth(text: string): void {
  let depth = 0;
  for (const [tag] of text.matchAll(/<[^!?>][^>]*>/g)) {
    if (tag.startsWith('</')) depth--;
    else if (!tag.endsWith('/>')) depth++;
    if (depth > DEEPEST)
      throw new ReadingFault('TOO_LARGE', 'What is in this file is nested deeper than any paper; it was not read.');
  }
}

/** The name without its prefix. */
export function nameOf(node: Node): string {
  return (node as Element).localName ?? node.nodeName;
}

export function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

export function children(element: Element): Element[] {
  const found: Element[] = [];
  for (let node = element.firstChild; node; node = node.nextSibling) if (isElement(node)) found.push(node);
  return found;
}

/** All elements in it, in the order they are written. */
export function descendants(element: Element): Element[] {
  return children(element).flatMap((one) => [one, ...descendants(one)]);
}

/** The first child of that name. */
export function child(element: Element | undefined, name: string): Element | undefined {
  return element && children(element).find((one) => nameOf(one) === name);
}

/** An attribute by its name without prefix; office formats have no two that differ in it only. */
export function attribute(element: Element | undefined, name: string): string | undefined {
  if (!element) return undefined;
  for (let index = 0; index < element.attributes.length; index++) {
    const found = element.attributes.item(index);
    if (found && (found.localName ?? found.name) === name) return found.value;
  }
  return undefined;
}
