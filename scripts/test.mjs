import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installIfNeeded } from './install.mjs';
import { checkNode, root, runNode } from './project.mjs';

// npm test: everything. With arguments (npm test -- links) only the build and those tests, for the loop of writing.
checkNode();
installIfNeeded();

const given = process.argv.slice(2);
const tally = { passed: 0, failed: 0, skipped: 0 };
const bin = (path) => join(root, 'node_modules', path);

step('Build', [join(root, 'scripts', 'build.mjs')]);
if (given.length === 0) {
  step('Types', [bin('typescript/bin/tsc'), '--noEmit']);
  step('Types of the portal', [bin('typescript/bin/tsc'), '-p', join(root, 'apps/portal')]);
  step('Lint', [bin('@biomejs/biome/bin/biome'), 'check', '.']);
}
const ran = jest(given);

const skipped = tally.skipped ? `, ${tally.skipped} skipped` : '';
if (tally.skipped && !process.env.MEILI_URL)
  console.log(
    '\nSkipped: what needs a real Meilisearch, since MEILI_URL is not set; exchanges recorded from one were replayed.',
  );
console.log(`\n${tally.passed} passed, ${tally.failed} failed${skipped}`);
process.exitCode = tally.failed || !ran ? 1 : 0;

function step(name, args) {
  console.log(`\n== ${name}`);
  const passed = runNode(args);
  tally[passed ? 'passed' : 'failed']++;
  console.log(passed ? `${name}: passed` : `${name}: failed`);
}

/** Answers whether any test ran. Failures that are not a test's (a file that can't be loaded, a crash) count as one each. */
function jest(args) {
  console.log('\n== Tests');
  const directory = mkdtempSync(join(tmpdir(), 'roundtable-results-'));
  const file = join(directory, 'jest.json');
  // ES modules in Jest need the flag; npm must not warn about it in each worker.
  const flags = `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`;
  const succeeded = runNode([bin('jest/bin/jest.js'), '--json', `--outputFile=${file}`, ...args], {
    env: { ...process.env, NODE_OPTIONS: flags.trim() },
    stdio: ['inherit', 'ignore', 'inherit'],
  });
  const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  rmSync(directory, { recursive: true, force: true });
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = results;
  const failures = numFailedTests + (results.numRuntimeErrorTestSuites ?? 0);
  tally.passed += numPassedTests;
  tally.failed += succeeded ? failures : Math.max(failures, 1);
  tally.skipped += numPendingTests + numTodoTests;
  return numPassedTests + numFailedTests > 0;
}
