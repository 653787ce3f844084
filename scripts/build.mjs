import { copyFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildPortalIfNeeded } from './portal.mjs';
import { checkNode, fail, root, runNode } from './project.mjs';
import { compareWithRecord, outputOf, readRecord, record } from './sources.mjs';

/**
 * For the other scripts: builds when a source has changed, in a process of its own, which gives its memory back. The portal only where it
 * is served: it needs the printed schema, which is made by a script that builds the rest first.
 */
export function buildIfNeeded({ quiet = false, portal = false } = {}) {
  buildLibsIfNeeded(quiet);
  if (portal) buildPortalIfNeeded({ quiet });
}

function buildLibsIfNeeded(quiet) {
  const { changed, removed } = compareWithRecord();
  if (changed.length + removed.length === 0) return;
  const built = runNode([join(root, 'scripts', 'build.mjs'), '--no-portal'], {
    stdio: quiet ? ['ignore', 'ignore', 'inherit'] : 'inherit',
  });
  if (!built) fail('The build failed, see above.');
}

/** Compiles what has changed since the last build; the types are checked by `npm run types`. */
async function build() {
  const begun = Date.now();
  const { sources, settings, changed, removed } = compareWithRecord();
  if (changed.length + removed.length === 0) return console.log('Build: nothing has changed.');
  const { transformFile } = await import('@swc/core');
  if (!readRecord().settings) rmSync(join(root, 'dist'), { recursive: true, force: true });
  const failures = [];
  await Promise.all(
    changed.map((path) =>
      (path.endsWith('.ts') ? compile(transformFile, path) : copy(path)).catch((error) => {
        failures.push(path);
        console.error(`${path}: ${error.message}`);
      }),
    ),
  );
  for (const path of removed) {
    for (const output of [outputOf(path), `${outputOf(path)}.map`]) rmSync(output, { force: true });
  }
  // What failed is left out, and so is tried again the next time.
  for (const path of failures) delete sources[path];
  put(record, JSON.stringify({ settings, sources }));
  if (failures.length) fail(`Build: ${failures.length} of ${changed.length} files failed.`);
  const gone = removed.length ? `, ${removed.length} removed` : '';
  console.log(`Build: ${changed.length} files in ${((Date.now() - begun) / 1000).toFixed(1)} s${gone}.`);
}

async function compile(transformFile, path) {
  const output = outputOf(path);
  const { code, map } = await transformFile(join(root, path), { cwd: root, root, sourceFileName: join(root, path) });
  put(`${output}.map`, map ?? '');
  put(output, map ? `${code}\n//# sourceMappingURL=${output.split(/[\\/]/).pop()}.map\n` : code);
}

async function copy(path) {
  mkdirSync(dirname(outputOf(path)), { recursive: true });
  copyFileSync(join(root, path), outputOf(path));
}

/** By renaming, so that a server starting meanwhile never reads half a file. */
function put(file, content) {
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, content);
  renameSync(unfinished, file);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  checkNode();
  await build();
  if (!process.argv.includes('--no-portal')) buildPortalIfNeeded();
}
