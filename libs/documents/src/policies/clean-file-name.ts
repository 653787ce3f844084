import { MEDIA_TYPES, type MediaType } from './media-types.js';

/** With an ending, what every file system takes. */
const STEM_BYTES = 200;

/**
 * A name that is safe to show, to send in a header and to save under, and still says what its giver meant: no path, no control or
 * direction characters, not too long, and the ending that belongs to what the file is.
 */
export function cleanFileName(given: string, mediaType: MediaType): string {
  const parts = given.normalize('NFC').split(/[/\\]/);
  const last = parts.filter((part) => part.trim() !== '').at(-1) ?? '';
  const plain = last
    .replace(/\s/gu, ' ')
    // Joiners (U+200C, U+200D) have a meaning in scripts and emoji; other invisible characters only mislead.
    .replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\ufffd]/gu, '')
    .replace(/ +/g, ' ')
    .replace(/[<>:"|?*]/g, '_');
  const extensions: readonly string[] = MEDIA_TYPES[mediaType].extensions;
  const { stem, extension } = split(plain);
  const isRight = extensions.includes(extension.toLowerCase());
  // Of a name like “v1.2” the ending is part of the name.
  const isOther = Object.values(MEDIA_TYPES).some((type) =>
    (type.extensions as readonly string[]).includes(extension.toLowerCase()),
  );
  const base = tidyStem(isRight || isOther || extension === '' ? stem : `${stem}.${extension}`);
  return `${base}.${isRight ? extension : extensions[0]}`;
}

function split(name: string): { stem: string; extension: string } {
  const match = /^(.*)\.([^. ]{1,10})$/su.exec(name.trim());
  return { stem: match?.[1] ?? name, extension: match?.[2] ?? '' };
}

function tidyStem(stem: string): string {
  let short = '';
  // By what readers see as characters, so that none is cut in two.
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(stem)) {
    if (Buffer.byteLength(short + segment) > STEM_BYTES) break;
    short += segment;
  }
  const trimmed = short.replace(/^[. ]+|[. ]+$/g, '');
  if (trimmed === '') return 'document';
  // Names that Windows keeps for its devices.
  return /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(trimmed) ? `${trimmed}_` : trimmed;
}
