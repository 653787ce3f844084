import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.mjs';

/** What the last build was made from; beside its output, so that both vanish together. */
export const record = join(root, 'dist', '.build.json');

/** Files of the build by path, with time and size: cheap to compare, and a file that became older counts as changed too. */
export function listSources() {
  const sources = {};
  const walk = (directory) => {
    for (const entry of readdirSync(join(root, directory), { withFileTypes: true })) {
      const path = `${directory}/${entry.name}`;
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules' && path !== 'apps/portal') walk(path);
      } else if (!/\.(spec|d)\.ts$|\.md$|~$|^\./.test(entry.name)) {
        const { mtimeMs, size } = statSync(join(root, path));
        sources[path] = `${mtimeMs} ${size}`;
      }
    }
  };
  for (const top of ['apps', 'libs']) if (existsSync(join(root, top))) walk(top);
  return sources;
}

/** TypeScript is compiled, anything else (reference data, SQL) copied. */
export function outputOf(source) {
  return join(root, 'dist', source.replace(/\.ts$/, '.js'));
}

/** What decides how a file is compiled. */
export function settingsMark() {
  const hash = createHash('sha256');
  for (const file of ['.swcrc', 'scripts/build.mjs', 'scripts/sources.mjs', 'node_modules/@swc/core/package.json']) {
    hash.update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

export function readRecord() {
  try {
    return JSON.parse(readFileSync(record, 'utf8'));
  } catch {
    return { settings: '', sources: {} };
  }
}

/** Paths to build and paths whose output has to go. */
export function compareWithRecord() {
  const sources = listSources();
  const settings = settingsMark();
  const last = readRecord();
  const same = last.settings === settings;
  const changed = Object.keys(sources).filter((path) => !same || last.sources[path] !== sources[path]);
  const removed = Object.keys(last.sources).filter((path) => !(path in sources));
  return { sources, settings, changed, removed };
}
