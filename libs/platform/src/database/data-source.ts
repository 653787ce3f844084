import { DataSource, type Logger } from 'typeorm';
import type { Area } from './area.js';
import { SnakeNamingStrategy } from './snake-naming-strategy.js';

export interface DataSourceOptions {
  url: string;
  areas: Area[];
  pool?: number;
  logger?: Logger;
}

/** Connections of a process, unless told otherwise. */
export const POOL_SIZE = 10;
/** How long one waits for a connection, a new one or a turn at one that is used. */
export const CONNECT_PATIENCE_MS = 5_000;

/** A forgotten statement must not hold a connection for ever; reports and search stay far below this. */
export const STATEMENT_MS = 30_000;

/** Makes the one TypeORM data source of a process; not yet connected. `synchronize` is never on. */
export function createDataSource({ url, areas, pool = POOL_SIZE, logger }: DataSourceOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: areas.flatMap((area) => area.entities),
    migrations: areas.flatMap((area) => area.migrations),
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'all',
    namingStrategy: new SnakeNamingStrategy(),
    synchronize: false,
    installExtensions: false,
    uuidExtension: 'pgcrypto',
    applicationName: 'roundtable',
    poolSize: pool,
    connectTimeoutMS: CONNECT_PATIENCE_MS,
    logging: logger ? ['query'] : false,
    logger,
    extra: {
      statement_timeout: STATEMENT_MS,
      idle_in_transaction_session_timeout: 60_000,
      keepAlive: true,
    },
    poolErrorHandler: () => {
      // The pool drops a broken idle connection by itself; whoever asks next gets the error, as a 503.
    },
  });
}
