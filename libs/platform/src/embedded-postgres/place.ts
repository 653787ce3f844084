import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import type { ServerUser } from './run.js';
import { canReach, handOver, serverUser } from './server-user.js';

/** Where things lie. All of it but the data is in `<home>`; the data too, unless the server's user can't get there. */
export interface Place {
  home: string;
  /** <home>/postgres */
  directory: string;
  data: string;
  /** Where a copy of the programs goes, should one be needed. */
  programs: string;
  user: ServerUser | undefined;
}

const elsewhere = '/var/lib/roundtable';

export async function findPlace(givenHome: string, log: (line: string) => void): Promise<Place> {
  const root = process.getuid?.() === 0;
  // Others may pass through, as the server's user must, but not look around.
  mkdirSync(givenHome, { recursive: true, mode: root ? 0o711 : 0o700 });
  const home = realpathSync(givenHome);
  const directory = join(home, 'postgres');
  mkdirSync(directory, { recursive: true, mode: root ? 0o711 : 0o700 });

  const note = join(directory, 'location.json');
  if (existsSync(note)) {
    const { data } = JSON.parse(readFileSync(note, 'utf8')) as { data: string };
    if (existsSync(dirname(data))) {
      return { home, directory, data, programs: elsewhere, user: serverUser(data) };
    }
    log(`The data of PostgreSQL noted in ${note} are gone; beginning anew.`);
  }

  const data = join(directory, 'data');
  const user = serverUser(data);
  if (await canReach(directory, user)) return { home, directory, data, programs: user ? elsewhere : directory, user };
  if (existsSync(data)) {
    throw new EmbeddedPostgresError(
      `PostgreSQL runs as ${user?.name} because it refuses to run as root, and that user can't get to ${data}: let others pass through the directories above it (chmod o+x), or move ROUNDTABLE_HOME.`,
    );
  }
  return { home, directory, data: placeElsewhere(home, note, user, log), programs: elsewhere, user };
}

/** A home below a closed directory, such as /root: the data go where a system service would keep them. */
function placeElsewhere(home: string, note: string, user: ServerUser | undefined, log: (line: string) => void): string {
  const hash = createHash('sha256').update(home).digest('hex').slice(0, 12);
  mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
  const orphans = readdirSync(elsewhere).filter((name) => name.startsWith(`${hash}-`));
  // The random part: data left by an earlier home of the same path have a password that is lost with that home.
  const place = join(elsewhere, `${hash}-${randomBytes(4).toString('hex')}`);
  mkdirSync(place, { mode: 0o700 });
  handOver(place, user);
  const data = join(place, 'data');
  writeFileSync(note, `${JSON.stringify({ data, home, reason: `${user?.name} can't get to ${home}` }, null, 2)}\n`);
  log(`PostgreSQL runs as ${user?.name}, who can't get to ${home}: its data are in ${place}.`);
  for (const orphan of orphans) log(`${join(elsewhere, orphan)} is left from an earlier ${home} and can be deleted.`);
  return data;
}
