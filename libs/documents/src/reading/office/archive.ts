import { posix } from 'node:path';
import yauzl from 'yauzl';
import { ReadingFault } from '../document.js';
import { attribute, children, parseXml } from './xml.js';

const { dirname, normalize } = posix;

const MAX_ENTRIES = 5_000;
/** Of all parts that are read together, unpacked. */
const MAX_BYTES = 64 * 1024 * 1024;
/** Text packs to a tenth, seldom to a fiftieth; what unpacks to more than this many times its size is made to burst. */
const MAX_RATIO = 250;
const RATIO_MATTERS_FROM = 1024 * 1024;

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** A ZIP file in memory. Parts are read by their exact names; nothing is ever written anywhere, so names lead nowhere. */
export class Archive {
  private unpacked = 0;

  private constructor(
    private readonly zip: yauzl.ZipFile,
    private readonly entries: ReadonlyMap<string, yauzl.Entry>,
  ) {}

  static async open(bytes: Uint8Array, what: string): Promise<Archive> {
    refuseCompound(bytes, what);
    let zip: yauzl.ZipFile;
    try {
      zip = await new Promise<yauzl.ZipFile>((resolve, reject) =>
        yauzl.fromBuffer(
          Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
          { lazyEntries: true, decodeStrings: false, autoClose: false },
          (error, opened) => (error ? reject(error) : resolve(opened)),
        ),
      );
    } catch {
      throw damaged(what);
    }
    if (zip.entryCount > MAX_ENTRIES)
      throw new ReadingFault('TOO_LARGE', `This ${what} has ${zip.entryCount} parts; at most ${MAX_ENTRIES} are read.`);
    const entries = new Map<string, yauzl.Entry>();
    await new Promise<void>((resolve, reject) => {
      zip.on('entry', (entry: yauzl.Entry) => {
        entries.set(String(entry.fileName), entry);
        zip.readEntry();
      });
      zip.once('end', resolve);
      zip.once('error', () => reject(damaged(what)));
      zip.readEntry();
    });
    return new Archive(zip, entries);
  }

  names(): string[] {
    return [...this.entries.keys()];
  }

  /** A part as text; undefined when there is none of that name. */
  async read(name: string): Promise<string | undefined> {
    const bytes = await this.bytes(name);
    return bytes && decode(bytes);
  }

  /** The parts that a part of an Office file refers to, by the names it has for them; what lies elsewhere is none. */
  async relations(name: string): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    const text = await this.read(name.replace(/([^/]*)$/, '_rels/$1.rels'));
    for (const relation of text === undefined ? [] : children(parseXml(text))) {
      const target = attribute(relation, 'Target') ?? '';
      if (attribute(relation, 'TargetMode') === 'External' || target === '') continue;
      const path = target.startsWith('/') ? target : `${dirname(name)}/${target}`;
      found.set(attribute(relation, 'Id') ?? '', normalize(path).replace(/^\//, ''));
    }
    return found;
  }

  /** A part as it is. */
  async bytes(name: string): Promise<Buffer | undefined> {
    const entry = this.entries.get(name);
    if (!entry) return undefined;
    if (entry.isEncrypted())
      throw new ReadingFault('PROTECTED', 'This file is protected by a password. Hand it in without one.');
    this.unpacked += entry.uncompressedSize;
    const bursts =
      entry.uncompressedSize > RATIO_MATTERS_FROM && entry.uncompressedSize > entry.compressedSize * MAX_RATIO;
    if (bursts || this.unpacked > MAX_BYTES)
      throw new ReadingFault('TOO_LARGE', 'This file unpacks to far more than a paper has; it was not read.');
    // yauzl refuses a part that unpacks to more than it declares.
    const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) =>
      this.zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened))),
    ).catch(() => {
      throw damaged('file');
    });
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of stream) chunks.push(chunk as Buffer);
    } catch {
      throw damaged('file');
    }
    return Buffer.concat(chunks);
  }
}

/** XML is UTF-8 or UTF-16 in office files. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}

function damaged(what: string): ReadingFault {
  return new ReadingFault('DAMAGED', `This ${what} is damaged or cut off; it can't be opened.`);
}

/** Encrypted office files, and those of before 2007, are compound files instead of archives. */
function refuseCompound(bytes: Uint8Array, what: string): void {
  if (!OLE.every((byte, index) => bytes[index] === byte)) return;
  const encrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  );
  throw encrypted
    ? new ReadingFault('PROTECTED', `This ${what} is protected by a password. Hand it in without one.`)
    : new ReadingFault(
        'UNSUPPORTED',
        `This is a file of an old format, not a ${what}. Save it in the present one, or as a PDF.`,
      );
}
