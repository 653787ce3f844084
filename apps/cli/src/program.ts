import { Command, InvalidArgumentError } from 'commander';
import { Role } from '#libs/identity';
import type { AddAccountOptions } from './account.js';
import type { ImportCommandOptions } from './import.js';
import type { AddTokenOptions } from './token.js';

/** The command line. Each command loads what it needs when it runs, so that help and mistakes are answered at once. */
export function makeProgram(): Command {
  const program = new Command('roundtable')
    .description('A knowledge base of interoperability proposals and expert input.')
    .exitOverride()
    .showHelpAfterError('(add --help for what can be given)');

  program
    .command('start')
    .description('run everything in one process: PostgreSQL (unless DATABASE_URL is set), api, worker and a demo')
    .option('--no-demo', 'without demo content and accounts')
    .action(async ({ demo }: { demo: boolean }) => (await import('./start.js')).start({ demo }));

  program
    .command('api')
    .description('run an api alone')
    .action(async () => {
      const { serve } = await import('../../api/src/serve.js');
      await runUntilStopped('api', async (platform) => {
        const serving = await serve(platform);
        platform.log.info({ url: serving.url }, 'the api serves');
        return () => serving.close();
      });
    });

  program
    .command('worker')
    .description('run a worker alone')
    .action(async () => {
      const { startWorker } = await import('../../worker/src/work.js');
      await runUntilStopped('worker', async (platform) => {
        const worker = startWorker(platform);
        platform.log.info('the worker runs');
        return () => worker.stop();
      });
    });

  program
    .command('migrate')
    .description('bring the database to this release: its schema and the reference data')
    .action(migrate);

  program
    .command('import')
    .description(
      'import contributions: manifests (.jsonl, .csv) with the papers they name, texts with a head (.txt), folders or ZIPs of these',
    )
    .argument('<paths...>', 'files and folders')
    .option('--dry-run', 'change nothing; tell what would happen, and every fault', false)
    .option('--publish', 'publish them and confirm their links; otherwise they arrive as submitted', false)
    .option('--json', 'tell everything as JSON, a line each, on standard output', false)
    .action(async (paths: string[], options: ImportCommandOptions) => {
      process.exitCode = await (await import('./import.js')).importPaths(paths, options);
    });

  const account = program.command('account').description('people who sign in');
  account
    .command('add')
    .description('make an account, or change the one with this address')
    .requiredOption('--email <address>', 'what they sign in with')
    .requiredOption('--name <name>', 'shown beside their decisions')
    .option('--role <role>', `${Object.values(Role).join(', ')}; may be given several times`, addRole, [])
    .option('--password-stdin', 'take the password from standard input; otherwise one is made up and printed', false)
    .action(async (options: AddAccountOptions) => (await import('./account.js')).addAccount(options));
  account
    .command('list')
    .description('list accounts: address, name, roles')
    .action(async () => (await import('./account.js')).listAccounts());

  const token = program.command('token').description('tokens for programs that use the API');
  token
    .command('add')
    .description('make a token for an account, and print it once')
    .requiredOption('--email <address>', 'of the account')
    .requiredOption('--name <name>', 'what it is for')
    .option('--hours <hours>', 'how long it lives, at most 8784', readHours, 24 * 30)
    .action(async (options: AddTokenOptions) => (await import('./token.js')).addToken(options));

  const index = program
    .command('index')
    .description('the search index: PostgreSQL’s own, and Meilisearch’s where configured');
  index
    .command('status')
    .description('how far it is behind, what failed and why; exit code 1 when something fails')
    .option('--json', 'as one line of JSON', false)
    .action(async (options: { json: boolean }) => {
      process.exitCode = await (await import('./index-commands.js')).indexStatus(options);
    });
  index
    .command('rebuild')
    .description('make it anew from the tables, while searches read what is there')
    .action(async () => {
      process.exitCode = await (await import('./index-commands.js')).indexRebuild();
    });
  index
    .command('verify')
    .description('compare every row and document with the tables; exit code 1 when something differs')
    .option('--repair', 'mend what differs', false)
    .action(async (options: { repair: boolean }) => {
      process.exitCode = await (await import('./index-commands.js')).indexVerify(options);
    });
  index
    .command('retry')
    .description('try everything again that failed or is parked')
    .action(async () => {
      process.exitCode = await (await import('./index-commands.js')).indexRetry();
    });

  return program;
}

function addRole(text: string, before: Role[]): Role[] {
  const role = Object.values(Role).find((known) => known === text.toUpperCase());
  if (!role) throw new InvalidArgumentError(`Roles are ${Object.values(Role).join(', ')}.`);
  return [...before, role];
}

function readHours(text: string): number {
  const hours = Number(text);
  if (!(hours > 0 && hours <= 8784)) throw new InvalidArgumentError('It must be a number from 1 to 8784.');
  return hours;
}

async function migrate(): Promise<void> {
  const [{ Configuration }, { openDatabase }, { prepareDatabase }, { tell }] = await Promise.all([
    import('#libs/platform'),
    import('../../connect.js'),
    import('../../prepare.js'),
    import('./context.js'),
  ]);
  const postgres = await openDatabase(new Configuration(), tell);
  try {
    await prepareDatabase(postgres.url, tell);
    console.log('The database is at this release.');
  } finally {
    await postgres.close();
  }
}

type Run = (platform: import('./context.js').Platform) => Promise<() => Promise<void>>;

/** Runs until a signal asks for the end; then what was begun is finished and closed. */
async function runUntilStopped(name: string, run: Run): Promise<void> {
  const { openPlatform } = await import('./context.js');
  const platform = await openPlatform(name);
  try {
    const stop = await run(platform);
    await new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
    });
    await stop();
  } finally {
    await platform.close();
  }
}
