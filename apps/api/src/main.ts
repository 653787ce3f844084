import { Configuration, createLog, Database } from '#libs/platform';
import { openDatabase } from '../../connect.js';
import { areas } from '../../tables.js';
import { serve } from './serve.js';

// The api as a process of its own.
const configuration = new Configuration();
const log = createLog(configuration.logLevel, 'api');
const postgres = await openDatabase(configuration, (line) => log.info(line));
const database = await new Database(postgres.url, areas, configuration.databasePool).connect();
const serving = await serve({ configuration, database, log });
log.info({ url: serving.url }, 'the api serves');
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await serving.close();
    await database.close();
    await postgres.close();
    process.exit(0);
  });
}
