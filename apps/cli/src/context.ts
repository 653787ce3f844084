import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExchangeModule } from '#libs/exchange';
import { IdentityModule } from '#libs/identity';
import { Configuration, createLog, Database, PlatformModule, type PlatformOptions } from '#libs/platform';
import { openDatabase } from '../../connect.js';
import { prepareDatabase } from '../../prepare.js';
import { areas } from '../../tables.js';

/** What a command stands on, until it closes it. */
export interface Platform extends PlatformOptions {
  close(): Promise<void>;
}

/** Everything but a command's answer goes to standard error, so that the answer can be piped. */
export const tell = (line: string) => void process.stderr.write(`${line}\n`);

/**
 * Connects to the database, the running one where there is one. The embedded one is brought to this release first; an outside
 * one only by `roundtable migrate`, since others may be using it.
 */
export async function openPlatform(name: string): Promise<Platform> {
  const configuration = new Configuration();
  const log = createLog(configuration.logLevel, name);
  const postgres = await openDatabase(configuration, tell);
  const closers = [() => postgres.close()];
  const close = async () => {
    for (const step of closers.splice(0).reverse()) await step();
  };
  try {
    if (postgres.kind === 'EMBEDDED') await prepareDatabase(postgres.url, tell);
    const database = await new Database(postgres.url, areas, configuration.databasePool).connect();
    closers.push(() => database.close());
    const [found] = await database.query<{ prepared: boolean }>(
      `select to_regclass('contribution') is not null as prepared`,
    );
    if (!found?.prepared)
      throw new Error('The database that DATABASE_URL names is not prepared: run "npx roundtable migrate" first.');
    return { configuration, database, log, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Runs a command with the commands and queries of all areas at hand, and closes everything behind it. */
export async function withContext<Result>(
  work: (context: INestApplicationContext) => Promise<Result>,
): Promise<Result> {
  const platform = await openPlatform('roundtable');
  try {
    // Without search: projecting contributions before each commit is for those who look at once; an import has them projected by the many.
    @Module({ imports: [PlatformModule.with(platform), IdentityModule, ExchangeModule] })
    class CommandLineModule {}
    const context = await NestFactory.createApplicationContext(CommandLineModule, {
      logger: false,
      abortOnError: false,
    });
    try {
      return await work(context);
    } finally {
      await context.close();
    }
  } finally {
    await platform.close();
  }
}
