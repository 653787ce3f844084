import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openEmbeddedPostgres } from '../../libs/platform/src/embedded-postgres/index.js';

/** Any number, the same for all who prepare the template. */
const templateLock = 7_301_944;

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** A database of the test's own: migrated, with the reference data, and nothing else. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await serverUrl();
  const template = `roundtable_template_${process.env.TEST_RUN}`;
  await prepareTemplate(server, template);
  const name = `roundtable_test_${process.env.TEST_RUN}_${randomBytes(4).toString('hex')}`;
  await onServer(server, (client) => clone(client, template, name));
  return {
    url: withDatabase(server, name),
    drop: () =>
      onServer(server, async (client) => void (await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`))),
  };
}

/** Opened by whoever comes first, joined by the others, and stopped by the teardown: so it is never closed here. */
async function serverUrl(): Promise<string> {
  const { TEST_DATABASE_URL, TEST_HOME } = process.env;
  if (TEST_DATABASE_URL) return TEST_DATABASE_URL;
  if (!TEST_HOME)
    throw new Error('Run the tests by Jest with the configuration of this project: its set-up is missing.');
  return (await openEmbeddedPostgres({ home: TEST_HOME, durable: false, log: () => undefined })).url;
}

async function prepareTemplate(server: string, template: string): Promise<void> {
  await onServer(server, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [templateLock]);
    if (await exists(client, template)) return;
    await dropOldRuns(client);
    // Bears its name only when it is whole.
    const unfinished = `${template}_unfinished`;
    await client.query(`DROP DATABASE IF EXISTS "${unfinished}" WITH (FORCE)`);
    await client.query(`CREATE DATABASE "${unfinished}" TEMPLATE template0 ENCODING 'UTF8'`);
    const { prepareDatabase } = await import('../../apps/prepare.js');
    await prepareDatabase(withDatabase(server, unfinished));
    await retryWhileInUse(() => client.query(`ALTER DATABASE "${unfinished}" RENAME TO "${template}"`));
  });
}

async function clone(client: pg.Client, template: string, name: string): Promise<void> {
  await retryWhileInUse(() => client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}" STRATEGY FILE_COPY`));
}

/** PostgreSQL refuses while any connection to the source is open, and autovacuum opens some. */
async function retryWhileInUse(work: () => Promise<unknown>): Promise<void> {
  for (const patience = Date.now() + 30_000; ; await sleep(50 + Math.random() * 100)) {
    try {
      await work();
      return;
    } catch (error) {
      if ((error as pg.DatabaseError).code !== '55006' || Date.now() > patience) throw error;
    }
  }
}

/** On a server that was lent to us, databases of runs killed before they could tidy up; a run takes less than six hours. */
async function dropOldRuns(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    "SELECT datname FROM pg_database WHERE datname ~ '^roundtable_(template|test)_[0-9a-z]+_'",
  );
  for (const { datname } of rows) {
    const begun = Number.parseInt(datname.split('_')[2] ?? '', 36);
    if (Date.now() - begun > 6 * 3_600_000) await client.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
  }
}

async function exists(client: pg.Client, name: string): Promise<boolean> {
  return Boolean((await client.query('SELECT FROM pg_database WHERE datname = $1', [name])).rowCount);
}

async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url);
  // Reported by the query in hand as well.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
