import { chownSync, readFileSync, statSync } from 'node:fs';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { run, type ServerUser } from './run.js';

/**
 * PostgreSQL refuses to run as root. Then it runs as the owner of the data that exist already, else as an account without
 * rights that every machine has. Undefined: as ourselves.
 */
export function serverUser(data: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(data, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { name: `user ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const wanted of ['postgres', '_postgres', 'nobody']) {
    const [name, , uid, gid] = accounts.find((account) => account[0] === wanted) ?? [];
    if (name && Number(uid)) return { name, uid: Number(uid), gid: Number(gid) };
  }
  throw new EmbeddedPostgresError(
    'PostgreSQL refuses to run as root, and there is no user postgres or nobody to run it as: start as an ordinary user, or set DATABASE_URL.',
  );
}

/** Gives a file or directory to the server's user. */
export function handOver(path: string, user: ServerUser | undefined): void {
  if (!user) return;
  try {
    chownSync(path, user.uid, user.gid);
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `PostgreSQL refuses to run as root, and ${path} can't be given to ${user.name}: start as an ordinary user, or set DATABASE_URL.`,
      { cause },
    );
  }
}

/** Whether that user gets to the directory through all its parents; asked by a process of that user. */
export async function canReach(directory: string, user: ServerUser | undefined): Promise<boolean> {
  if (!user) return true;
  const { code, failure } = await run('/bin/sh', ['-c', 'cd "$0"', directory], { user, cwd: '/' });
  if (failure) {
    throw new EmbeddedPostgresError(
      `PostgreSQL refuses to run as root, and this process may not start one as ${user.name} (${failure.code}): start as an ordinary user, or set DATABASE_URL.`,
      { cause: failure },
    );
  }
  return code === 0;
}
