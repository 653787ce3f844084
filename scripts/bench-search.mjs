import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded } from './build.mjs';
import { installIfNeeded } from './install.mjs';
import { checkNode, root } from './project.mjs';

// npm run bench:search: what it measures and which options it takes is told in test/bench-search/README.md.
checkNode();
installIfNeeded();
buildIfNeeded();
await import(pathToFileURL(join(root, 'test', 'bench-search', 'main.mjs')).href);
