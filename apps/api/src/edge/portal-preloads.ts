import type { FastifyRequest } from 'fastify';
import type { PortalRoutes } from './portal-files.js';

type Page = PortalRoutes['pages'][number];

const FALLBACK = 'en';

export interface PortalPreloads {
  /** Before the first script: what begins to ask. */
  first: string;
  /**
   * For the end of the head. A browser without HTTP/2 has six requests under way, in the order in which it meets them: the first script weighs
   * more than all else and has to begin before it. And a page's style comes after that of all pages, which it overrides.
   */
  rest: string;
}

/**
 * What the first response names beside the first script: what begins to ask for the page's data, the page's own script and style, and the
 * texts of the reader's language. Else the first script would have to be there before any of it was asked for.
 */
export function portalPreloads(
  routes: PortalRoutes,
): (page: Page | undefined, request: FastifyRequest) => PortalPreloads {
  const script = (name: string) => `<link rel="modulepreload" crossorigin href="/${name}" />`;
  const style = (name: string) => `<link rel="stylesheet" crossorigin href="/${name}" />`;
  const [begin, ...imported] = routes.begin;
  const first = begin
    ? [`<script type="module" async crossorigin src="/${begin}"></script>`, ...imported.map(script)].join('\n    ')
    : '';
  return (page, request) => {
    const texts = routes.languages[languageOf(request, Object.keys(routes.languages))];
    const rest = [
      ...(page?.styles ?? []).map(style),
      ...(texts ? [script(texts)] : []),
      ...(page?.scripts ?? []).map(script),
    ];
    return { first, rest: rest.join('\n    ') };
  };
}

/** As the portal chooses, but for what only the browser remembers: the address, then what the browser accepts, in its order. */
function languageOf(request: FastifyRequest, known: string[]): string {
  const asked = new URL(request.url, 'http://portal.invalid').searchParams.get('lang');
  const accepted = String(request.headers['accept-language'] ?? '').split(',');
  const wanted = [asked ?? '', ...accepted].map((tag) => tag.trim().toLowerCase().split(/[-;]/)[0] ?? '');
  return wanted.find((language) => known.includes(language)) ?? FALLBACK;
}
