import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Binaries } from './binaries.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import type { Place } from './place.js';
import { run } from './run.js';
import { handOver } from './server-user.js';

/** The one account, a superuser, and the one database. */
export const account = 'roundtable';
export const database = 'roundtable';

/** Makes the data directory when there is none; a half-made one never bears its name. Answers the password. */
export async function provideCluster(place: Place, binaries: Binaries, durable: boolean, log: (line: string) => void) {
  const passwordFile = join(place.home, 'postgres-password');
  removeUnfinished(place);
  if (existsSync(join(place.data, 'PG_VERSION'))) {
    if (!existsSync(passwordFile)) {
      throw new EmbeddedPostgresError(
        `The password file ${passwordFile} is missing: put it back, or move ${place.data} away to begin anew.`,
      );
    }
    await checkVersion(place, binaries);
    return readFileSync(passwordFile, 'utf8').trim();
  }
  const password = existsSync(passwordFile)
    ? readFileSync(passwordFile, 'utf8').trim()
    : randomBytes(24).toString('hex');
  writeFileSync(`${passwordFile}.new`, `${password}\n`, { mode: 0o600 });
  renameSync(`${passwordFile}.new`, passwordFile);
  log('Preparing a new PostgreSQL database.');
  await initialise(place, binaries, password, durable);
  return password;
}

async function initialise(place: Place, binaries: Binaries, password: string, durable: boolean): Promise<void> {
  const unfinished = `${place.data}.unfinished-${process.pid}`;
  const passwordFile = `${unfinished}-password`;
  mkdirSync(unfinished, { mode: 0o700 });
  handOver(unfinished, place.user);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  handOver(passwordFile, place.user);
  const { code, output, failure } = await initdb(place, binaries, unfinished, passwordFile, durable);
  if (code !== 0) {
    removeUnfinished(place);
    throw new EmbeddedPostgresError(describe(`initdb failed in ${dirname(place.data)}`, failure?.message ?? output));
  }
  appendFileSync(join(unfinished, 'postgresql.conf'), "\ninclude_if_exists = 'roundtable.conf'\n");
  rmSync(passwordFile, { force: true });
  if (existsSync(place.data)) renameSync(place.data, `${place.data}.broken-${Date.now()}`);
  renameSync(unfinished, place.data);
  if (durable && process.platform !== 'win32') {
    const directory = openSync(dirname(place.data), 'r');
    fsyncSync(directory);
    closeSync(directory);
  }
}

/**
 * Sorting and case come from PostgreSQL's own C.UTF-8, the same on every machine. What is a letter, extensions such as pg_trgm
 * still ask the system, whose plain C knows only ASCII: so the first of these that the machine has.
 */
async function initdb(place: Place, binaries: Binaries, data: string, passwordFile: string, durable: boolean) {
  const fixed = ['-D', data, '-U', account, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'];
  fixed.push('--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8');
  fixed.push('--text-search-config=simple', ...(durable ? [] : ['--no-sync']));
  const options = { cwd: dirname(data), user: place.user };
  for (const locale of process.platform === 'win32' ? [] : ['C.UTF-8', 'en_US.UTF-8']) {
    const outcome = await run(binaries.path('initdb'), [...fixed, `--lc-ctype=${locale}`], options);
    if (!/invalid locale name/.test(outcome.output)) return outcome;
  }
  return run(binaries.path('initdb'), fixed, options);
}

function removeUnfinished(place: Place): void {
  const above = dirname(place.data);
  for (const name of existsSync(above) ? readdirSync(above) : []) {
    if (!name.startsWith(`${basename(place.data)}.unfinished-`)) continue;
    rmSync(join(above, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

async function checkVersion(place: Place, binaries: Binaries): Promise<void> {
  const made = readFileSync(join(place.data, 'PG_VERSION'), 'utf8').trim();
  const { output } = await run(binaries.path('postgres'), ['--version'], {
    cwd: dirname(place.data),
    user: place.user,
  });
  const present = /(\d+)/.exec(output)?.[1];
  if (made === present) return;
  throw new EmbeddedPostgresError(
    `${place.data} was made by PostgreSQL ${made}, and this is ${present}: export with the version of Roundtable that made it, or move it away to begin anew.`,
  );
}

/** What PostgreSQL said, in one line after what we were doing, with advice where the cause is plain. */
export function describe(doing: string, output: string): string {
  if (/no space left on device/i.test(output)) {
    return `${doing}: the disk is full. Free some space, or point ROUNDTABLE_HOME at another disk.`;
  }
  const lines = output.split('\n').map((line) => line.trim());
  const telling = lines.filter((line) => /error|fatal|panic|hint|could not/i.test(line));
  return `${doing}: ${(telling.length ? telling : lines.filter(Boolean)).slice(-4).join(' ') || 'no reason given'}`;
}
