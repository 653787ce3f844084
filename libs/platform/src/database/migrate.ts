import pg from 'pg';
import type { Area } from './area.js';
import { createDataSource } from './data-source.js';

// One migrator at a time, whatever the number of processes that start at once. The number is arbitrary but fixed.
const MIGRATION_LOCK = 7_201_706;

/** Brings the database to the schema of this release; safe to call from several processes. Returns the migrations it ran. */
export async function migrate(url: string, areas: Area[]): Promise<string[]> {
  const guard = new pg.Client({ connectionString: url });
  await guard.connect();
  try {
    const { rows } = await guard.query<{ version: number }>(
      `select current_setting('server_version_num')::int as version`,
    );
    const version = rows[0]?.version ?? 0;
    if (version < 160_000) {
      throw new Error(`PostgreSQL 16 or later is needed; this server is version ${Math.floor(version / 10_000)}.`);
    }
    await guard.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const dataSource = createDataSource({ url, areas, pool: 2 });
    await dataSource.initialize();
    try {
      const ran = await dataSource.runMigrations();
      return ran.map((migration) => migration.name);
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await guard.end();
  }
}
