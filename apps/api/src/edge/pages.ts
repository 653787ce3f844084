import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';

const resolve = createRequire(import.meta.url).resolve;
const page = (name: string) => readFileSync(new URL(`./pages/${name}`, import.meta.url));
const fromPackage = (name: string, file: string) => readFileSync(join(dirname(resolve(`${name}/package.json`)), file));

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';
const HTML = 'text/html; charset=utf-8';

/** CodeMirror in the explorer sets styles on elements; the portal's pages allow no such thing. */
const EXPLORER_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** GraphiQL at GET /graphql. Everything comes from this server: no request leaves the site. */
export function installPages(fastify: FastifyInstance): void {
  const serve = (path: string, type: string, read: () => Buffer) => {
    let content: Buffer | undefined;
    fastify.get(path, async (_request, reply) => {
      content ??= read();
      return reply.type(type).send(content);
    });
  };
  serve('/pages.css', STYLE, () => page('pages.css'));
  serve('/explorer/start.js', SCRIPT, () => page('explorer.js'));
  serve('/explorer/react.js', SCRIPT, () => fromPackage('explorer-react', 'umd/react.production.min.js'));
  serve('/explorer/react-dom.js', SCRIPT, () => fromPackage('explorer-react-dom', 'umd/react-dom.production.min.js'));
  serve('/explorer/graphiql.js', SCRIPT, () => fromPackage('graphiql', 'graphiql.min.js'));
  serve('/explorer/graphiql.css', STYLE, () => fromPackage('graphiql', 'graphiql.min.css'));
  let explorer: Buffer | undefined;
  // A browser that opens /graphql gets the explorer; a client that sends a query by GET goes on to Apollo.
  fastify.addHook('onRequest', async (request, reply) => {
    const isVisit =
      request.method === 'GET' && /^\/graphql\/?$/.test(request.url) && /text\/html/.test(request.headers.accept ?? '');
    if (!isVisit) return undefined;
    explorer ??= page('explorer.html');
    return reply.type(HTML).header('content-security-policy', EXPLORER_POLICY).send(explorer);
  });
}
