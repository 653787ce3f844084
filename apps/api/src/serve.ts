import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Recommendations } from '#libs/catalogue';
import { Files, Receipts, ReceiveUpload } from '#libs/documents';
import { CitationSources, learnToCite } from '#libs/exchange';
import { Authenticate, AuthenticateSession, BeginSession, EndSession } from '#libs/identity';
import { BlobStore, limits, type PlatformOptions } from '#libs/platform';
import { CANDIDATE_SOURCES } from '#libs/search';
import { ApiModule } from './api.module.js';
import { installCompression } from './edge/compression.js';
import { installFiles } from './edge/files/install-files.js';
import { installGate } from './edge/gate.js';
import { installHealth } from './edge/health.js';
import { installPages } from './edge/pages.js';
import { installPortal } from './edge/portal.js';
import { portalHead } from './edge/portal-head.js';
import { installSession } from './edge/session.js';
import { installUnread } from './edge/unread.js';
import { NestLog } from './nest-log.js';

/**
 * The one style that react-aria puts into the page by itself (touch-action of what can be pressed), named by its hash: when a new version
 * changes it, the browser says the new hash, and the tests fail.
 */
const REACT_ARIA_STYLE = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";

/** A running api. */
export interface Serving {
  /** Address, e.g. http://127.0.0.1:4000 */
  url: string;
  app: NestFastifyApplication;
  /** Lets requests under way finish (ten seconds at most), then stops. */
  close(): Promise<void>;
}

/** Makes the application, without listening. */
export async function createApi(options: PlatformOptions): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ bodyLimit: limits.requestBytes, forceCloseConnections: 'idle' });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.with(options), adapter, {
    logger: new NestLog(options.log),
    abortOnError: false,
  });
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  await fastify.register(
    helmet as never,
    {
      contentSecurityPolicy: {
        directives: {
          defaultSrc: ["'self'"],
          styleSrc: ["'self'", REACT_ARIA_STYLE],
          scriptSrc: ["'self'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          imgSrc: ["'self'", 'data:'],
          objectSrc: ["'none'"],
          frameAncestors: ["'none'"],
          upgradeInsecureRequests: null,
        },
      },
      strictTransportSecurity: false,
    } as never,
  );
  installGate(fastify, options.configuration, { token: app.get(Authenticate), session: app.get(AuthenticateSession) });
  installUnread(fastify);
  installCompression(fastify);
  installHealth(fastify, options.database, app.get(CANDIDATE_SOURCES, { strict: false }));
  installSession(fastify, options.log, app.get(BeginSession), app.get(EndSession));
  await installFiles(fastify, {
    uploads: app.get(ReceiveUpload, { strict: false }),
    receipts: app.get(Receipts, { strict: false }),
    files: app.get(Files, { strict: false }),
    blobs: app.get(BlobStore),
    configuration: options.configuration,
    log: options.log,
  });
  installPages(fastify);
  installPortal(
    fastify,
    portalHead({
      papers: app.get(CitationSources, { strict: false }),
      recommendations: app.get(Recommendations, { strict: false }),
      publicUrl: options.configuration.publicUrl,
    }),
  );
  return app;
}

/** Makes the application and listens on HOST and PORT. */
export async function serve(options: PlatformOptions): Promise<Serving> {
  const app = await createApi(options);
  await learnToCite();
  const { host, port } = options.configuration;
  await app.listen(port, host);
  const address = app.getHttpServer().address() as { port: number };
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return { url: `http://${shown}:${address.port}`, app, close: () => app.close() };
}
