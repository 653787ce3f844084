#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkNode, fail, root } from './project.mjs';

// npx roundtable …: the command line. Where there are no sources (an image for production) it runs what was built there.
checkNode();
const main = join(root, 'dist', 'apps', 'cli', 'src', 'main.js');
if (existsSync(join(root, 'apps'))) {
  if (!existsSync(join(root, 'node_modules'))) fail('Nothing is installed yet: run "npm ci", or "npm start", first.');
  const { buildIfNeeded } = await import('./build.mjs');
  buildIfNeeded({ quiet: true });
}
process.argv[1] = main;
await import(pathToFileURL(main).href);
