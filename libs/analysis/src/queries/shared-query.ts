import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';

interface Turn {
  running: Promise<unknown[]>;
  next?: Promise<unknown[]>;
}

/**
 * Runs a dear statement once for all who ask the same at the same time, so that a rush for a report cannot take every connection.
 * Whoever comes while it runs shares the next run, not this one: nobody is given figures older than the question.
 */
@Injectable()
export class SharedQuery {
  private readonly turns = new Map<string, Turn>();

  constructor(@Inject(Database) private readonly database: Database) {}

  run<Row>(sql: string, parameters: unknown[]): Promise<readonly Row[]> {
    const question = JSON.stringify([sql, parameters]);
    const turn = this.turns.get(question);
    if (!turn) return this.start<Row>(question, sql, parameters);
    turn.next ??= turn.running.then(
      () => this.start(question, sql, parameters),
      () => this.start(question, sql, parameters),
    );
    return turn.next as Promise<Row[]>;
  }

  private start<Row>(question: string, sql: string, parameters: unknown[]): Promise<Row[]> {
    const turn: Turn = { running: this.database.query<Row>(sql, parameters) };
    this.turns.set(question, turn);
    const end = () => {
      if (this.turns.get(question) === turn && !turn.next) this.turns.delete(question);
    };
    turn.running.then(end, end);
    return turn.running as Promise<Row[]>;
  }
}
