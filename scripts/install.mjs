import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkNode, fail, root } from './project.mjs';

/** Installs the packages when those in node_modules aren't the ones package-lock.json names. */
export function installIfNeeded() {
  const reason = whyInstall();
  if (!reason) return;
  const locked = existsSync(join(root, 'package-lock.json')) && lockIsCurrent();
  const command = locked ? 'ci' : 'install';
  console.log(`Installing packages (npm ${command}): ${reason}. This takes a minute or two.`);
  // Packages for development too: building needs them. npm says by npm_execpath where it is, when it is what started us.
  const args = [command, '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const begun = Date.now();
  const { status, error } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    fail(
      `The packages could not be installed${error ? ` (${error.message})` : ''}. Is the registry reachable, and the disk not full?`,
    );
  }
  console.log(`Installed in ${Math.round((Date.now() - begun) / 1000)} s.`);
}

/** npm keeps a list of what it has put there, written last: it doubles as the mark of a finished installation. */
function whyInstall() {
  const installed = read('node_modules/.package-lock.json')?.packages;
  if (!installed) return 'nothing is installed yet';
  const lock = read('package-lock.json');
  if (!lock) return 'there is no package-lock.json';
  if (!lockIsCurrent(lock)) return 'package.json has changed';
  for (const [path, { version, optional }] of Object.entries(lock.packages)) {
    if (path === '' || installed[path]?.version === version || (optional && !installed[path])) continue;
    return `${path.replace('node_modules/', '')} ${version} is missing`;
  }
  return undefined;
}

function lockIsCurrent(lock = read('package-lock.json')) {
  const wanted = read('package.json');
  return ['dependencies', 'devDependencies', 'optionalDependencies'].every(
    (kind) => JSON.stringify(sorted(wanted[kind])) === JSON.stringify(sorted(lock.packages?.['']?.[kind])),
  );
}

function sorted(dependencies = {}) {
  return Object.entries(dependencies).sort(([a], [b]) => (a < b ? -1 : 1));
}

function read(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8'));
  } catch {
    return undefined;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  checkNode();
  installIfNeeded();
}
