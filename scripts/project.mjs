import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The project's directory, wherever the command was given. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Ends with a sentence instead of a stack. */
export function fail(message) {
  console.error(`\n${message}`);
  process.exit(1);
}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)) return;
  fail(`Roundtable needs Node.js 20.19, 22.12, 24 or later; this is ${process.versions.node}. See https://nodejs.org.`);
}

/** Runs a script of Node's in the project; answers whether it succeeded. */
export function runNode(args, options = {}) {
  const { status, error } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) console.error(error.message);
  return status === 0;
}
