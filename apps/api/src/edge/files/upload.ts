import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { fileLimits, tooLarge } from '#libs/documents';
import { ANONYMOUS } from '#libs/identity';
import { ErrorCode, refuse } from '#libs/platform';
import { answered } from '../failure.js';
import { receiptAnswer } from './answer.js';
import type { FileServices } from './file-services.js';
import { onlyFile } from './multipart.js';

/** What multipart adds around a file; with more than that beside it, a request is too long before it is read. */
const ENVELOPE_BYTES = 256 * 1024;

/** POST /files takes one file in and answers with its receipt, by whose id it is attached. */
export function installUpload(fastify: FastifyInstance, { uploads, log }: FileServices): void {
  fastify.post('/files', (request, reply) =>
    answered(log, request, reply, async () => {
      const actor = request.actor ?? ANONYMOUS;
      await uploads.checkSender(actor);
      const idempotencyKey = keyOf(request);
      if (Number(request.headers['content-length'] ?? 0) > fileLimits.bytes + ENVELOPE_BYTES) throw tooLarge();
      const { name, content } = await onlyFile(request);
      const given = { name, content: Readable.from(content, { objectMode: false }), idempotencyKey };
      const { receipt, alreadyKnown } = await uploads.execute(actor, given);
      return reply
        .status(201)
        .header('cache-control', 'no-store')
        .send({ ...receiptAnswer(receipt), alreadyKnown });
    }),
  );
}

function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  // No spaces: those of ours begin with a word and a space.
  if (typeof key === 'string' && /^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw refuse(ErrorCode.INVALID, 'An Idempotency-Key has 1 to 200 characters of ASCII without spaces.');
}
