import { setTimeout as sleep } from 'node:timers/promises';
import {
  beginRebuild,
  checkIndex,
  connectMeilisearch,
  type Drift,
  type EngineStatus,
  EngineWorker,
  type MeilisearchConnection,
  NothingBuiltError,
  ProjectDirty,
  projectEverything,
  readIndexStatus,
  retryFailed,
  SearchEngineName,
  SearchEngineState,
} from '#libs/search';
import { openPlatform, type Platform, tell } from './context.js';
import { describeEngine } from './index-report.js';

interface House {
  platform: Platform;
  meilisearch: MeilisearchConnection | undefined;
  engines: SearchEngineName[];
}

/** Tells how every engine does; the exit code is 1 when one fails or rows are failed. */
export function indexStatus({ json }: { json: boolean }): Promise<number> {
  return inHouse(async ({ platform, engines }) => {
    const status = await readIndexStatus(platform.database, engines);
    if (json) console.log(JSON.stringify({ engines: status }));
    else {
      console.log(status.flatMap(describeEngine).join('\n'));
      if (engines.length === 1) tell('Meilisearch is not configured (MEILI_URL): PostgreSQL searches alone.');
    }
    return status.some((one) => one.state === SearchEngineState.FAILING || one.failedCount > 0) ? 1 : 0;
  });
}

/** Brings every index up anew beside what is read, and shows how far it is. */
export function indexRebuild(): Promise<number> {
  return inHouse(async (house) => {
    const { database } = house.platform;
    await projectEverything(database, {
      waits: (count) => tell(`${count} to be marked when transactions that change them end.`),
    });
    if (house.meilisearch) await beginRebuild(database);
    return workUntilDone(house);
  });
}

/** Compares every index with the tables; with `repair`, mends what differs and compares again. The exit code is 1 when something differs in the end. */
export function indexVerify({ repair }: { repair: boolean }): Promise<number> {
  return inHouse(async (house) => {
    const first = await compareAll(house, repair);
    if (first === 0 || !repair) return first === 0 ? 0 : 1;
    const worked = await workUntilDone(house);
    return (await compareAll(house, false)) === 0 ? worked : 1;
  });
}

/** Tries everything again that failed or is parked. */
export function indexRetry(): Promise<number> {
  return inHouse(async (house) => {
    const count = await retryFailed(house.platform.database);
    console.log(count === 0 ? 'Nothing failed.' : `${count} ${count === 1 ? 'row is' : 'rows are'} tried again.`);
    return count === 0 ? 0 : workUntilDone(house);
  });
}

async function inHouse(work: (house: House) => Promise<number>): Promise<number> {
  const platform = await openPlatform('roundtable');
  try {
    const meilisearch = connectMeilisearch(platform.configuration);
    const engines = [SearchEngineName.POSTGRES, ...(meilisearch ? [SearchEngineName.MEILISEARCH] : [])];
    return await work({ platform, meilisearch, engines });
  } finally {
    await platform.close();
  }
}

async function compareAll({ platform: { database }, meilisearch, engines }: House, mend: boolean): Promise<number> {
  let differing = 0;
  for (const engine of engines) {
    try {
      const drift = await checkIndex({ database, meilisearch }, engine, { mend });
      differing += drift.missing + drift.ghost + drift.stale;
      console.log(`${engine}: ${inWords(drift)}`);
    } catch (error) {
      if (!(error instanceof NothingBuiltError)) throw error;
      console.log(`${engine}: ${error.message}`);
      differing++;
    }
  }
  return differing;
}

const inWords = ({ missing, ghost, stale }: Drift) => `${missing} missing, ${ghost} ghosts, ${stale} stale`;

// So often an engine may fail in a row before the command leaves the rest to the worker.
const PATIENCE = 10;

/** Works beside the worker, or in its place where none runs, until nothing waits. The exit code is 1 when something could not be done. */
async function workUntilDone({ platform: { database }, meilisearch, engines }: House): Promise<number> {
  const workers = [new ProjectDirty(database), ...(meilisearch ? [new EngineWorker(database, meilisearch)] : [])];
  let failures = 0;
  for (let shown = 0; ; ) {
    let worked = 0;
    for (const worker of workers) {
      try {
        worked += await worker.runOnce();
        if (worker instanceof EngineWorker) failures = 0;
      } catch (error) {
        if (!(worker instanceof EngineWorker)) throw error;
        const { message } = error as Error;
        if (++failures >= PATIENCE) throw new Error(`${message} What is begun goes on when a worker can reach it.`);
        tell(`${message} Trying again.`);
        await sleep(1_000);
      }
    }
    const status = await readIndexStatus(database, engines);
    const open = status.filter(isOpen);
    if (open.length === 0) return status.some((one) => one.failedCount > 0) ? reportFailed(status) : 0;
    if (Date.now() > shown + 1_000) {
      tell(open.map((one) => `${one.engine}: ${one.waiting} to do`).join(', '));
      shown = Date.now();
    }
    if (worked === 0) await sleep(100);
  }
}

/** Rows that failed wait for later; the command does not. */
function isOpen({ waiting, failedCount, failed, state, unfinishedTasks }: EngineStatus): boolean {
  const later = failedCount - failed.filter((row) => row.parked).length;
  return (
    waiting > later ||
    unfinishedTasks > 0 ||
    state === SearchEngineState.BUILDING ||
    state === SearchEngineState.REBUILDING
  );
}

function reportFailed(status: readonly EngineStatus[]): number {
  console.log(
    status
      .filter((one) => one.failedCount > 0)
      .flatMap(describeEngine)
      .join('\n'),
  );
  return 1;
}
