import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded } from './build.mjs';
import { installIfNeeded } from './install.mjs';
import { checkNode, root } from './project.mjs';

// npm start: from a clean clone to a running Roundtable. The command runs in this process, so that the signals npm passes on reach it.
checkNode();
installIfNeeded();
buildIfNeeded();
const main = join(root, 'dist', 'apps', 'cli', 'src', 'main.js');
process.argv = [process.argv[0], main, 'start', ...process.argv.slice(2)];
await import(pathToFileURL(main).href);
