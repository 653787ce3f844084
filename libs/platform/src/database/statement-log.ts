import type { Logger } from 'typeorm';

/** Counts the SQL statements of this process, so that tests can hold queries to a number; never prints parameters. */
export class StatementLog implements Logger {
  count = 0;
  /** Set to collect statements' texts, for tests and for explaining plans. */
  texts: string[] | undefined;

  logQuery(query: string): void {
    this.count++;
    this.texts?.push(query);
  }

  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}
