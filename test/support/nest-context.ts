import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type INestApplicationContext, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Actor, type Role, SaveAccount, SYSTEM } from '#libs/identity';
import { Configuration, createLog, Database, PlatformModule } from '#libs/platform';
import { areas } from '../../apps/tables.js';
import { createTestDatabase } from './test-database.js';

/** Modules of the libs at work, without an app around them. */
export interface TestContext {
  app: INestApplicationContext;
  database: Database;
  configuration: Configuration;
  /** Where the files lie. */
  home: string;
  url: string;
  close(): Promise<void>;
}

/** With a database and a home of their own. */
export async function createTestContext(...modules: Type[]): Promise<TestContext> {
  const home = mkdtempSync(join(tmpdir(), 'roundtable-test-'));
  const configuration = new Configuration({ ROUNDTABLE_HOME: home });
  const { url, drop } = await createTestDatabase();
  const database = await new Database(url, areas).connect();
  const platform = PlatformModule.with({ configuration, database, log: createLog('silent', 'test') });
  @Module({ imports: [platform, ...modules] })
  class Testing {}
  const app = await NestFactory.createApplicationContext(Testing, { logger: false, abortOnError: false });
  const close = async () => {
    await app.close();
    await database.close();
    await drop();
    rmSync(home, { recursive: true, force: true });
  };
  return { app, database, configuration, home, url, close };
}

/** Somebody with an account of that name, who speaks for nobody. */
export async function createActor(database: Database, name: string, role: Role): Promise<Actor> {
  const account = await new SaveAccount(database).execute(SYSTEM, {
    email: `${name}@example.org`,
    name,
    roles: [role],
    password: 'correct horse battery',
    organisationId: null,
  });
  return { accountId: account.id, roles: new Set([role]), organisationId: null };
}
