/** Bytes as text, and what had to be guessed. */
export interface Decoded {
  text: string;
  notes: string[];
}

/** Decodes by the mark at the beginning, by what the file declares, as UTF-8, or else as Western European, and says so. */
export function decodeText(bytes: Uint8Array, declared?: string): Decoded {
  const marked = byMark(bytes);
  if (marked) return { text: new TextDecoder(marked).decode(bytes), notes: [] };
  if (declared) {
    try {
      return { text: new TextDecoder(declared, { fatal: true }).decode(bytes), notes: [] };
    } catch {
      // Declared wrongly, or not known: what it really is shows below.
    }
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), notes: [] };
  } catch {
    return {
      text: new TextDecoder('windows-1252').decode(bytes),
      notes: [
        'It is not written in UTF-8 and was read as Western European (windows-1252); letters of other scripts may be wrong.',
      ],
    };
  }
}

function byMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}
