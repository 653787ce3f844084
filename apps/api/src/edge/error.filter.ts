import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { LOG, limits } from '#libs/platform';
import { sendFailure, unexpected } from './failure.js';
import { refuseRequest } from './gate.js';

/**
 * The last stop of every error. In GraphQL it is handed on to be masked and logged there, once. What Fastify refuses by itself
 * (malformed JSON, too large a body, an unknown path or media type) is told in GraphQL's form.
 */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Logger) {}

  catch(error: Error & { statusCode?: number }, host: ArgumentsHost): unknown {
    if (host.getType<string>() !== 'http') return error;
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const status = error instanceof HttpException ? error.getStatus() : (error.statusCode ?? 500);
    const message = status === 413 ? TOO_LARGE : error.message;
    if (status < 500) return refuseRequest(reply, status, CODES[status] ?? 'BAD_REQUEST', message);
    return sendFailure(reply, unexpected(error, this.log));
  }
}

const TOO_LARGE = `A request may have ${limits.requestBytes / 1_000_000} MB at most. Ask for less at once; files are sent to /files.`;
const CODES: Record<number, string> = { 404: 'NOT_FOUND', 413: 'TOO_LARGE', 415: 'UNSUPPORTED' };
