import { setTimeout as sleep } from 'node:timers/promises';
import { describe } from '@jest/globals';
import type { Database } from '#libs/platform';
import { withMeilisearch } from '../../../../test/support/with-meilisearch.js';
import { type CandidateSource, SearchEngineName } from '../engine.js';
import { MeilisearchCandidates } from '../meilisearch/candidates.js';
import { MeilisearchConnection } from '../meilisearch/connection.js';
import { beginRebuild, EngineWorker } from '../meilisearch/engine-worker.js';
import { projectEverything } from '../operation/rebuild-index.js';
import { ProjectDirty } from '../projection/project-dirty.js';

/** One of the ways Roundtable is run, as far as search goes. */
export interface Deployment {
  /** What takes part in an answer to words. */
  engines: SearchEngineName[];
  /** Once a database is there: the sources beside it, how all indexes are brought up to date, and how they are all made anew. */
  begin(database: Database): { sources: CandidateSource[]; settle(): Promise<void>; rebuild(): Promise<void> };
  end(): Promise<void>;
}

/**
 * Defines the same tests for each deployment: PostgreSQL alone, and with a real Meilisearch where MEILI_URL names one. What a user
 * gets is the same.
 */
export function onEachDeployment(name: string, define: (deployment: Deployment) => void): void {
  describe(`${name}, PostgreSQL alone`, () =>
    define({
      engines: [SearchEngineName.POSTGRES],
      begin: (database) => ({
        sources: [],
        settle: () => project(database),
        rebuild: async () => {
          await projectEverything(database);
          await project(database);
        },
      }),
      end: async () => undefined,
    }));
  withMeilisearch(`${name}, with Meilisearch`, ({ connection, tidy }) =>
    define({
      engines: [SearchEngineName.POSTGRES, SearchEngineName.MEILISEARCH],
      begin: (database) => {
        const worker = new EngineWorker(database, connection);
        const settle = async () => {
          await project(database);
          await drainEngine(database, worker);
        };
        const rebuild = async () => {
          await projectEverything(database);
          await beginRebuild(database);
          await settle();
        };
        return { sources: [candidatesOf(database, connection)], settle, rebuild };
      },
      end: tidy,
    }),
  );
}

// On a busy machine a server may take longer than users would wait; what it says is tested here, not how fast.
const candidatesOf = (database: Database, { options }: MeilisearchConnection) =>
  new MeilisearchCandidates(database, new MeilisearchConnection({ ...options, searchTimeoutMs: 10_000 }));

async function project(database: Database): Promise<void> {
  const worker = new ProjectDirty(database);
  while ((await worker.runOnce()) > 0);
}

/** Works until an epoch is read and nothing waits. */
export async function drainEngine(database: Database, worker: Pick<EngineWorker, 'runOnce'>): Promise<void> {
  let last: unknown;
  for (const patience = Date.now() + 60_000; ; ) {
    const worked = await worker.runOnce().catch((error) => {
      last = error;
      return 1;
    });
    const [left] = await database.query<{ open: boolean }>(
      `select exists (select from engine_dirty where not poison) or exists (select from engine_task)
         or exists (select from search_epoch where state = 'BUILDING')
         or not exists (select from search_epoch where state = 'LIVE') as open`,
    );
    if (!left?.open) return;
    if (Date.now() > patience) throw new Error('It does not come to rest.', { cause: last });
    if (worked === 0) await sleep(25);
  }
}
