import { markdownBlocks } from '../../policies/cut-passages.js';
import { cleanCharacters } from '../clean-text.js';
import type { ReadResult } from '../document.js';
import { decodeText } from './decode.js';

/** Reads Markdown; its marks stay, as in a body. */
export function readMarkdown(bytes: Uint8Array): ReadResult {
  const { text, notes } = decodeText(bytes);
  return { pageCount: null, notes, pages: [{ number: null, blocks: markdownBlocks(cleanCharacters(text)) }] };
}

/** Reads plain text: paragraphs are parted by empty lines, pages by form feeds where there are any. */
export function readPlainText(bytes: Uint8Array): ReadResult {
  const { text, notes } = decodeText(bytes);
  const parts = text.split('\f');
  if (parts.at(-1)?.trim() === '') parts.pop();
  const paged = parts.length > 1;
  return {
    pageCount: paged ? parts.length : null,
    notes,
    pages: parts.map((part, index) => ({
      number: paged ? index + 1 : null,
      blocks: cleanCharacters(part)
        .split(/\n[^\S\n]*\n\s*/)
        .map((paragraph) => ({ kind: 'PARAGRAPH' as const, text: paragraph.trim() }))
        .filter((block) => block.text !== ''),
    })),
  };
}
