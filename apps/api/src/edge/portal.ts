import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { acceptedCoding } from './compression.js';
import { refuseRequest } from './gate.js';
import { readPortalFiles } from './portal-files.js';
import type { HeadOf } from './portal-head.js';
import { portalPreloads } from './portal-preloads.js';

const HTML = 'text/html; charset=utf-8';

/**
 * The portal: its files, and its one page at every address that is a page. Assets bear a hash in their names and are kept for ever by
 * browsers; the page itself is asked for each time. `headOf` says what a page is about, for those who don't run scripts.
 */
export function installPortal(fastify: FastifyInstance, headOf: HeadOf): void {
  const portal = readPortalFiles();
  for (const [path, file] of portal?.files ?? []) {
    const isHashed = path.startsWith('/assets/');
    fastify.get(path, async (request, reply) => {
      reply
        .type(file.type)
        .header('etag', file.etag)
        .header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      const offered = file.coded.map(({ coding }) => coding);
      if (offered.length > 0) reply.header('vary', 'accept-encoding');
      if (request.headers['if-none-match'] === file.etag) return reply.status(304).send();
      const coding = acceptedCoding(request, offered);
      if (coding) reply.header('content-encoding', coding);
      return reply.send(file.coded.find((one) => one.coding === coding)?.content ?? file.plain);
    });
  }
  const pages = portal?.routes.pages ?? [];
  const pageAt = matcher(pages.map(({ path }) => path));
  const preloads = portal && portalPreloads(portal.routes);

  const page = async (request: FastifyRequest, reply: FastifyReply) => {
    const { pathname } = new URL(request.url, 'http://portal.invalid');
    // A program that asks for something we don't have is told so in its own language.
    if (!/text\/html|\*\/\*/.test(request.headers.accept ?? '*/*') || (pathname !== '/' && /\.\w+$/.test(pathname))) {
      return refuseRequest(reply, 404, 'NOT_FOUND', `There is nothing at ${pathname}.`);
    }
    if (!portal) return reply.status(503).type(HTML).send(NOT_BUILT);
    const page = pages[pageAt(pathname)];
    const head = page ? await headOf(pathname, request) : { status: 404, html: '' };
    const { first = '', rest = '' } = preloads?.(page, request) ?? {};
    const html = portal.index
      .replace('</title>', () => `</title>\n    ${first}`)
      .replace('</head>', () => `  ${rest}\n  </head>`);
    return reply
      .status(head.status)
      .type(HTML)
      .header('cache-control', 'no-cache')
      .header('vary', 'accept-language')
      .send(head.html ? html.replace(/<title>.*?<\/title>/s, () => head.html) : html);
  };
  fastify.get('/', page);
  fastify.get('/*', page);
}

/** Which of the routes an address is; -1 for none. */
function matcher(routes: string[]): (path: string) => number {
  const patterns = routes.map(
    (route) => new RegExp(`^${route.replace(/:\w+\?/g, '[^/]*').replace(/:\w+/g, '[^/]+')}/?$`),
  );
  return (path) => patterns.findIndex((pattern) => pattern.test(path));
}

const NOT_BUILT = `<!doctype html><html lang="en"><title>Roundtable</title>
<p>The portal is not built. Run “npm start”, or “npm run build”. Programs can use <a href="/graphql">/graphql</a> meanwhile.`;
