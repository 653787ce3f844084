import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import type { Logger } from 'pino';
import { BlobStore, openBlobStore } from './blob-store/index.js';
import { Configuration } from './configuration/configuration.js';
import { Database } from './database/database.js';
import { InputPipe } from './graphql/input.pipe.js';
import { NodeLookup } from './graphql/node-lookup.js';
import { NodeRegistry } from './graphql/node-registry.js';
import { RefusalInterceptor } from './graphql/refusal.interceptor.js';

/** Token of the process's log. */
export const LOG = Symbol('log');

export interface PlatformOptions {
  configuration: Configuration;
  database: Database;
  log: Logger;
}

/** What every area stands on. Made by the process, which owns configuration, database and log. */
@Global()
@Module({})
export class PlatformModule {
  static with({ configuration, database, log }: PlatformOptions): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: Configuration, useValue: configuration },
        { provide: Database, useValue: database },
        { provide: LOG, useValue: log },
        { provide: BlobStore, useFactory: () => openBlobStore(configuration) },
        NodeRegistry,
        NodeLookup,
        { provide: APP_PIPE, useClass: InputPipe },
        { provide: APP_INTERCEPTOR, useClass: RefusalInterceptor },
      ],
      exports: [BlobStore, Configuration, Database, LOG, NodeRegistry, NodeLookup],
    };
  }
}
