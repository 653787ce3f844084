import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import type { BeginSession, EndSession } from '#libs/identity';
import { Refusal } from '#libs/platform';
import { failureOf, sendFailure, unexpected } from './failure.js';
import { refuseRequest } from './gate.js';
import { clearSessionCookie, isFromPortal, sessionSecret, setSessionCookie } from './session-cookie.js';

/** POST /session signs the portal in, DELETE /session out. Programs sign in by GraphQL, with a token. */
export function installSession(fastify: FastifyInstance, log: Logger, begin: BeginSession, end: EndSession): void {
  fastify.post('/session', async (request, reply) => {
    if (!isFromPortal(request)) return refuseForeign(reply);
    const { email, password } = (request.body ?? {}) as Record<string, unknown>;
    if (typeof email !== 'string' || typeof password !== 'string' || email.length > 320 || password.length > 1000) {
      return refuseRequest(reply, 400, 'INVALID', 'Send { "email", "password" } as JSON.');
    }
    return answered(log, reply, async () => {
      const { secret } = await begin.execute({ email, password }, sessionSecret(request));
      setSessionCookie(request, reply, secret);
    });
  });

  fastify.delete('/session', async (request, reply) => {
    if (!isFromPortal(request)) return refuseForeign(reply);
    return answered(log, reply, async () => {
      const secret = sessionSecret(request);
      if (secret) await end.execute(secret);
      clearSessionCookie(request, reply);
    });
  });
}

/** What is refused is told as data, as a mutation of GraphQL would. */
async function answered(log: Logger, reply: FastifyReply, work: () => Promise<void>): Promise<FastifyReply> {
  reply.header('cache-control', 'no-store');
  try {
    await work();
    return reply.send({ errors: [] });
  } catch (error) {
    if (error instanceof Refusal) return reply.send({ errors: error.faults });
    return sendFailure(reply, failureOf(error) ?? unexpected(error, log));
  }
}

function refuseForeign(reply: FastifyReply): FastifyReply {
  return refuseRequest(reply, 403, 'NOT_ALLOWED', 'Only the portal of this site may sign people in and out here.');
}
