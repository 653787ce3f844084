/** A stretch of a text that is marked, by its place in what was written; stretches don't overlap. */
export interface Stretch {
  start: number;
  end: number;
  keys: string[];
}

/** A piece of what is shown, and the place in what was written that it stands for. */
interface Piece {
  from: number;
  to: number;
  said: string;
  keys: string[];
}

/**
 * Where in `written` each sign of `said` stands: formatting leaves signs out (escapes, white space at the ends of lines) and adds none.
 * Undefined where that is not so, as with an entity.
 */
export function placesOf(said: string, written: string): number[] | undefined {
  const places: number[] = [];
  let at = 0;
  for (const sign of said) {
    at = written.indexOf(sign, at);
    if (at < 0) return undefined;
    for (let unit = 0; unit < sign.length; unit++) places.push(at + unit);
    at += sign.length;
  }
  return places;
}

/** What is shown of the text from `start` to `end`, cut where marks begin and end. */
export function piecesOf(said: string, written: string, start: number, marks: readonly Stretch[]): Piece[] {
  const end = start + written.length;
  const near = marks.filter((mark) => mark.start < end && mark.end > start);
  const places = placesOf(said, written);
  // What cannot be cut is marked whole.
  if (!places) return [{ from: start, to: end, said, keys: near.flatMap(({ keys }) => keys) }];
  const signOf = (offset: number) => {
    const sign = places.findIndex((place) => start + place >= offset);
    return sign < 0 ? said.length : sign;
  };
  const cuts = [...new Set([0, ...near.flatMap((mark) => [signOf(mark.start), signOf(mark.end)]), said.length])];
  cuts.sort((one, other) => one - other);
  return cuts.slice(0, -1).map((cut, index) => {
    const next = cuts[index + 1]!;
    const from = start + places[cut]!;
    const to = start + places[next - 1]! + 1;
    const keys = near.filter((mark) => mark.start <= from && mark.end >= to).flatMap((mark) => mark.keys);
    return { from, to, said: said.slice(cut, next), keys };
  });
}

interface Node {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: Node[];
  position?: { start: { offset?: number }; end: { offset?: number } };
}

/** Rehype: every text of a formatted text in pieces that know their place in what was written; marked ones are <mark>. */
export function inPieces(written: string, marks: readonly Stretch[], active: string | undefined) {
  const cut = (node: Node): Node[] => {
    if (node.children) return [{ ...node, children: node.children.flatMap(cut) }];
    const [start, end] = [node.position?.start.offset, node.position?.end.offset];
    if (node.type !== 'text' || !node.value || start === undefined || end === undefined) return [node];
    return piecesOf(node.value, written.slice(start, end), start, marks).map(({ from, to, said, keys }) => ({
      type: 'element',
      tagName: keys.length > 0 ? 'mark' : 'span',
      properties: {
        dataFrom: from,
        dataTo: to,
        ...(active !== undefined && keys.includes(active) ? { className: 'active' } : {}),
      },
      children: [{ type: 'text', value: said }],
    }));
  };
  return () => (tree: Node) => ({ ...tree, children: tree.children?.flatMap(cut) });
}

/** The words as they were written that a selection covers inside an element whose text is in pieces; undefined where it is in none. */
export function writtenIn(element: Element, range: Range, written: string): string | undefined {
  const ends = [...element.querySelectorAll<HTMLElement>('[data-from]')].flatMap((piece) => {
    const said = piece.textContent ?? '';
    if (!range.intersectsNode(piece) || said === '') return [];
    const first = piece.firstChild === range.startContainer ? range.startOffset : 0;
    const last = piece.firstChild === range.endContainer ? range.endOffset : said.length;
    if (first >= last) return [];
    const [from, to] = [Number(piece.dataset.from), Number(piece.dataset.to)];
    const places = placesOf(said, written.slice(from, to));
    return places ? [{ from: from + places[first]!, to: from + places[last - 1]! + 1 }] : [{ from, to }];
  });
  return ends.length > 0 ? written.slice(ends[0]!.from, ends.at(-1)!.to) : undefined;
}
