import 'reflect-metadata';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService, NestFactory } from '@nestjs/core';
import { ACCESS_RULE } from '#libs/identity';
import { Configuration, createLog, Database } from '#libs/platform';
import { ApiModule } from '../../apps/api/src/api.module.js';
import { areas } from '../../apps/tables.js';

// Where @nestjs/graphql keeps which method answers which root field.
const RESOLVER_TYPE = 'graphql:resolver_type';

let app: INestApplicationContext;
beforeAll(async () => {
  const configuration = new Configuration({ LOG_LEVEL: 'silent' });
  const options = {
    configuration,
    database: new Database('postgres://127.0.0.1/none', areas),
    log: createLog('silent', 'test'),
  };
  @Module({ imports: [ApiModule.with(options), DiscoveryModule] })
  class Discoverable {}
  app = await NestFactory.createApplicationContext(Discoverable, { logger: false, abortOnError: false });
});
afterAll(() => app?.close());

it('every root field declares who may call it', () => {
  const fields: string[] = [];
  const undeclared: string[] = [];
  for (const { instance } of app.get(DiscoveryService).getProviders()) {
    const prototype = instance && Object.getPrototypeOf(instance);
    if (!prototype || prototype === Object.prototype) continue;
    for (const name of Object.getOwnPropertyNames(prototype)) {
      const method = Object.getOwnPropertyDescriptor(prototype, name)?.value;
      if (
        typeof method !== 'function' ||
        !['Query', 'Mutation', 'Subscription'].includes(Reflect.getMetadata(RESOLVER_TYPE, method))
      )
        continue;
      fields.push(name);
      if (!Reflect.getMetadata(ACCESS_RULE, method)) undeclared.push(`${prototype.constructor.name}.${name}`);
    }
  }
  expect(fields).toEqual(expect.arrayContaining(['search', 'signIn', 'node', 'publishContribution']));
  expect(undeclared).toEqual([]);
});
