import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

// Written in JavaScript because Jest loads what surrounds the run (set-up, teardown) without the transform of the tests.

const prefix = 'roundtable-test-';

/** Where the test run keeps its PostgreSQL; the name says whose it is. */
export function makeTestHome() {
  const home = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  // PostgreSQL may run as another user, when we are root, and has to pass through.
  chmodSync(home, 0o711);
  return home;
}

/** Stops what runs in there and deletes it, wherever the data lie. */
export async function removeTestHome(home) {
  const note = join(home, 'postgres', 'location.json');
  const data = existsSync(note) ? JSON.parse(readFileSync(note, 'utf8')).data : join(home, 'postgres', 'data');
  const pidFile = join(data, 'postmaster.pid');
  if (existsSync(pidFile)) {
    const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
    // Immediate: the data are deleted anyway.
    if (pid > 0 && isPostgres(pid)) process.kill(pid, 'SIGQUIT');
    for (let turn = 0; turn < 100 && existsSync(pidFile) && isPostgres(pid); turn++) await sleep(50);
  }
  if (existsSync(note)) rmSync(dirname(data), { recursive: true, force: true, maxRetries: 5 });
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}

/** Homes of runs that were killed before they could tidy up. */
export async function removeLeftHomes() {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(prefix) && Number.parseInt(name.slice(prefix.length), 10);
    if (!pid || isRunning(pid)) continue;
    await removeTestHome(join(tmpdir(), name)).catch(() => undefined);
  }
}

function isPostgres(pid) {
  if (process.platform !== 'linux') return isRunning(pid);
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return false;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
