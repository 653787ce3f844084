import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type FileRow, isShownInline } from '#libs/documents';
import { ANONYMOUS } from '#libs/identity';
import { type BlobStore, readGlobalId } from '#libs/platform';
import { answered, failure, sendFailure } from '../failure.js';
import { nothingThere } from './answer.js';
import { readRange } from './byte-range.js';
import { contentDisposition } from './content-disposition.js';
import type { FileServices } from './file-services.js';

/** Whatever a file holds, as a page of ours it can do nothing. */
const POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'";

/** GET and HEAD /files/:id, for those who may read a revision that has the file. To all others it is not there. */
export function installDownload(fastify: FastifyInstance, { files, blobs, log }: FileServices): void {
  fastify.route<{ Params: { id: string }; Querystring: { inline?: string } }>({
    method: ['GET', 'HEAD'],
    url: '/files/:id',
    exposeHeadRoute: false,
    handler: (request, reply) =>
      answered(log, request, reply, async () => {
        const id = readGlobalId(request.params.id);
        const [file] = id?.type === 'File' ? await files.byIds(request.actor ?? ANONYMOUS, [id.uuid]) : [];
        if (!file) return sendFailure(reply, nothingThere());
        const isPublic = (await files.byIds(ANONYMOUS, [file.id])).length > 0;
        describe(reply, file, { isPublic, inline: request.query.inline === '1' });
        return send(request, reply, file, blobs);
      }),
  });
}

function describe(reply: FastifyReply, file: FileRow, { isPublic, inline }: { isPublic: boolean; inline: boolean }) {
  const kind = inline && isShownInline(file.mediaType) ? 'inline' : 'attachment';
  reply
    .type(
      file.mediaType === 'text/plain' || file.mediaType === 'text/markdown'
        ? `${file.mediaType}; charset=utf-8`
        : file.mediaType,
    )
    .header('content-disposition', contentDisposition(kind, file.name))
    .header('content-security-policy', POLICY)
    .header('x-content-type-options', 'nosniff')
    .header('accept-ranges', 'bytes')
    .header('etag', `"${file.sha256}"`)
    // What is public today may be withdrawn tomorrow, so it is asked for each time.
    .header('cache-control', isPublic ? 'public, no-cache' : 'private, no-store')
    .header('vary', 'authorization, cookie');
}

async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { sha256, byteSize }: FileRow,
  blobs: BlobStore,
): Promise<FastifyReply> {
  const etag = `"${sha256}"`;
  const { range: asked, 'if-range': ifRange, 'if-none-match': ifNoneMatch } = request.headers;
  if (matches(ifNoneMatch, etag)) return reply.status(304).send();
  const isPart = request.method === 'GET' && (ifRange === undefined || ifRange === etag);
  const range = isPart ? readRange(asked, byteSize) : undefined;
  if (range === 'UNSATISFIABLE') {
    reply.header('content-range', `bytes */${byteSize}`).removeHeader('content-disposition');
    return sendFailure(reply, failure(416, 'INVALID', `The file has ${byteSize} bytes; the range is beyond them.`));
  }
  if (range) reply.status(206).header('content-range', `bytes ${range.first}-${range.last}/${byteSize}`);
  reply.header('content-length', range ? range.last - range.first + 1 : byteSize);
  return request.method === 'HEAD' ? reply.send() : reply.send(await blobs.read(sha256, range));
}

function matches(header: string | undefined, etag: string): boolean {
  const tags = (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
