import type { Logger } from 'pino';
import type { Files, Receipts, ReceiveUpload } from '#libs/documents';
import type { BlobStore, Configuration } from '#libs/platform';

/** What the routes of files are made of. */
export interface FileServices {
  uploads: ReceiveUpload;
  receipts: Receipts;
  files: Files;
  blobs: BlobStore;
  configuration: Configuration;
  log: Logger;
}
