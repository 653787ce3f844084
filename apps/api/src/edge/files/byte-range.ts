import type { ByteRange } from '#libs/platform';

/**
 * What a Range header asks for, of so many bytes. Undefined: everything, as when there is no header, it is malformed, or it asks for
 * several parts at once, which a server may always answer with the whole.
 */
export function readRange(header: string | undefined, size: number): ByteRange | 'UNSATISFIABLE' | undefined {
  const match = /^bytes=[ \t]*(\d{0,15})-(\d{0,15})[ \t]*$/i.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const [from, to] = [match[1] ?? '', match[2] ?? ''];
  if (from === '') {
    const length = Number(to);
    return length === 0 ? 'UNSATISFIABLE' : { first: Math.max(size - length, 0), last: size - 1 };
  }
  const first = Number(from);
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== '' && Number(to) < first) return undefined;
  return first >= size ? 'UNSATISFIABLE' : { first, last };
}
