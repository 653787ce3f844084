import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { fileLimits, partialUploads } from '#libs/documents';
import { tidyFolder } from '#libs/platform';
import { installDownload } from './download.js';
import type { FileServices } from './file-services.js';
import { installReceipts } from './receipts.js';
import { installResumable } from './resumable.js';
import { installUpload } from './upload.js';

/** Files by HTTP: upload, upload in parts, download, and the check of receipts. Only here bodies are read as streams. */
export async function installFiles(fastify: FastifyInstance, services: FileServices): Promise<void> {
  await fastify.register(async (routes) => {
    await routes.register(multipart, { throwFileSizeLimit: false });
    // Of any other kind: the route says in words what to send.
    routes.addContentTypeParser('*', (_request, _payload, done) => done(null));
    installUpload(routes, services);
    installResumable(routes, services);
    installDownload(routes, services);
    installReceipts(routes, services);
  });
  // A worker on another machine does not see what an api that died has left aside on this one.
  const { blobs, configuration, log } = services;
  const partial = tidyFolder(partialUploads(configuration), fileLimits.waitingHours * 3_600_000);
  void Promise.all([blobs.tidy(), partial]).catch((error: Error) => log.warn({ err: error }, 'old uploads stay'));
}
