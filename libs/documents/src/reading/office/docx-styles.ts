import type { Element } from '@xmldom/xmldom';
import { attribute, child, children, nameOf } from './xml.js';

interface Style {
  name: string;
  basedOn: string | undefined;
  properties: Element | undefined;
  ofLetters: Element | undefined;
}

/** What paragraphs of a Word document have by their style. */
export class DocxStyles {
  private readonly styles = new Map<string, Style>();

  constructor(root: Element | undefined) {
    for (const element of root ? children(root) : []) {
      if (nameOf(element) !== 'style') continue;
      this.styles.set(attribute(element, 'styleId') ?? '', {
        name: (attribute(child(element, 'name'), 'val') ?? '').toLowerCase(),
        basedOn: attribute(child(element, 'basedOn'), 'val'),
        properties: child(element, 'pPr'),
        ofLetters: child(element, 'rPr'),
      });
    }
  }

  isHeading(properties: Element | undefined): boolean {
    const level = attribute(child(properties, 'outlineLvl'), 'val');
    if (level !== undefined) return Number(level) < 9;
    for (const style of this.chain(properties)) {
      if (/^(heading \d|title|subtitle)$/.test(style.name)) return true;
      const own = attribute(child(style.properties, 'outlineLvl'), 'val');
      if (own !== undefined) return Number(own) < 9;
    }
    return false;
  }

  /** The list a paragraph is of, and how deep. */
  list(properties: Element | undefined): { id: string; level: number } | undefined {
    const own = child(properties, 'numPr');
    const inherited = this.chain(properties)
      .map((style) => child(style.properties, 'numPr'))
      .filter((one) => one !== undefined);
    const id = [own, ...inherited]
      .map((one) => attribute(child(one, 'numId'), 'val'))
      .find((value) => value !== undefined);
    const level = [own, ...inherited]
      .map((one) => attribute(child(one, 'ilvl'), 'val'))
      .find((value) => value !== undefined);
    return id === undefined || id === '0' ? undefined : { id, level: Number(level ?? 0) };
  }

  isRaised(run: Element): boolean {
    return attribute(this.ofRun(run, undefined, 'vertAlign'), 'val') === 'superscript';
  }

  /** Letters that are neither shown nor printed. */
  isHidden(run: Element, paragraph: Element | undefined): boolean {
    const vanish = this.ofRun(run, paragraph, 'vanish');
    return vanish !== undefined && !['0', 'false', 'off'].includes(attribute(vanish, 'val') ?? '');
  }

  /** A property of a run: its own, or else by its style, or by that of its paragraph. */
  private ofRun(run: Element, paragraph: Element | undefined, name: string): Element | undefined {
    const own = child(run, 'rPr');
    return [own, ...[...this.chain(own, 'rStyle'), ...this.chain(paragraph)].map((style) => style.ofLetters)]
      .map((properties) => child(properties, name))
      .find((property) => property !== undefined);
  }

  private chain(properties: Element | undefined, by = 'pStyle'): Style[] {
    const found: Style[] = [];
    let id = attribute(child(properties, by), 'val');
    while (id !== undefined && found.length < 20) {
      const style = this.styles.get(id);
      if (!style) break;
      found.push(style);
      id = style.basedOn;
    }
    return found;
  }
}
