import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { v7 } from 'uuid';
import { BlobStoreAwayError, type ErrorCode, isDatabaseAway, Refusal, UNAVAILABLE } from '#libs/platform';

/** HTTP's words for what a refusal says. */
const STATUS: Record<ErrorCode, number> = {
  INVALID: 400,
  NOT_SIGNED_IN: 401,
  NOT_ALLOWED: 403,
  NOT_FOUND: 404,
  VERSION_CONFLICT: 409,
  WRONG_STATE: 409,
  DUPLICATE: 409,
  TOO_LARGE: 413,
  UNSUPPORTED: 415,
  LIMIT_REACHED: 429,
};

/** What a failure of ours looks like from outside: its status, and its code and sentence, also in the form that GraphQL's errors have. */
export interface Failure {
  status: number;
  body: { code: string; message: string; errors: { message: string; extensions: { code: string } }[] };
}

/** How an expected failure is told; undefined for one that is not expected. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof Refusal) return failure(STATUS[error.code], error.code, error.message);
  if (isDatabaseAway(error))
    return failure(503, UNAVAILABLE, 'The database cannot be reached at the moment. Try again shortly.');
  if (error instanceof BlobStoreAwayError)
    return failure(503, UNAVAILABLE, 'The store of files cannot be reached at the moment. Try again shortly.');
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return failure(507, UNAVAILABLE, 'There is no room for files at the moment. Try again later.');
  return undefined;
}

export function failure(status: number, code: string, message: string): Failure {
  return { status, body: { code, message, errors: [{ message, extensions: { code } }] } };
}

export function sendFailure(reply: FastifyReply, { status, body }: Failure): FastifyReply {
  if (status === 503 || status === 507) reply.header('retry-after', '5');
  return reply.status(status).type('application/json; charset=utf-8').header('cache-control', 'no-store').send(body);
}

/** Answers every failure in words. */
export async function answered(
  log: Logger,
  request: FastifyRequest,
  reply: FastifyReply,
  work: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  try {
    return await work();
  } catch (error) {
    // What is still being sent is read and forgotten, so that the sender comes to read the answer.
    request.raw.unpipe();
    request.raw.resume();
    return sendFailure(reply, failureOf(error) ?? unexpected(error, log));
  }
}

/** Our own fault: in the log it is told whole, outside only by an id. */
export function unexpected(error: unknown, log: Logger): Failure {
  const id = v7();
  log.error({ err: error, id }, 'unexpected error');
  const message = `Something went wrong on our side. If you report it, give this id: ${id}`;
  return failure(500, 'INTERNAL_SERVER_ERROR', message);
}
