import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded } from './build.mjs';
import { installIfNeeded } from './install.mjs';
import { checkNode, root } from './project.mjs';

// npm run eval:reading -- DIR…: how much of what is written in files is read, in order.
checkNode();
installIfNeeded();
buildIfNeeded({ quiet: true });
await import(pathToFileURL(join(root, 'test', 'eval', 'reading.mjs')).href);
