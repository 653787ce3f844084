import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded } from './build.mjs';
import { installIfNeeded } from './install.mjs';
import { checkNode, root } from './project.mjs';

// npm run eval:search -- DIR…: how well search finds what is relevant; what it measures is told in test/eval/README.md.
checkNode();
installIfNeeded();
buildIfNeeded({ quiet: true });
await import(pathToFileURL(join(root, 'test', 'eval', 'search.mjs')).href);
