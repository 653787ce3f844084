import type { EntityManager } from 'typeorm';

/** A fact of the change log: what happened, to which thing, in which version. */
export interface Fact {
  /** Past tense, e.g. ContributionPublished. */
  kind: string;
  subjectType: string;
  subjectId: string;
  subjectVersion?: number;
  /** Small: ids, states, numbers; never texts of papers. */
  payload?: Record<string, unknown>;
}

/** Who a fact is by; the id of an account, or null for the system itself. */
export interface ChangeAuthor {
  accountId: string | null;
}

/** A fact with who it is by. */
export type RecordedFact = Fact & ChangeAuthor;

/** A running transaction. Commands pass it on; it must not outlive their work. */
export interface Transaction {
  readonly manager: EntityManager;
  /** Runs SQL with positional parameters ($1 …) and returns the rows. */
  query<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  /** Appends a fact to the change log, in this transaction. */
  record(by: ChangeAuthor, fact: Fact): Promise<void>;
  /** The facts recorded so far. */
  readonly facts: readonly RecordedFact[];
}

/** Work that must be done just before a transaction with these facts commits, inside it. */
export interface BeforeCommit {
  name: string;
  /** Hooks run in this order: DERIVE makes rows from rows (passages), PROJECT makes what search reads. */
  stage: 'DERIVE' | 'PROJECT';
  run(transaction: Transaction, facts: readonly RecordedFact[]): Promise<void>;
}
