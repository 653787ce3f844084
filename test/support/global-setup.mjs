import { randomBytes } from 'node:crypto';
import { makeTestHome, removeLeftHomes } from './test-home.mjs';

/** Says where PostgreSQL will be; the first test that wants a database starts it, so a run without such tests doesn't wait. */
export default async function globalSetup() {
  process.env.TEST_RUN = `${Date.now().toString(36)}_${randomBytes(3).toString('hex')}`;
  if (process.env.TEST_DATABASE_URL) return;
  await removeLeftHomes();
  process.env.TEST_HOME = makeTestHome();
}
