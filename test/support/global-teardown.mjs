import pg from 'pg';
import { removeTestHome } from './test-home.mjs';

/** Stops our PostgreSQL, or takes this run's databases off the server that was lent to us. */
export default async function globalTeardown() {
  const { TEST_DATABASE_URL, TEST_HOME, TEST_RUN } = process.env;
  if (!TEST_DATABASE_URL) return removeTestHome(TEST_HOME);
  const client = new pg.Client(TEST_DATABASE_URL);
  await client.connect();
  const { rows } = await client.query('SELECT datname FROM pg_database WHERE datname LIKE $1', [
    `roundtable\\_te%\\_${TEST_RUN.replaceAll('_', '\\_')}%`,
  ]);
  for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
  await client.end();
}
