import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded } from './build.mjs';
import { installIfNeeded } from './install.mjs';
import { checkNode, root } from './project.mjs';

// npm run bench:portal: how soon the portal's pages stand, in the browser's own figures. With --url it measures a server that runs already.
checkNode();
installIfNeeded();
buildIfNeeded({ portal: true });
await import(pathToFileURL(join(root, 'test', 'bench-portal', 'main.mjs')).href);
