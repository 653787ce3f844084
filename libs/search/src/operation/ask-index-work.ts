import { Inject, Injectable } from '@nestjs/common';
import { type Actor, isAdministrator } from '#libs/identity';
import { Database, ErrorCode, refuse } from '#libs/platform';
import { CANDIDATE_SOURCES, type CandidateSource, SearchEngineName } from '../engine.js';
import { askForWork } from './asked-work.js';
import { retryFailed } from './rebuild-index.js';

// Facts name their subject by a UUID, and the index of this deployment has none of its own.
const INDEX = '00000000-0000-0000-0000-000000000000';

/** An administrator asks the worker for work on an index. */
@Injectable()
export class AskIndexWork {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CANDIDATE_SOURCES) private readonly sources: readonly CandidateSource[],
  ) {}

  /** Refuses NOT_ALLOWED, UNSUPPORTED (an engine that is not configured). */
  async execute(actor: Actor, engine: SearchEngineName, work: 'CHECK' | 'REBUILD'): Promise<void> {
    checkAdministrator(actor);
    if (engine !== SearchEngineName.POSTGRES && !this.sources.some((source) => source.name === engine))
      throw refuse(ErrorCode.UNSUPPORTED, 'This engine is not configured here.', ['engine']);
    await this.database.transaction(async (transaction) => {
      await askForWork(transaction, engine, work);
      await transaction.record(actor, {
        kind: work === 'CHECK' ? 'IndexCheckAsked' : 'IndexRebuildAsked',
        subjectType: 'SearchIndex',
        subjectId: INDEX,
        payload: { engine },
      });
    });
  }

  /** Has what failed tried again at once. Refuses NOT_ALLOWED. */
  async retry(actor: Actor, engine: SearchEngineName): Promise<void> {
    checkAdministrator(actor);
    const rows = await retryFailed(this.database, engine);
    await this.database.transaction((transaction) =>
      transaction.record(actor, {
        kind: 'IndexRetryAsked',
        subjectType: 'SearchIndex',
        subjectId: INDEX,
        payload: { engine, rows },
      }),
    );
  }
}

function checkAdministrator(actor: Actor): void {
  if (!isAdministrator(actor)) throw refuse(ErrorCode.NOT_ALLOWED, 'Only administrators manage the search index.');
}
