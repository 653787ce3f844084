import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Binaries, findBinaries } from './binaries.js';
import { account, database, provideCluster } from './cluster.js';
import { EmbeddedPostgresError, explained } from './embedded-postgres-error.js';
import { findPlace, type Place } from './place.js';
import { findPostmaster, logFile, startPostmaster, stopPostmaster } from './postmaster.js';
import { alone, announce, type Presence } from './presence.js';
import { boundLog } from './server-log.js';
import { tend } from './tending.js';

export interface EmbeddedPostgresOptions {
  /** Everything is kept below: `postgres/` and `postgres-password`. */
  home: string;
  log: (line: string) => void;
  /** False for tests: faster, and not safe from a power cut. */
  durable?: boolean;
  /** True: as long as it is open, a server that dies is started again, on the same port. */
  tended?: boolean;
}

export interface EmbeddedPostgres {
  /** Of the database `roundtable`, as a superuser of this server. */
  url: string;
  port: number;
  /** The server was running already. */
  joined: boolean;
  /** Leaves the server, and stops it if nobody else uses it. */
  close(): Promise<void>;
}

/**
 * A real PostgreSQL server for those who have none, with its data in `home`. Several processes share one server: the first
 * starts it, the last one out stops it. A server that was killed, or outlived us, is recovered or joined.
 */
export async function openEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, durable = true, tended = false } = options;
  try {
    const place = await findPlace(options.home, log);
    const waiting = () => log('Waiting for another process that is starting or stopping PostgreSQL.');
    return await alone(
      join(place.directory, 'starting'),
      async () => {
        const binaries = await findBinaries(place.user, place.programs, log);
        const users = announce(join(place.directory, 'users'));
        try {
          const password = await provideCluster(place, binaries, durable, log);
          const { port, joined } = await provideServer(place, binaries, password, durable, log);
          const url = `postgres://${account}:${password}@127.0.0.1:${port}/${database}`;
          const revive = () =>
            alone(
              join(place.directory, 'starting'),
              async () => {
                const again = await provideServer(place, binaries, password, durable, log);
                if (again.port !== port)
                  throw new EmbeddedPostgresError(
                    `PostgreSQL had to take another port, ${again.port}: start Roundtable again.`,
                  );
              },
              waiting,
            );
          const isRunning = () => findPostmaster(place, () => undefined) !== undefined;
          const rest = tended ? tend(isRunning, revive, log) : async () => undefined;
          return { url, port, joined, close: closer(place, binaries, users, durable, rest) };
        } catch (error) {
          users.withdraw();
          throw error;
        }
      },
      waiting,
    );
  } catch (error) {
    throw explained(error);
  }
}

async function provideServer(
  place: Place,
  binaries: Binaries,
  password: string,
  durable: boolean,
  log: (line: string) => void,
): Promise<{ port: number; joined: boolean }> {
  const noted = join(place.directory, 'port');
  for (const patience = Date.now() + 15 * 60_000; Date.now() < patience; await sleep(100)) {
    const running = findPostmaster(place, log);
    if (running && running.status !== 'ready') continue;
    const remembered = existsSync(noted) ? Number(readFileSync(noted, 'utf8')) || 0 : 0;
    const port = running?.port ?? (await startPostmaster(place, binaries, { port: remembered, durable, log }));
    try {
      await provideDatabase(port, password);
    } catch (error) {
      if (!running) await stopPostmaster(place, binaries);
      throw error;
    }
    writeFileSync(noted, `${port}\n`);
    return { port, joined: running !== undefined };
  }
  throw new EmbeddedPostgresError(`PostgreSQL has been starting or stopping for 15 minutes: see ${logFile(place)}.`);
}

/** Also after a start that was cut off before the database was made. */
async function provideDatabase(port: number, password: string): Promise<void> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: account,
    password,
    database: 'postgres',
    ssl: false,
    connectionTimeoutMillis: 30_000,
  });
  // A connection that breaks while idle is reported here, and by the query in hand as well.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (!rowCount) await client.query(`CREATE DATABASE ${database}`);
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The embedded PostgreSQL on port ${port} runs, but can't be used: ${(cause as Error).message}`,
      { cause },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

function closer(
  place: Place,
  binaries: Binaries,
  users: Presence,
  durable: boolean,
  rest: () => Promise<void>,
): () => Promise<void> {
  const hourly = durable ? setInterval(() => boundLog(logFile(place)), 3_600_000).unref() : undefined;
  let closed: Promise<void> | undefined;
  const close = async () => {
    clearInterval(hourly);
    await rest();
    const last = async () => {
      users.withdraw();
      if (users.others() === 0) await stopPostmaster(place, binaries);
    };
    await alone(join(place.directory, 'starting'), last, () => undefined);
  };
  return () => (closed ??= close());
}
