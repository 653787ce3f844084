import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded } from './build.mjs';
import { installIfNeeded } from './install.mjs';
import { checkNode, root } from './project.mjs';

// npm run bench:import: what it measures and which options it takes is told in test/bench-import/README.md.
checkNode();
installIfNeeded();
buildIfNeeded();
await import(pathToFileURL(join(root, 'test', 'bench-import', 'main.mjs')).href);
