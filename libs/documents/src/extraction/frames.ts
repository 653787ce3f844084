/** Bytes before a frame that say how long it is. */
const HEAD = 4;

/** How a file goes to the process that reads it: its order as JSON, its bytes in pieces, and an empty frame that ends it. */
export function frame(content: Uint8Array | string): Buffer {
  const bytes = Buffer.from(content as Uint8Array);
  const framed = Buffer.allocUnsafe(HEAD + bytes.length);
  framed.writeUInt32BE(bytes.length);
  bytes.copy(framed, HEAD);
  return framed;
}

/** The frames of a stream; one that is cut off at its end is none. */
export async function* frames(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let held = 0;
  let needed = HEAD;
  let inHead = true;
  for await (const chunk of stream) {
    parts.push(chunk);
    held += chunk.length;
    while (held >= needed) {
      const all = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts, held);
      const taken = all.subarray(0, needed);
      const rest = all.subarray(needed);
      parts = rest.length > 0 ? [rest] : [];
      held = rest.length;
      const length = inHead ? taken.readUInt32BE() : undefined;
      if (length === undefined || length === 0) {
        yield length === 0 ? Buffer.alloc(0) : taken;
        inHead = true;
        needed = HEAD;
      } else {
        inHead = false;
        needed = length;
      }
    }
  }
}
