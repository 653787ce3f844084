/** What keeps the embedded PostgreSQL from running, as one sentence that says what to do. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}

const notAllowed = 'This user may not read or write there: start as the owner, or point ROUNDTABLE_HOME elsewhere.';
const notPossible = 'There can be no directory: point ROUNDTABLE_HOME at a place that can be written.';

const causes: Record<string, string> = {
  ENOSPC: 'The disk is full: free some space, or point ROUNDTABLE_HOME at another disk.',
  EDQUOT: 'The disk quota is used up: free some space, or point ROUNDTABLE_HOME at another disk.',
  EROFS: 'The file system is read-only: point ROUNDTABLE_HOME at a directory that can be written.',
  EACCES: notAllowed,
  EPERM: notAllowed,
  // Node reports a read-only file system as the first of these, when it makes a directory with its parents.
  'ENOENT mkdir': notPossible,
  'ENOTDIR mkdir': notPossible,
  'EEXIST mkdir': notPossible,
};

/** Turns what the file system refused into the sentence for it; anything else stays as it is. */
export function explained(error: unknown): unknown {
  const { code, path, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  const cause = code && (causes[code] ?? causes[`${code} ${syscall}`]);
  if (!cause || error instanceof EmbeddedPostgresError) return error;
  const where = path ? ` (${syscall ?? 'use of'} ${path})` : '';
  return new EmbeddedPostgresError(`The embedded PostgreSQL can't be started${where}. ${cause}`, { cause: error });
}
