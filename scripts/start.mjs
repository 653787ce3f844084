import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded } from './build.mjs';
import { installIfNeeded } from './install.mjs';
import { checkNode, root } from './project.mjs';

// npm start: from a clean clone to a running Roundtable. The command runs in this process, so that the signals npm passes on reach it.
checkNode();
installIfNeeded();
buildIfNeeded({ portal: true });
const main = join(root, 'dist', 'apps', 'cli', 'src', 'main.js');
stopWithNpm();
process.argv = [process.argv[0], main, 'start', ...process.argv.slice(2)];
await import(pathToFileURL(main).href);

/** npm hands a SIGTERM to the shell between us, and some shells die of it without passing it on: then we lose our parent, and stop. */
function stopWithNpm() {
  if (process.env.npm_lifecycle_event !== 'start' || process.platform === 'win32') return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
}
