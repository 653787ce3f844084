import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = process.cwd();

interface Violation {
  from: string;
  to: string;
  rule: { name: string };
}

/** What the rules of the project find in a tree, as "rule: from -> to". */
function violations(directory: string): string[] {
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [cruiser, '--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', 'apps', 'libs'];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: directory,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    // Options meant for Jest's process would only make it slow or talkative.
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser failed: ${stderr || stdout}`);
  const { summary } = JSON.parse(stdout) as { summary: { violations: Violation[]; totalCruised: number } };
  expect(summary.totalCruised).toBeGreaterThan(0);
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`).sort();
}

describe('the house', () => {
  it('keeps its floors, its doors and has no circles', () => {
    expect(violations(root)).toEqual([]);
  });

  it('has a floor for every lib', () => {
    const rules = readFileSync(join(root, '.dependency-cruiser.cjs'), 'utf8');
    const floors = [...(/const floors = \[([^\]]*)\]/.exec(rules)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(
      ([, lib]) => lib,
    );
    const libs = readdirSync(join(root, 'libs')).filter((lib) => existsSync(join(root, 'libs', lib, 'src')));
    expect(libs.filter((lib) => !floors.includes(lib))).toEqual([]);
  });
});

describe('the rules of the house', () => {
  /** A house where everything is wrong once, and right in the ways that are allowed. */
  const files: Record<string, string> = {
    'libs/platform/src/index.ts': "export * from './clock.js';",
    'libs/platform/src/clock.ts': 'export interface Clock { now(): Date }',
    'libs/platform/src/upstairs.ts': "import type { Actor } from '#libs/identity'; export type A = Actor;",
    'libs/platform/src/own-door.ts': "import type { Clock } from '#libs/platform'; export type C = Clock;",
    'libs/platform/src/app.ts': "import { main } from '../../../apps/api/src/main.js'; export const m = main;",
    'libs/platform/src/nowhere.ts': "import { x } from '#libs/identity/src/actor'; export const y = x;",
    'libs/platform/src/tables.db.spec.ts': "import { tables } from '#apps/tables'; export const t = tables;",
    'libs/platform/src/serve.spec.ts':
      "import { serve } from '../../../apps/api/src/serve.js'; export const s = serve;",
    'libs/identity/src/index.ts': "export * from './actor.js';",
    'libs/identity/src/actor.ts': 'export interface Actor { id: string }',
    'libs/identity/src/hen.ts': "import type { Egg } from './egg.js'; export interface Hen { from: Egg }",
    'libs/identity/src/egg.ts': "import type { Hen } from './hen.js'; export interface Egg { from: Hen }",
    'libs/links/src/index.ts': "import type { Actor } from '#libs/identity'; export type A = Actor;",
    'libs/links/src/window.ts': "import type { Actor } from '../../identity/src/actor.js'; export type A = Actor;",
    'libs/exchange/src/index.ts': 'export const exchange = 1;',
    'libs/analysis/src/index.ts': "import { exchange } from '#libs/exchange'; export const analysis = exchange;",
    'apps/tables.ts': "import type { Actor } from '#libs/identity'; export const tables: Actor[] = [];",
    'apps/prepare.ts': "import { tables } from './tables.js'; export const prepare = tables;",
    'apps/api/src/main.ts': 'export const main = 1;',
    'apps/api/src/serve.ts': "import { prepare } from '../../prepare.js'; export const serve = prepare;",
    'apps/api/src/window.ts':
      "import type { Actor } from '../../../libs/identity/src/index.js'; export type A = Actor;",
    'apps/worker/src/work.ts': "import { main } from '../../api/src/main.js'; export const work = main;",
    'apps/worker/src/serve-too.ts': "import { serve } from '../../api/src/serve.js'; export const s = serve;",
    'apps/cli/src/main.ts':
      "import { serve } from '../../api/src/serve.js'; import { work } from '../../worker/src/work.js'; export const m = [serve, work];",
    'apps/cli/src/other.ts': "import { main } from '../../api/src/main.js'; export const o = main;",
  };
  const expected = [
    'apps-by-the-door-of-libs: apps/api/src/window.ts -> libs/identity/src/index.ts',
    'apps-stand-alone: apps/cli/src/other.ts -> apps/api/src/main.ts',
    'apps-stand-alone: apps/worker/src/work.ts -> apps/api/src/main.ts',
    'leads-somewhere: libs/platform/src/nowhere.ts -> #libs/identity/src/actor',
    'lib-by-its-door: libs/links/src/window.ts -> libs/identity/src/actor.ts',
    'lib-not-by-its-own-door: libs/platform/src/own-door.ts -> libs/platform/src/index.ts',
    'libs-know-no-apps: libs/platform/src/app.ts -> apps/api/src/main.ts',
    'no-circle: libs/identity/src/egg.ts -> libs/identity/src/hen.ts',
    'not-upstairs-from-analysis: libs/analysis/src/index.ts -> libs/exchange/src/index.ts',
    'not-upstairs-from-platform: libs/platform/src/upstairs.ts -> libs/identity/src/index.ts',
    'only-the-command-line-starts-apps: apps/worker/src/serve-too.ts -> apps/api/src/serve.ts',
    'tests-of-libs-know-no-apps: libs/platform/src/serve.spec.ts -> apps/api/src/serve.ts',
  ];
  let found: string[] = [];
  const tree = mkdtempSync(join(tmpdir(), 'roundtable-house-'));

  beforeAll(() => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), `${text}\n`);
    }
    cpSync(join(root, '.dependency-cruiser.tsconfig.json'), join(tree, '.dependency-cruiser.tsconfig.json'));
    cpSync(join(root, 'package.json'), join(tree, 'package.json'));
    found = violations(tree);
  });

  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  it.each(expected)('find %s', (violation) => {
    expect(found).toContain(violation);
  });

  it('find nothing else', () => {
    // The circle is told from both of its ends or from one.
    const other = found.filter(
      (violation) => !expected.includes(violation) && !violation.startsWith('no-circle: libs/identity'),
    );
    expect(other).toEqual([]);
  });
});
