import type { Entry, ZipFile } from 'yauzl';
import yauzl from 'yauzl';
import { ErrorCode, refuse } from '#libs/platform';
import type { MediaType } from '../policies/media-types.js';
import { notAccepted } from './not-accepted.js';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const PPTX = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';
const ODT = 'application/vnd.oasis.opendocument.text';

/** A table of contents longer than this is none of an honest document. */
const CONTENTS_BYTES = 1024 * 1024;
const ENTRIES_MAX = 20_000;

/** Which document a ZIP is, by its own table of contents: `mimetype` of ODT, `[Content_Types].xml` of Office. Nothing else is unpacked. */
export async function detectZip(path: string): Promise<MediaType> {
  let zip: ZipFile;
  try {
    zip = await openZip(path);
  } catch {
    throw refuse(
      ErrorCode.INVALID,
      'This file is damaged or cut off: its parts cannot be listed. Save it and send it again.',
    );
  }
  try {
    for await (const entry of entries(zip)) {
      if (entry.fileName === 'mimetype') {
        if ((await contentOf(zip, entry)).trim() === ODT) return ODT;
        throw notAccepted();
      }
      if (entry.fileName === '[Content_Types].xml') return officeType(await contentOf(zip, entry));
    }
  } catch (error) {
    if (error instanceof ZipFault) throw refuse(ErrorCode.INVALID, `This file is damaged: ${error.message}`);
    throw error;
  } finally {
    zip.close();
  }
  throw notAccepted();
}

/** The main part's type. With macros it is another type, and not accepted. */
function officeType(contents: string): MediaType {
  const main = (type: string) => new RegExp(`ContentType\\s*=\\s*["']${type.replaceAll('.', '[.]')}[.]main[+]xml["']`);
  if (main(DOCX).test(contents)) return DOCX;
  if (main(PPTX).test(contents)) return PPTX;
  if (/macroEnabled/i.test(contents)) {
    throw refuse(ErrorCode.UNSUPPORTED, 'Files with macros are not accepted. Save it as DOCX, PPTX or PDF.');
  }
  throw notAccepted();
}

/** What yauzl or we found wrong with an archive. */
class ZipFault extends Error {}

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) =>
      error ? reject(error) : resolve(zip),
    );
  });
}

async function* entries(zip: ZipFile): AsyncIterable<Entry> {
  if (zip.entryCount > ENTRIES_MAX) throw new ZipFault('it claims to have too many parts.');
  for (let index = 0; index < zip.entryCount; index++) {
    yield await new Promise<Entry>((resolve, reject) => {
      const settle = (work: () => void) => {
        zip.removeAllListeners('entry').removeAllListeners('error').removeAllListeners('end');
        work();
      };
      zip.once('entry', (entry: Entry) => settle(() => resolve(entry)));
      zip.once('error', (error: Error) => settle(() => reject(new ZipFault(error.message))));
      zip.once('end', () => settle(() => reject(new ZipFault('parts are missing.'))));
      zip.readEntry();
    });
  }
}

async function contentOf(zip: ZipFile, entry: Entry): Promise<string> {
  // The size is checked again as it unpacks, so a bomb gains nothing by lying.
  if (entry.uncompressedSize > CONTENTS_BYTES) throw new ZipFault('its table of contents is too long.');
  const chunks: Buffer[] = [];
  try {
    const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
      zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
    });
    for await (const chunk of stream) chunks.push(chunk as Buffer);
  } catch (error) {
    throw new ZipFault((error as Error).message);
  }
  return Buffer.concat(chunks).toString('utf8');
}
