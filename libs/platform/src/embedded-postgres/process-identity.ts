import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Whether a process with this id runs; one that ended and was not collected by its parent doesn't. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return !/^[ZX]/.test(statOf(pid)[0] ?? '');
}

/**
 * When the process began, as an opaque mark without dots: a process id comes back after a while, the pair of both doesn't.
 * '0' where it can't be told.
 */
export function beginOf(pid: number): string {
  if (process.platform === 'linux') {
    const ticks = statOf(pid)[19];
    return ticks ? `${bootMark()}-${ticks}` : '0';
  }
  if (process.platform === 'win32') return '0';
  return ps(pid, 'lstart').replace(/\W+/g, '-') || '0';
}

/** The command line of a process, or '' where there is none to be seen. */
export function commandLineOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    if (process.platform === 'win32') {
      return execFileSync('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'], { encoding: 'utf8' });
    }
    return ps(pid, 'command');
  } catch {
    return '';
  }
}

/** Fields of /proc/<pid>/stat from the state on; the name before it may hold blanks and brackets. */
function statOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

/** Ticks count from the boot, so a mark without it could come back with the next one. */
function bootMark(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
  } catch {
    return 'boot';
  }
}

function ps(pid: number, column: string): string {
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', `${column}=`], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
}
