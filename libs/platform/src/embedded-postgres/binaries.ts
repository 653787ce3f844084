import { chmodSync, copyFileSync, existsSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { cp, mkdir, rename } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { run, type ServerUser } from './run.js';

export type Program = 'initdb' | 'pg_ctl' | 'postgres';

/** A directory with bin, lib and share of PostgreSQL. */
export interface Binaries {
  directory: string;
  path(program: Program): string;
}

/**
 * The binaries of this platform, runnable by the server's user. They are used where npm put them; when that user can't get
 * there, or npm's install script did not make the links of the libraries and we can't either, a copy is used.
 */
export async function findBinaries(
  user: ServerUser | undefined,
  copyTo: string,
  log: (line: string) => void,
): Promise<Binaries> {
  const shipped = shippedDirectory();
  const problem = await unusable(shipped, user);
  if (!problem) return binaries(shipped);
  const copy = join(copyTo, `postgresql-${versionOf(shipped)}`);
  if (!existsSync(copy)) {
    log(`Copying the PostgreSQL programs to ${copy}: ${problem}.`);
    const unfinished = `${copy}.${process.pid}`;
    await mkdir(copyTo, { recursive: true, mode: 0o755 });
    await cp(shipped, unfinished, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !source.endsWith('.a'),
    });
    await rename(unfinished, copy).catch((error) => {
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    });
  }
  const still = await unusable(copy, user);
  if (!still) return binaries(copy);
  throw new EmbeddedPostgresError(
    `The embedded PostgreSQL does not run on this machine (${still}): set DATABASE_URL to a PostgreSQL server of your own.`,
  );
}

function binaries(directory: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { directory, path: (program) => join(directory, 'bin', program + suffix) };
}

/** The package for this platform is an optional dependency of embedded-postgres, so it is looked up from there. */
function shippedDirectory(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
  try {
    return join(dirname(createRequire(wrapper).resolve(name)), '..', 'native');
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The package ${name} with the PostgreSQL programs is missing: run "npm ci" without omitting optional dependencies, or, where there is no such package for this platform, set DATABASE_URL.`,
      { cause },
    );
  }
}

function versionOf(native: string): string {
  const { name, version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8'));
  return `${version}-${basename(name)}`;
}

/** Why the binaries can't be used by that user, if so. */
async function unusable(directory: string, user: ServerUser | undefined): Promise<string | undefined> {
  const { path } = binaries(directory);
  try {
    linkLibraries(directory);
    if (process.platform !== 'win32') {
      for (const program of ['initdb', 'pg_ctl', 'postgres'] as const) {
        if ((statSync(path(program)).mode & 0o555) !== 0o555) chmodSync(path(program), 0o755);
      }
    }
  } catch (error) {
    return `${directory} is incomplete and can't be completed, ${(error as Error).message}`;
  }
  const { code, output, failure } = await run(path('postgres'), ['--version'], { user, cwd: user ? '/' : directory });
  if (code === 0) return undefined;
  return `${user ? `${user.name} can't run` : 'can not run'} ${path('postgres')}, ${(failure?.message ?? output).trim()}`;
}

/** What the package's install script does, for those who don't run install scripts. */
function linkLibraries(directory: string): void {
  const list = join(directory, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const local = join(directory, target.replace(/^native\//, ''));
    // A link that leads nowhere counts as missing.
    if (existsSync(local)) continue;
    rmSync(local, { force: true });
    try {
      symlinkSync(basename(source), local);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      if (process.platform !== 'win32') throw error;
      copyFileSync(join(dirname(local), basename(source)), local);
    }
  }
}
