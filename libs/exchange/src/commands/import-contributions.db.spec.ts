import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { areas } from '#apps/tables';
import { SYSTEM } from '#libs/identity';
import { Configuration, createLog, Database, PlatformModule } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { ExchangeModule } from '../exchange.module.js';
import { LoadDemo } from './load-demo.js';

describe('the demo', () => {
  let test: TestDatabase;
  let database: Database;
  let app: INestApplicationContext;
  beforeAll(async () => {
    test = await createTestDatabase();
    database = await new Database(test.url, areas).connect();
    const platform = PlatformModule.with({
      configuration: new Configuration({}),
      database,
      log: createLog('silent', 'test'),
    });
    @Module({ imports: [platform, ExchangeModule] })
    class TestModule {}
    app = await NestFactory.createApplicationContext(TestModule, { logger: false, abortOnError: false });
  });
  afterAll(async () => {
    await app?.close();
    await database?.close();
    await test?.drop();
  });
  it('loads', async () => {
    let t = Date.now();
    console.log(await app.get(LoadDemo).execute(SYSTEM), Date.now() - t);
    t = Date.now();
    console.log(await app.get(LoadDemo).execute(SYSTEM), Date.now() - t);
  });
});
