import type { Pool } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { Area } from './area.js';
import { explainViolation, isRetryable } from './constraint-violation.js';
import { CONNECT_PATIENCE_MS, createDataSource, POOL_SIZE, STATEMENT_MS } from './data-source.js';
import { connectionsWithPlans, KeptPlans } from './kept-plans.js';
import { PreparedStatements } from './prepared-statements.js';
import { StatementLog } from './statement-log.js';
import type { BeforeCommit, ChangeAuthor, Fact, RecordedFact, Transaction } from './transaction.js';
import { Turns } from './turns.js';

const TRIES = 4;

export interface QueryOptions {
  /** For lists whose plan suits all values; whether it does, PostgreSQL judges by what it costs for some. */
  prepare?: boolean;
  /** ONCE: planned without its values, for all of them, as what finds rows by keys can be. ONCE_LARGE: the same for a statement of many parts. */
  plan?: 'EACH' | 'ONCE' | 'ONCE_LARGE';
}

/** The database of a process: reads, and transactions that keep the change log and run what must happen before a commit. */
export class Database {
  readonly dataSource: DataSource;
  readonly statements = new StatementLog();
  private readonly hooks: BeforeCommit[] = [];
  private readonly prepared = new PreparedStatements();
  private readonly plans: KeptPlans | undefined;
  // One connection is never a transaction's: a command that looks something up beside its transaction needs a second one, and
  // if each held one and waited for another, none would ever come.
  private readonly turns: Turns;

  constructor(
    url: string,
    private readonly areas: Area[],
    pool = POOL_SIZE,
  ) {
    const kept = connectionsWithPlans(pool);
    const others = pool - kept;
    this.dataSource = createDataSource({ url, areas, pool: others, logger: this.statements });
    this.turns = new Turns(Math.max(others - 1, 1), CONNECT_PATIENCE_MS);
    if (kept > 0) this.plans = new KeptPlans(kept, { url, patienceMs: CONNECT_PATIENCE_MS, statementMs: STATEMENT_MS });
  }

  async connect(): Promise<this> {
    await this.dataSource.initialize();
    return this;
  }

  async close(): Promise<void> {
    if (!this.dataSource.isInitialized) return;
    await Promise.all([this.dataSource.destroy(), this.plans?.close()]);
  }

  /** Runs one statement outside any transaction and returns its rows. */
  async query<Row>(
    sql: string,
    parameters: unknown[] = [],
    { prepare = false, plan = 'EACH' }: QueryOptions = {},
  ): Promise<Row[]> {
    this.statements.logQuery(sql);
    const kept = plan === 'EACH' ? undefined : await this.plans?.query<Row>(sql, parameters, plan === 'ONCE_LARGE');
    if (kept) return kept;
    // Straight from the pool: TypeORM's query runner costs as much as a small statement and adds nothing to it.
    const pool: Pool = (this.dataSource.driver as PostgresDriver).master;
    const name = this.prepared.nameOf(sql, prepare || plan === 'ONCE');
    const { rows } = await pool.query({ name, text: sql, values: parameters });
    return rows;
  }

  /** Registers work for the end of every transaction that recorded facts; a hook of the same name takes the earlier one's place. */
  beforeCommit(hook: BeforeCommit): void {
    const earlier = this.hooks.findIndex((known) => known.name === hook.name);
    if (earlier >= 0) this.hooks.splice(earlier, 1);
    this.hooks.push(hook);
    const order = { DERIVE: 0, PROJECT: 1 };
    this.hooks.sort((one, other) => order[one.stage] - order[other.stage]);
  }

  /**
   * Runs work in a transaction, or joins the one given. Deadlocks and serialisation failures are tried again, so the
   * work must do nothing outside the database. Violated constraints with a meaning arrive as refusals.
   */
  async transaction<Result>(
    work: (transaction: Transaction) => Promise<Result>,
    joined?: Transaction,
  ): Promise<Result> {
    return joined ? work(joined) : this.turns.take(() => this.open(work));
  }

  private async open<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.dataSource.transaction(async (manager) => {
          const transaction = new OpenTransaction(manager);
          const result = await work(transaction);
          if (transaction.facts.length > 0) {
            for (const hook of this.hooks) await hook.run(transaction, transaction.facts);
            await transaction.writeFacts();
          }
          return result;
        });
      } catch (error) {
        if (attempt < TRIES && isRetryable(error)) continue;
        throw explainViolation(error, this.areas);
      }
    }
  }
}

class OpenTransaction implements Transaction {
  readonly facts: RecordedFact[] = [];

  constructor(readonly manager: EntityManager) {}

  query<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.manager.query(sql, parameters);
  }

  async record(by: ChangeAuthor, fact: Fact): Promise<void> {
    this.facts.push({ ...fact, accountId: by.accountId });
  }

  /** Appends all facts in the order they were recorded, in one statement at the end of the transaction. */
  async writeFacts(): Promise<void> {
    const rows = this.facts.map((fact) => ({ ...fact, payload: fact.payload ?? {} }));
    await this.manager.query(
      `insert into change_log (transaction_id, account_id, kind, subject_type, subject_id, subject_version, payload)
       select pg_current_xact_id()::text::bigint, f."accountId", f.kind, f."subjectType", f."subjectId", f."subjectVersion", f.payload
       from jsonb_to_recordset($1::jsonb) as f ("accountId" uuid, kind text, "subjectType" text, "subjectId" uuid, "subjectVersion" int, payload jsonb)`,
      [JSON.stringify(rows)],
    );
  }
}
