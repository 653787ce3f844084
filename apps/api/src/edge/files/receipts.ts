import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fileLimits, tooLarge } from '#libs/documents';
import { ErrorCode, readGlobalId, refuse } from '#libs/platform';
import { answered } from '../failure.js';
import { receiptAnswer } from './answer.js';
import type { FileServices } from './file-services.js';
import { onlyFile } from './multipart.js';

type Ask = FastifyRequest<{ Params: { id: string }; Querystring: { sha256?: string } }>;

/**
 * GET /receipts/:id?sha256=… and POST /receipts/:id/check, with the hash or with the file itself, which is not kept. Who has both the
 * receipt and the file learns that they belong together; a wrong one of either answers like the other, and like a paper we never saw.
 */
export function installReceipts(fastify: FastifyInstance, { receipts, log }: FileServices): void {
  const answer = async (reply: FastifyReply, id: string, sha256: unknown) => {
    if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/i.test(sha256)) {
      throw refuse(
        ErrorCode.INVALID,
        'Send the SHA-256 of the file, 64 hexadecimal digits, as “sha256”; or the file itself.',
      );
    }
    const read = readGlobalId(id);
    const receipt = read?.type === 'Upload' ? await receipts.proven(read.uuid, sha256.toLowerCase()) : undefined;
    reply.header('cache-control', 'no-store');
    return reply.send({ valid: receipt !== undefined, receipt: receipt ? receiptAnswer(receipt) : null });
  };
  fastify.get('/receipts/:id', (request: Ask, reply) =>
    answered(log, request, reply, () => answer(reply, request.params.id, request.query.sha256)),
  );
  fastify.post('/receipts/:id/check', (request: Ask, reply) =>
    answered(log, request, reply, async () => {
      const sha256 = request.isMultipart()
        ? await hashOf(request)
        : (request.body as { sha256?: unknown } | null)?.sha256;
      return answer(reply, request.params.id, sha256);
    }),
  );
}

async function hashOf(request: FastifyRequest): Promise<string> {
  const { content } = await onlyFile(request);
  const hash = createHash('sha256');
  let byteSize = 0;
  for await (const chunk of content) {
    byteSize += chunk.length;
    if (byteSize > fileLimits.bytes) throw tooLarge();
    hash.update(chunk);
  }
  return hash.digest('hex');
}
