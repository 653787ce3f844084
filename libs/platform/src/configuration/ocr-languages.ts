import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const SCOPE = '@tesseract.js-data';

/** Tesseract's codes, comma separated, the likeliest first. */
export function readOcrLanguages(value: string): string[] {
  return value
    .split(',')
    .map((code) => code.trim())
    .filter(Boolean);
}

/** What is wrong with a list of languages, as the end of a sentence that begins with the variable's name. */
export function faultOfOcrLanguages(value: string): string | undefined {
  const installed = installedOcrLanguages();
  const wanted = readOcrLanguages(value);
  const missing = wanted.filter((code) => !installed.includes(code));
  if (missing.length === 0 && wanted.length <= MOST && new Set(wanted).size === wanted.length) return undefined;
  if (missing.length === 0) return `must name at most ${MOST} languages, each once`;
  const known = installed.length > 0 ? `installed are ${installed.join(', ')}` : 'none is installed';
  return `must name installed languages: ${known}; others come by "npm install ${SCOPE}/${nameable(missing)}"`;
}

/** Each one makes recognition slower. */
const MOST = 6;

function nameable(missing: readonly string[]): string {
  return missing.find((code) => /^[a-z]{3}(_[a-z]+)*$/.test(code)) ?? 'CODE';
}

function installedOcrLanguages(): string[] {
  const folders = (createRequire(import.meta.url).resolve.paths(SCOPE) ?? []).map((path) => join(path, SCOPE));
  const folder = folders.find((path) => existsSync(path));
  return folder === undefined
    ? []
    : readdirSync(folder)
        .filter((code) => existsSync(join(folder, code, '4.0.0_best_int', `${code}.traineddata.gz`)))
        .sort();
}
