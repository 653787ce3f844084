import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { variables } from '../../libs/platform/src/configuration/variables.js';

const root = process.cwd();
const readsEnvironment = /\bprocess\s*(\?\.|\.)\s*env\b|\bprocess\[|from '(node:)?process'/;

/** Who else touches the environment, and why that is no setting of Roundtable. */
const allowed: Record<string, string> = {
  'libs/platform/src/embedded-postgres/run.ts': 'hands it on to the programs of PostgreSQL',
  'scripts/install.mjs': 'npm says there where it is',
  'scripts/start.mjs': 'npm says there that it is our parent',
  'scripts/test.mjs': 'hands it on to Jest',
};

function filesBelow(directory: string): string[] {
  return readdirSync(join(root, directory), { withFileTypes: true }).flatMap((entry) => {
    const path = `${directory}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesBelow(path);
    return /\.(ts|mjs|cjs|js|tsx)$/.test(path) && !path.endsWith('.spec.ts') ? [path] : [];
  });
}

/** The rows of the table in README's section on configuration, by variable. */
function documented(): Map<string, string> {
  const section = /^#+ [^\n]*configur[^\n]*\n([\s\S]*?)(?=^#+ |(?![\s\S]))/im.exec(
    readFileSync(join(root, 'README.md'), 'utf8'),
  );
  const rows = (section?.[1] ?? '').split('\n').map((line) => /^\|\s*`([A-Z][A-Z0-9_]*)`\s*\|(.*)$/.exec(line));
  return new Map(rows.flatMap((row) => (row ? [[row[1] as string, row[2] as string] as const] : [])));
}

describe('the environment', () => {
  const readers = ['apps', 'libs', 'scripts']
    .flatMap(filesBelow)
    .filter((path) =>
      readsEnvironment.test(readFileSync(join(root, path), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')),
    );

  it('is read by the configuration only', () => {
    const others = readers.filter((path) => !path.startsWith('libs/platform/src/configuration/'));
    expect(others.filter((path) => !(path in allowed))).toEqual([]);
  });

  it('has no exception that is not needed', () => {
    expect(Object.keys(allowed).filter((path) => !readers.includes(path))).toEqual([]);
  });

  it('is described in README.md, each variable with its default', () => {
    const rows = documented();
    const declared = Object.entries(variables as Record<string, { default?: string }>);
    expect([...rows.keys()].sort()).toEqual(declared.map(([name]) => name).sort());
    for (const [name, variable] of declared) expect(`${name}${rows.get(name)}`).toContain(variable.default ?? '');
  });
});
