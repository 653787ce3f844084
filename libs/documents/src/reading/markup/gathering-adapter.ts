import { type DefaultTreeAdapterMap, type DefaultTreeAdapterTypes, defaultTreeAdapter, type TreeAdapter } from 'parse5';
import { MOST_TEXT_BYTES, ReadingFault, TOO_MUCH_TEXT } from '../document.js';

/** Words that are put together at a time. */
const AT_A_TIME = 4_096;

/**
 * Builds the tree as parse5 does, but puts text together from many words at once: added one by one, they stay strings of their own, which
 * takes twenty times the memory of what they say. Text of elements that are left out is not kept, and more than a file may hold is a fault.
 * `finish` ends the tree.
 */
export function gatheringAdapter(isLeftOut: (tagName: string) => boolean): {
  treeAdapter: TreeAdapter<DefaultTreeAdapterMap>;
  finish: () => void;
} {
  let open: DefaultTreeAdapterTypes.TextNode | undefined;
  let words: string[] = [];
  let length = 0;
  const finish = () => {
    if (open) open.value += words.join('');
    words = [];
  };
  const insertText = (parent: DefaultTreeAdapterTypes.ParentNode, text: string) => {
    if (isLeftOut(parent.nodeName)) return;
    length += text.length;
    // No character has fewer bytes than units.
    if (length > MOST_TEXT_BYTES) throw new ReadingFault('TOO_LARGE', TOO_MUCH_TEXT);
    const last = parent.childNodes.at(-1);
    if (last === undefined || last !== open) {
      finish();
      open = last && defaultTreeAdapter.isTextNode(last) ? last : defaultTreeAdapter.createTextNode('');
      if (open !== last) defaultTreeAdapter.appendChild(parent, open);
    }
    if (words.push(text) >= AT_A_TIME) finish();
  };
  return { treeAdapter: { ...defaultTreeAdapter, insertText }, finish };
}
