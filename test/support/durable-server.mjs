// A server of its own for tests that kill it: the built one, over the durable PostgreSQL of ROUNDTABLE_HOME, with four experts.
// Prints one line of JSON when it serves.
import { MakeToken, Role, SaveAccount, SYSTEM } from '#libs/identity';
import { Configuration, createLog, Database, openEmbeddedPostgres } from '#libs/platform';
import { serve } from '../../dist/apps/api/src/serve.js';
import { prepareDatabase } from '../../dist/apps/prepare.js';
import { areas } from '../../dist/apps/tables.js';
import { startWorker } from '../../dist/apps/worker/src/work.js';

const configuration = new Configuration({ ...process.env, PORT: '0', LOG_LEVEL: process.env.TEST_LOG ?? 'silent' });
const log = createLog(configuration.logLevel, 'durable server');
const postgres = await openEmbeddedPostgres({ home: configuration.home, durable: true, log: (line) => log.info(line) });
await prepareDatabase(postgres.url);
const database = await new Database(postgres.url, areas, 6).connect();
const tokens = [];
for (const name of ['one', 'two', 'three', 'four']) {
  const { id } = await new SaveAccount(database).execute(SYSTEM, {
    email: `${name}@example.org`,
    name,
    roles: [Role.EXPERT],
    password: 'correct horse battery',
  });
  tokens.push((await new MakeToken(database).execute(SYSTEM, { accountId: id, name: 'test', hours: 1 })).token);
}
const serving = await serve({ configuration, database, log });
startWorker({ configuration, database, log });
console.log(JSON.stringify({ url: serving.url, postgresUrl: postgres.url, tokens }));
