import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** For how long what is still being sent is read before it is cut off, in milliseconds. */
const PATIENCE_MS = 30_000;
/** Who sends nothing for so long waits for the answer, or has a slow line. In milliseconds. */
const SILENCE_MS = 1_000;

/**
 * Where a body is refused before its end, Fastify answers and closes the connection at once: who is still sending then meets a broken
 * connection, and never the answer that says why. Many clients do not read before all is sent, either. So the rest is read and
 * forgotten, and the answer follows.
 */
export function installUnread(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async ({ raw }, reply, payload) => {
    if (raw.complete || reply.getHeader('connection') !== 'close') return payload;
    reply.removeHeader('connection');
    const patience = setTimeout(() => raw.destroy(), PATIENCE_MS).unref();
    raw.once('close', () => clearTimeout(patience));
    await endOrSilence(raw);
    return payload;
  });
}

/** When all was read, or nothing more comes for now. What comes later is read too. */
function endOrSilence(raw: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const silence = setTimeout(resolve, SILENCE_MS);
    raw.on('data', () => silence.refresh());
    for (const event of ['end', 'close', 'error']) {
      raw.once(event, () => {
        clearTimeout(silence);
        resolve();
      });
    }
    raw.resume();
  });
}
