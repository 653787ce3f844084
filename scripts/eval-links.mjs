import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded } from './build.mjs';
import { installIfNeeded } from './install.mjs';
import { checkNode, root } from './project.mjs';

// npm run eval:links -- DIR…: how well suggested recommendations are those that people judged right.
checkNode();
installIfNeeded();
buildIfNeeded({ quiet: true });
await import(pathToFileURL(join(root, 'test', 'eval', 'links.mjs')).href);
