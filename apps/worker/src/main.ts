import { Configuration, createLog, Database } from '#libs/platform';
import { openDatabase } from '../../connect.js';
import { areas } from '../../tables.js';
import { startWorker } from './work.js';

// The worker as a process of its own.
const configuration = new Configuration();
const log = createLog(configuration.logLevel, 'worker');
const postgres = await openDatabase(configuration, (line) => log.info(line));
const database = await new Database(postgres.url, areas, configuration.databasePool).connect();
const worker = startWorker({ configuration, database, log });
log.info('the worker runs');
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await worker.stop();
    await database.close();
    await postgres.close();
    process.exit(0);
  });
}
