import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { beginOf, isAlive } from './process-identity.js';

export interface Presence {
  /** How many others are present: in other processes, or opened a second time in this one. */
  others(): number;
  withdraw(): void;
}

/**
 * Says in a directory that this process is present. The name of the file says it all (process, its begin, a number), so a
 * file left by a dead process is known as such, and nobody can mistake it for a live one or remove a live one by mistake.
 */
export function announce(directory: string): Presence {
  mkdirSync(directory, { recursive: true });
  const own = `${process.pid}.${beginOf(process.pid)}.${Math.random().toString(36).slice(2)}`;
  writeFileSync(join(directory, own), '');
  return {
    others: () => present(directory).filter((name) => name !== own).length,
    withdraw: () => rmSync(join(directory, own), { force: true }),
  };
}

/** Who is present; what dead processes left is swept away. */
export function present(directory: string): string[] {
  let names: string[];
  try {
    names = readdirSync(directory);
  } catch {
    return [];
  }
  return names.filter((name) => {
    const [pid, begin] = name.split('.');
    const begun = isAlive(Number(pid)) ? beginOf(Number(pid)) : undefined;
    if (begun !== undefined && (begun === begin || begun === '0' || begin === '0')) return true;
    rmSync(join(directory, name), { force: true });
    return false;
  });
}

/**
 * One process at a time, without a lock that could outlive its holder: announce, then look. Of two that announce at once at
 * least one sees the other, and steps back.
 */
export async function alone<T>(directory: string, work: () => Promise<T>, waiting: () => void): Promise<T> {
  const patience = Date.now() + 15 * 60_000;
  for (let turn = 0; ; turn++) {
    if (present(directory).length === 0) {
      const presence = announce(directory);
      try {
        if (presence.others() === 0) return await work();
      } finally {
        presence.withdraw();
      }
    }
    if (turn === 10) waiting();
    if (Date.now() > patience) {
      const names = present(directory).map((name) => name.split('.')[0]);
      throw new EmbeddedPostgresError(
        `Process ${names.join(', ')} has been starting or stopping the embedded PostgreSQL for 15 minutes: end it, and try again.`,
      );
    }
    await sleep(50 + Math.random() * 100);
  }
}
