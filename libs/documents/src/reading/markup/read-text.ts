import { markdownBlocks } from '../../policies/cut-passages.js';
import { cleanCharacters } from '../clean-text.js';
import { MOST_TEXT_BYTES, ReadingFault, type ReadResult, TOO_MUCH_TEXT } from '../document.js';
import { type Decoded, decodeText } from './decode.js';

/** Reads Markdown; its marks stay, as in a body. */
export function readMarkdown(bytes: Uint8Array): ReadResult {
  const { text, notes } = allOfIt(bytes);
  return { pageCount: null, notes, pages: [{ number: null, blocks: markdownBlocks(cleanCharacters(text)) }] };
}

/** Reads plain text: paragraphs are parted by empty lines, pages by form feeds where there are any. */
export function readPlainText(bytes: Uint8Array): ReadResult {
  const { text, notes } = allOfIt(bytes);
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

/** All of it is text, so what is too much is known before the work. */
function allOfIt(bytes: Uint8Array): Decoded {
  const decoded = decodeText(bytes);
  if (Buffer.byteLength(decoded.text) > MOST_TEXT_BYTES) throw new ReadingFault('TOO_LARGE', TOO_MUCH_TEXT);
  return decoded;
}
