import type { IncomingMessage } from 'node:http';
import { Server, type ServerOptions } from '@tus/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { v7 } from 'uuid';
import { fileLimits, type Receipt, tooLarge } from '#libs/documents';
import { type Actor, ANONYMOUS } from '#libs/identity';
import { ErrorCode } from '#libs/platform';
import { answered, type Failure, failure, failureOf, sendFailure, unexpected } from '../failure.js';
import { receiptAnswer } from './answer.js';
import type { FileServices } from './file-services.js';
import { PartialUploads, partialKey } from './partial-uploads.js';

const PATH = '/files/resumable';
const TUS_VERSION = '1.0.0';

type ById = FastifyRequest<{ Params: { id: string } }>;

/**
 * Upload in parts, for slow lines, by the tus protocol (https://tus.io): what was received stays when the line breaks, and the sender
 * goes on from there. The answer to the last part is the receipt; GET of the upload's address gives it again.
 */
export function installResumable(
  fastify: FastifyInstance,
  { uploads, receipts, configuration, log }: FileServices,
): void {
  let opened: Promise<{ partial: PartialUploads; tus: TusServer }> | undefined;
  const open = () => {
    // With the first upload: an api that is sent none needs no place to write to.
    opened ??= PartialUploads.open(configuration, uploads).then((partial) => ({
      partial,
      tus: new TusServer(partial, log),
    }));
    return opened;
  };
  const handle = async (request: FastifyRequest, reply: FastifyReply) => {
    const { tus } = await open();
    reply.hijack();
    reply.raw.setHeader('content-type', 'application/json; charset=utf-8');
    reply.raw.setHeader('cache-control', 'no-store');
    await tus.handle(request.raw, reply.raw, request.actor ?? ANONYMOUS);
    return reply;
  };
  const sendReceipt = (reply: FastifyReply, receipt: Receipt) =>
    reply.header('cache-control', 'no-store').send(receiptAnswer(receipt));

  fastify.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null));
  fastify.route({ method: ['POST', 'OPTIONS'], url: PATH, handler: handle });
  fastify.route({ method: ['PATCH', 'DELETE', 'OPTIONS'], url: `${PATH}/:id`, handler: handle });
  fastify.head(`${PATH}/:id`, (request: ById, reply) =>
    answered(log, request, reply, async () => {
      // Taken in, but the answer got lost: nothing is left to send.
      const receipt = await receipts.byKey(request.actor ?? ANONYMOUS, partialKey(request.params.id));
      if (!receipt) return handle(request, reply);
      reply.header('tus-resumable', TUS_VERSION).header('cache-control', 'no-store');
      return reply.header('upload-offset', receipt.byteSize).header('upload-length', receipt.byteSize).send();
    }),
  );
  fastify.get(`${PATH}/:id`, { exposeHeadRoute: false }, (request: ById, reply) =>
    answered(log, request, reply, async () => {
      const actor = request.actor ?? ANONYMOUS;
      const receipt = await receipts.byKey(actor, partialKey(request.params.id));
      if (receipt) return sendReceipt(reply, receipt);
      const { partial } = await open();
      const upload = await partial.own(actor, request.params.id);
      // Whole, but we died before it was taken in.
      if (upload.offset === upload.size) return sendReceipt(reply, (await partial.finish(actor, upload)).receipt);
      const message = `Of this upload ${upload.offset} bytes are here; send the rest.`;
      return sendFailure(reply, failure(409, ErrorCode.WRONG_STATE, message));
    }),
  );
}

/** The protocol, by its own library, with our rules hung in. */
class TusServer {
  private readonly actors = new WeakMap<IncomingMessage, Actor>();
  private readonly server: Server;

  constructor(
    partial: PartialUploads,
    private readonly log: Logger,
  ) {
    this.server = new Server({
      path: PATH,
      datastore: partial.store,
      relativeLocation: true,
      maxSize: fileLimits.bytes,
      // No pages of other sites: without this, all of them are allowed.
      allowedOrigins: [],
      namingFunction: () => v7().replaceAll('-', ''),
      onIncomingRequest: async (request, id) => {
        if (request.method !== 'POST') await partial.own(this.actorOf(request), id);
      },
      onUploadCreate: async (request, { metadata }) => {
        const actor = this.actorOf(request);
        await partial.checkBegin(actor);
        return { metadata: { ...metadata, account: actor.accountId } };
      },
      onUploadFinish: async (request, upload) => {
        const { receipt, alreadyKnown } = await partial.finish(this.actorOf(request), upload);
        return { status_code: 200, body: JSON.stringify({ ...receiptAnswer(receipt), alreadyKnown }) };
      },
      onResponseError: (_, error) => {
        const { status, body } = this.told(error);
        return { status_code: status, body: JSON.stringify(body) };
      },
    });
  }

  async handle(request: IncomingMessage, response: FastifyReply['raw'], actor: Actor): Promise<void> {
    this.actors.set(request, actor);
    await this.server.handle(request, response);
  }

  private actorOf(request: Parameters<NonNullable<ServerOptions['onUploadFinish']>>[0]): Actor {
    const raw = request.runtime?.node?.req as IncomingMessage | undefined;
    return (raw && this.actors.get(raw)) ?? ANONYMOUS;
  }

  private told(error: Error | { status_code: number; body: string }): Failure {
    return failureOf(error) ?? failureOfTus(error) ?? unexpected(error, this.log);
  }
}

const CODES: Record<number, ErrorCode> = {
  404: ErrorCode.NOT_FOUND,
  409: ErrorCode.WRONG_STATE,
  410: ErrorCode.NOT_FOUND,
};

/** What tus itself refuses: a wrong offset, a missing header, an upload that expired. */
function failureOfTus(error: unknown): Failure | undefined {
  const { status_code: status, body = '' } = error as { status_code?: number; body?: string };
  if (status === undefined || status >= 500) return undefined;
  return status === 413
    ? failureOf(tooLarge())
    : failure(status, CODES[status] ?? ErrorCode.INVALID, `${body.trim()}.`);
}
