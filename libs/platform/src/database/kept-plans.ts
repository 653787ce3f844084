import pg from 'pg';
import { PreparedStatements } from './prepared-statements.js';

/** Connections, of those of a process, on which plans are kept; one for each so many. */
const SHARE = 0.4;
/** Connections that no large statement takes, so that what is asked at each letter typed never waits behind a search. */
const FOR_SMALL = 1;
/** Of large statements the server keeps so many: a plan of one takes a megabyte, on each connection. */
const LARGE_MOST = 24;
/** A connection goes after so long, and its plans with it: what was planned when there was little, is not kept where there is much. */
const LIFE_SECONDS = 300;

export interface KeptPlansOptions {
  url: string;
  patienceMs: number;
  statementMs: number;
}

/** How many of the connections of a process keep plans: none when there are hardly any. */
export const connectionsWithPlans = (all: number) => (all < 5 ? 0 : Math.floor(all * SHARE));

/**
 * Connections on which each statement is planned once and then run for all values, where PostgreSQL would plan it anew for most of them. That
 * is for statements whose best plan is the same for all values; planning takes as long as many of them run.
 */
export class KeptPlans {
  private readonly pool: pg.Pool;
  private readonly small = new PreparedStatements();
  private readonly large = new PreparedStatements(LARGE_MOST, 'large');
  private largeTurns: number;

  constructor(connections: number, { url, patienceMs, statementMs }: KeptPlansOptions) {
    this.largeTurns = Math.max(connections - FOR_SMALL, 0);
    this.pool = new pg.Pool({
      connectionString: url,
      max: connections,
      application_name: 'roundtable',
      options: '-c plan_cache_mode=force_generic_plan',
      connectionTimeoutMillis: patienceMs,
      statement_timeout: statementMs,
      idleTimeoutMillis: LIFE_SECONDS * 1_000,
      maxLifetimeSeconds: LIFE_SECONDS,
      keepAlive: true,
    });
    // A broken idle connection is dropped; whoever asks next gets the error.
    this.pool.on('error', () => undefined);
  }

  /** The rows; undefined, and nothing asked, when there is no room for the statement or its kind has its connections busy. */
  async query<Row>(sql: string, values: unknown[], isLarge: boolean): Promise<Row[] | undefined> {
    if (isLarge && this.largeTurns === 0) return undefined;
    const name = (isLarge ? this.large : this.small).nameOf(sql, true);
    if (!name) return undefined;
    if (isLarge) this.largeTurns--;
    try {
      const { rows } = await this.pool.query({ name, text: sql, values });
      return rows as Row[];
    } finally {
      if (isLarge) this.largeTurns++;
    }
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}
