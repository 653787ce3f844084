import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const scripts = join(process.cwd(), 'scripts');
const IMPORT = /^import\s(?:[^'"]*\sfrom\s)?['"]([^'"]+)['"]/gm;

/** What a script takes in before its first line runs, by way of other scripts too. */
function takenIn(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const named = [...readFileSync(file, 'utf8').matchAll(IMPORT)].map((match) => match[1] as string);
  return named.flatMap((name) => (name.startsWith('.') ? takenIn(join(dirname(file), name), seen) : [name]));
}

describe('scripts that install what is missing', () => {
  it.each([
    'start',
    'test',
    'install',
    'build',
    'roundtable',
    'bench',
    'bench-search',
    'bench-import',
    'eval-search',
    'eval-links',
    'eval-reading',
  ])('%s.mjs takes in nothing that has to be installed first', (name) => {
    const file = join(scripts, `${name}.mjs`);
    const packages = takenIn(file).filter((taken) => !taken.startsWith('node:'));
    expect(packages).toEqual([]);
    expect(takenIn(file).length).toBeGreaterThan(0);
  });
});
