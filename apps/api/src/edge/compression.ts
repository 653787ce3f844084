import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** A content coding that we send, best first. */
export type Coding = (typeof CODINGS)[number];

const CODINGS = ['br', 'gzip'] as const;
const inBrotli = promisify(brotliCompress);
const inGzip = promisify(gzip);
/** What fits into one packet with its head is not sent sooner for being smaller. In bytes. */
const SMALLEST = 1_024;
const IS_TEXT = /^(application\/(json|graphql-response\+json)|text\/html)\b/;

/** The first of `offered` that the request accepts; a browser accepts both. */
export function acceptedCoding<T extends Coding>(request: FastifyRequest, offered: readonly T[]): T | undefined {
  const accepted = new Map(
    String(request.headers['accept-encoding'] ?? '')
      .toLowerCase()
      .split(',')
      .map((one) => one.trim().split(/\s*;\s*/))
      .map(([coding = '', weight = '']) => [coding, !/^q=0(\.0*)?$/.test(weight)]),
  );
  return offered.find((coding) => accepted.get(coding) ?? accepted.get('*') ?? false);
}

/**
 * Compresses answers of GraphQL and pages where they are sent to somebody who has not signed in. Only those: from the length of an answer that
 * holds what one may ask for and what only its reader may know, whoever listens on the line could learn the latter, letter by letter
 * (BREACH). What anyone may read has nothing to give away.
 */
export function installCompression(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (request, reply, payload) => {
    const isText = IS_TEXT.test(String(reply.getHeader('content-type') ?? ''));
    if (!isText || typeof payload !== 'string' || reply.hasHeader('content-encoding')) return payload;
    // Where nobody asks who it is, all get the same.
    if (request.actor?.accountId || Buffer.byteLength(payload) < SMALLEST) return payload;
    reply.header('vary', [reply.getHeader('vary'), 'accept-encoding'].filter(Boolean).join(', '));
    const coding = acceptedCoding(request, CODINGS);
    if (!coding) return payload;
    reply.header('content-encoding', coding).removeHeader('content-length');
    return coding === 'br' ? inBrotli(payload, { params: QUICK }) : inGzip(payload, { level: 4 });
  });
}

/** Half a millisecond for twenty kilobytes, which become five. */
const QUICK = { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT };
