import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, ANONYMOUS, type Authenticate, type AuthenticateSession } from '#libs/identity';
import { type Configuration, isDatabaseAway, UNAVAILABLE } from '#libs/platform';
import { hostName, isAllowedHost } from './hosts.js';
import { clearSessionCookie, isFromElsewhere, isFromPortal, sessionSecret } from './session-cookie.js';

declare module 'fastify' {
  interface FastifyRequest {
    actor?: Actor;
  }
}

/** A failure before GraphQL is reached, in GraphQL's own form, so that clients have one way to read errors. */
export function refuseRequest(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply
    .status(status)
    .header('cache-control', 'no-store')
    .send({ errors: [{ message, extensions: { code } }] });
}

/** What tells who asks: a token in the Authorization header, or the session of a browser in its cookie. */
export interface Doorkeepers {
  token: Authenticate;
  session: AuthenticateSession;
}

/** Where it matters who asks. */
const ASKS_WHO = /^\/(graphql|files|receipts)/;

/** Checks at the door: the host named, and who asks. */
export function installGate(fastify: FastifyInstance, configuration: Configuration, doorkeepers: Doorkeepers): void {
  fastify.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    // Of several, Node keeps the first; something in between may have gone by another.
    const hosts = request.raw.rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === 'host');
    const name = hosts.length > 1 ? undefined : hostName(request.headers.host);
    if (name === undefined) return refuseRequest(reply, 400, 'BAD_REQUEST', 'The Host header is malformed.');
    if (!isAllowedHost(name, configuration)) {
      return refuseRequest(
        reply,
        421,
        'BAD_REQUEST',
        `This server does not answer for “${name}”. Its operator can allow the name with ALLOWED_HOSTS.`,
      );
    }
    return undefined;
  });
  fastify.addHook('preHandler', async (request: FastifyRequest, reply: FastifyReply) => {
    if (!ASKS_WHO.test(request.url)) return undefined;
    try {
      const { authorization } = request.headers;
      const actor = authorization
        ? await doorkeepers.token.execute(authorization)
        : await actorOfSession(request, doorkeepers.session);
      request.actor = actor;
      return actor ? undefined : refuseActor(request, reply, Boolean(authorization));
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      reply.header('retry-after', '5');
      return refuseRequest(
        reply,
        503,
        UNAVAILABLE,
        'The database cannot be reached at the moment. Nothing was changed by this request; try again shortly.',
      );
    }
  });
}

/**
 * A cookie counts only in a request that our own portal sent: browsers add it to those of other sites too. A download is begun by a link,
 * which cannot send the portal's header, and changes nothing: there it is enough that no other site began it.
 */
async function actorOfSession(request: FastifyRequest, sessions: AuthenticateSession): Promise<Actor | undefined> {
  const isDownload = /^(GET|HEAD)$/.test(request.method) && request.url.startsWith('/files/fil_');
  const isOurs = isFromPortal(request) || (isDownload && !isFromElsewhere(request));
  const secret = isOurs ? sessionSecret(request) : undefined;
  return secret ? sessions.execute(secret) : ANONYMOUS;
}

function refuseActor(request: FastifyRequest, reply: FastifyReply, byToken: boolean): FastifyReply {
  if (byToken) {
    reply.header('www-authenticate', 'Bearer');
    return refuseRequest(
      reply,
      401,
      'NOT_SIGNED_IN',
      'The token is unknown, expired or revoked. Sign in again, or leave the Authorization header out.',
    );
  }
  clearSessionCookie(request, reply);
  return refuseRequest(reply, 401, 'NOT_SIGNED_IN', 'Your session has ended. Sign in again.');
}
