import { crc32, deflateRawSync } from 'node:zlib';

interface Part {
  name: string;
  data: string | Uint8Array;
  /** What the part says of its size; the truth when absent. */
  declaredSize?: number;
  flags?: number;
  /** What systems of files know of it; on Unix, its kind stands in the upper half. */
  attributes?: number;
}

/** A ZIP file of these parts, also of a kind that no program writes. */
export function makeZip(parts: readonly Part[]): Uint8Array {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const { name, data, declaredSize, flags = 0x800, attributes = 0 } of parts) {
    const plain = Buffer.from(data as string);
    const packed = deflateRawSync(plain);
    const bytes = Buffer.from(name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(flags, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(plain), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(declaredSize ?? plain.length, 18);
    head.writeUInt16LE(bytes.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), head, bytes, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(attributes >>> 0, 6);
    tail.writeUInt32LE(at, 10);
    // Made by: 3, a Unix.
    central.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0003'), head, tail, bytes]));
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return new Uint8Array(Buffer.concat([...locals, directory, Buffer.from('PK\u0005\u0006'), end]));
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A Word document whose body is this, with other parts beside it. */
export function makeDocx(body: string, parts: Part[] = []): Uint8Array {
  return makeZip([
    { name: 'word/document.xml', data: `<?xml version="1.0"?><w:document ${W}><w:body>${body}</w:body></w:document>` },
    ...parts,
  ]);
}

export const wordPart = (name: string, root: string, inner: string): Part => ({
  name: `word/${name}.xml`,
  data: `<?xml version="1.0"?><w:${root} ${W}>${inner}</w:${root}>`,
});
