// The built api in a process of its own, over the database and the home given, so that a test may kill it and see how much memory it takes.
// Says where it serves, and when asked, the most memory that it has taken since it was asked last.
import { Configuration, createLog, Database } from '#libs/platform';
import { serve } from '../../dist/apps/api/src/serve.js';
import { areas } from '../../dist/apps/tables.js';

const configuration = new Configuration({ ...process.env, PORT: '0', LOG_LEVEL: process.env.TEST_LOG ?? 'silent' });
const database = await new Database(configuration.databaseUrl, areas, 8).connect();
const { url } = await serve({ configuration, database, log: createLog(configuration.logLevel, 'file server') });
let peak = 0;
setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 10);
process.on('message', () => {
  process.send({ peak: Math.max(peak, process.memoryUsage.rss()) });
  peak = 0;
});
process.on('disconnect', () => process.exit());
process.send({ url });
