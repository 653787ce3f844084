import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Coding } from './compression.js';

/** A file of the built portal, ready to be sent. */
export interface PortalFile {
  type: string;
  plain: Buffer;
  /** By content coding, best first; none for what is compressed by nature. */
  coded: { coding: Coding; content: Buffer }[];
  etag: string;
}

/** The built portal, read once: it is small, and its files never change while we run. */
export interface PortalFiles {
  files: ReadonlyMap<string, PortalFile>;
  index: string;
  routes: PortalRoutes;
}

/** What the build says of the pages, in names of files. */
export interface PortalRoutes {
  /** Addresses that are pages, e.g. /contributions/:reference, with what each needs beside the first script. */
  pages: { path: string; scripts: string[]; styles: string[] }[];
  /** The texts of each language. */
  languages: Record<string, string>;
  /** What begins to ask before the portal stands, with what it imports; itself first. */
  begin: string[];
}

/** Undefined where the portal was not built; the api works without it. */
export function readPortalFiles(): PortalFiles | undefined {
  const directory = portalDirectory();
  if (!directory) return undefined;
  const files = new Map<string, PortalFile>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || /^(index\.html|routes\.json|\..*)$|\.(br|gz)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(directory.length).replaceAll('\\', '/'), portalFile(path));
  }
  return {
    files,
    index: readFileSync(join(directory, 'index.html'), 'utf8'),
    routes: JSON.parse(readFileSync(join(directory, 'routes.json'), 'utf8')),
  };
}

/** dist/portal, seen from the build (dist/apps/api/src/edge) or, in tests, from the source. */
function portalDirectory(): string | undefined {
  const base = fileURLToPath(new URL('../../../../', import.meta.url));
  return [join(base, 'portal'), join(base, 'dist', 'portal')].find((path) => existsSync(join(path, 'routes.json')));
}

function portalFile(path: string): PortalFile {
  const plain = readFileSync(path);
  return {
    type: TYPES[extname(path)] ?? 'application/octet-stream',
    plain,
    coded: CODINGS.filter(({ ending }) => existsSync(path + ending)).map(({ coding, ending }) => ({
      coding,
      content: readFileSync(path + ending),
    })),
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
  };
}

/** As the build lays them beside each text, best first. */
const CODINGS = [
  { coding: 'br', ending: '.br' },
  { coding: 'gzip', ending: '.gz' },
] as const;

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
};
