import type { Logger } from 'pino';
import type { Database } from '#libs/platform';
import {
  checkIndex,
  type EngineWorker,
  type MeilisearchConnection,
  NothingBuiltError,
  SearchEngineName,
  takeNightlyCheck,
} from '#libs/search';

export interface House {
  database: Database;
  meilisearch: { connection: MeilisearchConnection; worker: Pick<EngineWorker, 'tidy'> } | undefined;
  log: Logger;
}

/** What is done once in a while: each night every index is compared with the tables and mended, and indexes that nobody reads any more go. */
export async function keepHouse({ database, meilisearch, log }: House, ending: AbortSignal): Promise<void> {
  await meilisearch?.worker.tidy();
  const engines = [SearchEngineName.POSTGRES, ...(meilisearch ? [SearchEngineName.MEILISEARCH] : [])];
  for (const engine of engines) {
    if (!(await takeNightlyCheck(database, engine))) continue;
    const drift = await checkIndex({ database, meilisearch: meilisearch?.connection }, engine, {
      mend: true,
      ending,
    }).catch((error) => {
      if (!(error instanceof NothingBuiltError)) throw error;
      log.info({ engine }, error.message);
    });
    if (!drift) continue;
    const found = drift.missing + drift.ghost + drift.stale;
    if (found > 0) log.warn({ engine, ...drift }, 'the index differed from the tables; what differed is indexed again');
    else log.info({ engine }, 'the index is as the tables are');
  }
}
