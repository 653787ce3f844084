import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Unpacks the browser for tests, once for each version, and says where it is. A process of its own: the package unpacks into what TMPDIR
// names when it is loaded, and takes whatever lies there by its name.
const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const { version } = createRequire(import.meta.url)(join(modules, '@sparticuz/chromium/package.json'));
const cache = join(modules, '.cache', 'roundtable');
const home = join(cache, `chromium-${version}`);
if (!existsSync(join(home, 'chromium'))) {
  mkdirSync(cache, { recursive: true });
  const unfinished = mkdtempSync(join(cache, 'unpacking-'));
  process.env.TMPDIR = unfinished;
  const { default: chromium } = await import('@sparticuz/chromium');
  await chromium.executablePath();
  // Whole or not at all; when another worker was faster, its copy serves as well.
  try {
    renameSync(unfinished, home);
  } catch (error) {
    if (!existsSync(join(home, 'chromium'))) throw error;
    rmSync(unfinished, { recursive: true, force: true });
  }
}
console.log(join(home, 'chromium'));
