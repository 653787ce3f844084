import { join } from 'node:path';
import type { Configuration } from '../configuration/configuration.js';
import type { BlobStore } from './blob-store.js';
import { FolderBlobStore } from './folder-blob-store.js';
import { S3BlobStore } from './s3-blob-store.js';

export { tidyFolder } from './anteroom.js';
export {
  BlobMissingError,
  BlobStore,
  BlobStoreAwayError,
  BlobTooLargeError,
  type ByteRange,
  type ReceivedBlob,
} from './blob-store.js';

/** The blob store of a process: the bucket that BLOB_URL names, else a folder of ROUNDTABLE_HOME. Nothing is opened before it is used. */
export function openBlobStore({ home, blobs }: Configuration): BlobStore {
  const folder = join(home, 'files');
  return blobs ? new S3BlobStore(blobs, join(folder, 'incoming')) : new FolderBlobStore(folder);
}
