import { cutBlocks } from '../policies/cut-passages.js';
import type { Block, ReadPage } from '../reading/document.js';
import { detectLanguages } from './detect-language.js';

/** A passage of a file. */
export interface FilePassage {
  page: number | null;
  heading: string | null;
  text: string;
  /** Undefined when neither the passage nor the file tells. */
  language?: string;
}

/** Cuts what was read into passages that cross neither a page nor a heading, and says in which language each is. */
export function toPassages(pages: readonly ReadPage[]): { passages: FilePassage[]; language: string | undefined } {
  const found: FilePassage[] = [];
  let heading: string | null = null;
  for (const [index, page] of pages.entries()) {
    const cut = cutBlocks(withBareHeadings(page.blocks, index === pages.length - 1), heading);
    heading = cut.heading;
    for (const passage of cut.passages) found.push({ page: page.number, ...passage });
  }
  const { language, each } = detectLanguages(found.map((passage) => passage.text));
  return { language, passages: found.map((passage, index) => ({ ...passage, language: each[index] })) };
}

/** A heading that nothing stands under (of a title page, of a chapter before its first section) is text too, or it would be lost. */
function withBareHeadings(blocks: readonly Block[], last: boolean): Block[] {
  return blocks.flatMap((block, index): Block[] => {
    const next = blocks[index + 1];
    const bare = block.kind === 'HEADING' && (next ? next.kind === 'HEADING' : last);
    return bare ? [block, { kind: 'PARAGRAPH', text: block.text }] : [block];
  });
}
