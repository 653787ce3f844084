import { closeSync, existsSync, openSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.js';
import { describe } from './cluster.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import type { Place } from './place.js';
import { commandLineOf, isAlive } from './process-identity.js';
import { run } from './run.js';
import { boundLog, logSince, logSize } from './server-log.js';
import { writeSettings } from './settings.js';

export const logFile = (place: Place) => join(place.directory, 'postgres.log');

/** What runs on the data, if anything does. Clears away the note of a server that is no more. */
export function findPostmaster(place: Place, log: (line: string) => void) {
  const file = join(place.data, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const [pid, data, , port, , , , status] = readFileSync(file, 'utf8').split('\n');
  if (!pid) return undefined;
  const command = isAlive(Number(pid)) ? commandLineOf(Number(pid)) : '';
  // The id may belong to another program by now; PostgreSQL itself would refuse to start in that case.
  const ours =
    process.platform === 'win32'
      ? command.includes('postgres')
      : /postgres/.test(command) && command.includes(data ?? place.data);
  if (ours) return { pid: Number(pid), port: Number(port), status: status?.trim() ?? 'starting' };
  log('PostgreSQL did not end orderly the last time; it recovers by itself.');
  rmSync(file, { force: true });
  return undefined;
}

/** Starts the server and waits until it answers, which after a crash may take a while. Answers its port. */
export async function startPostmaster(
  place: Place,
  binaries: Binaries,
  options: { port: number; durable: boolean; log: (line: string) => void },
): Promise<number> {
  refuseOddPath(place.data);
  refuseOddPath(binaries.directory);
  let port = options.port;
  const begun = Date.now();
  for (let attempt = 1; ; attempt++) {
    port = (await isFree(port)) ? port : await freePort();
    writeSettings(place, port, options.durable);
    boundLog(logFile(place));
    const offset = logSize(logFile(place));
    const { code, failure } = await pgCtl(place, binaries, ['start', '-w', '-t', '900']);
    if (code === 0) return port;
    const said = failure?.message ?? logSince(logFile(place), offset);
    if (/could not bind|address already in use/i.test(said) && attempt < 10) {
      port = 0;
    } else if (/shared memory block .* is still in use|lock file "postmaster.pid" already exists/s.test(said)) {
      await outwait(place, Date.now() - begun, options.log);
    } else {
      throw new EmbeddedPostgresError(`${describe('PostgreSQL did not start', said)} (more in ${logFile(place)})`);
    }
  }
}

/** Ends the server in order; one that doesn't come to an end in a minute is ended without ceremony and recovers later. */
export async function stopPostmaster(place: Place, binaries: Binaries): Promise<void> {
  const orderly = await pgCtl(place, binaries, ['stop', '-w', '-t', '60', '-m', 'fast']);
  if (orderly.code === 0 || !existsSync(join(place.data, 'postmaster.pid'))) return;
  await pgCtl(place, binaries, ['stop', '-w', '-t', '30', '-m', 'immediate']);
}

/** pg_ctl hands its paths to a shell in double quotes, and in there these characters mean something. */
function refuseOddPath(path: string): void {
  if (process.platform === 'win32' || !/["$`\\]/.test(path)) return;
  throw new EmbeddedPostgresError(
    `PostgreSQL can't be started from the path ${path}, because of its quotes, dollar signs or backslashes: use another directory.`,
  );
}

async function pgCtl(place: Place, binaries: Binaries, args: string[]) {
  const outputTo = openSync(logFile(place), 'a', 0o600);
  try {
    return await run(binaries.path('pg_ctl'), [...args, '-s', '-D', place.data], {
      cwd: place.data,
      user: place.user,
      outputTo,
    });
  } finally {
    closeSync(outputTo);
  }
}

/** Processes of a server that was killed end as soon as they notice; those that don't are told after a while. */
async function outwait(place: Place, waitedMs: number, log: (line: string) => void): Promise<void> {
  const left = remainders(place.data);
  if (waitedMs > 60_000) {
    throw new EmbeddedPostgresError(
      `Processes of an earlier PostgreSQL still use ${place.data}: end them (${left.join(', ') || 'search for "postgres"'}), and try again.`,
    );
  }
  if (waitedMs < 1_000) log('Waiting for the processes of an earlier PostgreSQL to end.');
  if (waitedMs > 5_000) for (const pid of left) process.kill(pid, 'SIGTERM');
  await sleep(500);
}

/** Server processes that work in the data directory, where /proc tells. */
function remainders(data: string): number[] {
  const pids = process.platform === 'linux' ? readdirSync('/proc').map(Number).filter(Boolean) : [];
  return pids.filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === data && /^postgres/.test(commandLineOf(pid)) && isAlive(pid);
    } catch {
      return false;
    }
  });
}

async function isFree(port: number): Promise<boolean> {
  return port > 0 && (await listen(port)) === port;
}

async function freePort(): Promise<number> {
  const port = await listen(0);
  if (port) return port;
  throw new EmbeddedPostgresError('No port of 127.0.0.1 can be listened on: is the loopback interface up?');
}

function listen(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
