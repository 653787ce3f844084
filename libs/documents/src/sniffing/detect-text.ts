import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { ErrorCode, refuse } from '#libs/platform';
import { MEDIA_TYPES, type MediaType } from '../policies/media-types.js';
import { notAccepted } from './not-accepted.js';

// What no text has: control characters, but for tabulators, the ends of lines and the ends of pages.
const CONTROL = /(?![\t\n\v\f\r\u0085])\p{Cc}/u;

/** HTML, Markdown or plain text; anything with bytes that no text has is refused. */
export async function detectText(path: string, head: Buffer, name: string): Promise<MediaType> {
  const encoding = encodingOf(head);
  const beginning = new TextDecoder(encoding).decode(head).trimStart();
  const extension = extname(name).slice(1).toLowerCase();
  const isMarkdown = (MEDIA_TYPES['text/markdown'].extensions as readonly string[]).includes(extension);
  // Markdown may begin with an element of HTML, a page need not begin as one.
  const isHtml = looksLikeHtml(beginning) || (!isMarkdown && beginsWithElement(beginning));
  // XML that is not HTML is a drawing or data, and RTF, PostScript and the like are programs in the guise of text.
  if (!isHtml && /^(<\?xml|<svg|<!DOCTYPE|\{\\rtf|%!PS|#!)/i.test(beginning)) throw notAccepted();
  const isUnicode = await isText(path, encoding);
  if (isHtml) {
    // HTML names its encoding itself.
    if (isUnicode || (await isText(path, 'windows-1252'))) return 'text/html';
    throw notAccepted();
  }
  if (!isUnicode) {
    if (!(await isText(path, 'windows-1252'))) throw notAccepted();
    throw refuse(ErrorCode.UNSUPPORTED, 'This text is not written in UTF-8. Save it again with the encoding UTF-8.');
  }
  return isMarkdown ? 'text/markdown' : 'text/plain';
}

function encodingOf(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

function looksLikeHtml(beginning: string): boolean {
  const bare = beginning.replace(/^(\ufeff|\s|<\?xml[^>]*\?>|<!--[\s\S]*?-->)+/i, '');
  return /^<(!doctype\s+html|html|head|body)[\s>]/i.test(bare);
}

/** As browsers tell a page (mimesniff.spec.whatwg.org), but for comments and elements of one letter. */
function beginsWithElement(beginning: string): boolean {
  return /^<(script|iframe|h1|div|font|table|style|title|meta|br|p)[\s>]/i.test(beginning.replace(/^\ufeff?\s*/, ''));
}

/** Reads the whole file: that its beginning is text says nothing of the rest. */
async function isText(path: string, encoding: string): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const stream = createReadStream(path);
  try {
    for await (const chunk of stream) if (CONTROL.test(decoder.decode(chunk as Buffer, { stream: true }))) return false;
    decoder.decode();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return false;
    throw error;
  } finally {
    stream.destroy();
  }
}
