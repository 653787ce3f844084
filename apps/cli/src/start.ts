import { createServer } from 'node:net';
import { Configuration, createLog, Database } from '#libs/platform';
import { serve } from '../../api/src/serve.js';
import { openDatabase } from '../../connect.js';
import { prepareDatabase } from '../../prepare.js';
import { areas } from '../../tables.js';
import { startWorker } from '../../worker/src/work.js';
import { type DemoAccounts, prepareDemo } from './demo.js';

/** Everything in one process: PostgreSQL (embedded unless DATABASE_URL is set), migrations, reference data, demo, api and worker. */
export async function start(options: { demo: boolean }): Promise<void> {
  const began = Date.now();
  const configuration = new Configuration();
  const log = createLog(configuration.logLevel, 'roundtable');
  const say = (line: string) => console.log(line);
  const closers: (() => Promise<void>)[] = [];
  const shutDown = closeOnce(closers);
  stopOnSignals(shutDown, say);
  try {
    await checkPort(configuration.host, configuration.port);
    const postgres = await openDatabase(configuration, say, { tended: true });
    closers.push(() => postgres.close());
    await prepareDatabase(postgres.url, say);
    const database = await new Database(postgres.url, areas, configuration.databasePool).connect();
    closers.push(() => database.close());
    const demo = options.demo ? await prepareDemo({ configuration, database, log }, say) : undefined;
    const serving = await serve({ configuration, database, log });
    closers.push(() => serving.close());
    const worker = startWorker({ configuration, database, log });
    closers.push(() => worker.stop());
    say(welcome(serving.url, demo, Date.now() - began));
  } catch (error) {
    await shutDown();
    throw error;
  }
}

function welcome(url: string, demo: DemoAccounts | undefined, ms: number): string {
  const accounts = demo
    ? [
        `  Accounts   ${demo.emails.join(', ')}`,
        `  Password   ${demo.password}   (the same for all three${demo.kept ? `; kept in ${demo.kept}` : ''})`,
      ]
    : [
        '  Accounts   none made; add one with: npx roundtable account add --email you@example.org --name You --role ADMINISTRATOR',
      ];
  return [
    '',
    `Roundtable is running (ready after ${(ms / 1000).toFixed(1)} s).`,
    '',
    `  Address    ${url}`,
    `  Explorer   ${url}/graphql`,
    `  Health     ${url}/health/ready`,
    ...accounts,
    '',
    'Stop it with Ctrl-C.',
  ].join('\n');
}

/** Runs what was opened backwards, once, whoever asks first; what fails to close must not keep the rest open. */
function closeOnce(closers: (() => Promise<void>)[]): () => Promise<void> {
  let closing: Promise<void> | undefined;
  return () => {
    closing ??= (async () => {
      for (const close of closers.reverse()) await close().catch((error: Error) => console.error(error.message));
    })();
    return closing;
  };
}

function stopOnSignals(shutDown: () => Promise<void>, say: (line: string) => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // A terminal's Ctrl-C reaches us directly and once more through npm: the second one must not cut the first short.
    process.on(signal, () => {
      say('Stopping …');
      void shutDown().then(() => {
        say('Stopped.');
        process.exit(0);
      });
    });
  }
}

/** Says at once, before anything is started, that the port is taken. */
async function checkPort(host: string, port: number): Promise<void> {
  if (port === 0) return;
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(explainListen(error, host, port)));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

function explainListen(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new Error(
      `Port ${port} on ${host} is taken, perhaps by another Roundtable. Stop that, or choose another port: PORT=4001 npm start`,
    );
  }
  if (error.code === 'EACCES')
    return new Error(`Port ${port} may not be used by this user. Choose one above 1023: PORT=4000 npm start`);
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new Error(`HOST=${host} is not an address of this machine.`);
  return error;
}
