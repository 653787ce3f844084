import type { Element } from '@xmldom/xmldom';
import { child, children, nameOf } from './xml.js';

/** What stands between the parts of a formula, so that a fraction or a power is no other number. */
const BETWEEN: Record<string, readonly [first: string, sign: string, second: string]> = {
  f: ['num', '/', 'den'],
  sSup: ['e', '^', 'sup'],
  sSub: ['e', '_', 'sub'],
};

/** A formula of a Word document, in a line. */
export function formula(parent: Element): string {
  return children(parent)
    .map((element) => {
      const name = nameOf(element);
      if (name === 't') return element.textContent ?? '';
      const between = BETWEEN[name];
      if (!between) return formula(element);
      const [first, sign, second] = between;
      return part(child(element, first)) + sign + part(child(element, second));
    })
    .join('');
}

/** In brackets where it is more than a number or a word. */
function part(element: Element | undefined): string {
  const text = element ? formula(element).trim() : '';
  return /^[\p{L}\p{N}.,]*$/u.test(text) ? text : `(${text})`;
}
