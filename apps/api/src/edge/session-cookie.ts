import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION_HOURS } from '#libs/identity';

const NAME = 'roundtable_session';

/** The header by which the portal says that a request is its own. Another site cannot send it: that would need CORS, which we don't grant. */
export const PORTAL_HEADER = 'x-roundtable';

/** The secret in the session cookie, if the request has a well-formed one. */
export function sessionSecret(request: FastifyRequest): string | undefined {
  const cookies = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const value = cookies.find((pair) => pair.startsWith(`${NAME}=`))?.slice(NAME.length + 1);
  return value && /^rs_[A-Za-z0-9_-]{43}$/.test(value) ? value : undefined;
}

/** Whether our own portal sent this request: it bears the header, and no browser says that another site began it. */
export function isFromPortal(request: FastifyRequest): boolean {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (request.headers[PORTAL_HEADER] === undefined) return false;
  if (site !== undefined && site !== 'same-origin') return false;
  return origin === undefined || origin.replace(/^https?:\/\//, '') === host;
}

/** Whether a browser says that a page of another site began this request. */
export function isFromElsewhere(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, secret: string): void {
  put(request, reply, secret, SESSION_HOURS * 3_600);
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  put(request, reply, '', 0);
}

/** Strict: every request that needs it is made by our own page, whatever link led there. Secure wherever the browser speaks TLS. */
function put(request: FastifyRequest, reply: FastifyReply, value: string, seconds: number): void {
  const isSecure = request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https';
  const parts = [`${NAME}=${value}`, 'Path=/', `Max-Age=${seconds}`, 'HttpOnly', 'SameSite=Strict'];
  reply.header('set-cookie', [...parts, ...(isSecure ? ['Secure'] : [])].join('; '));
}
