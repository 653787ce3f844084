import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { withClient } from '../bench/database.mjs';
import { startApi, startWorker } from '../bench/processes.mjs';

const PATIENCE_MS = 30 * 60_000;

/** Variables of the processes: without MEILI_URL, PostgreSQL is alone. */
const environments = {
  postgres: { MEILI_URL: undefined },
  meilisearch: { MEILI_PREFIX: process.env.MEILI_PREFIX ?? 'roundtable-bench' },
};

/** Starts a worker and waits until it has indexed everything; how long that took and what memory it held. Then starts the api. */
export async function startDeployment(name, databaseUrl) {
  const began = performance.now();
  const worker = await startWorker(databaseUrl, environments[name]);
  const closers = [worker.stop];
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const documents = await untilIndexed(databaseUrl, name);
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    const rebuild = { documents, seconds, perSecond: Math.round(documents / seconds), workerMb: peakMb(worker.pid) };
    await withClient(databaseUrl, (client) => client.query('vacuum analyze'));
    const api = await startApi(databaseUrl, environments[name]);
    closers.push(api.stop);
    return { url: api.url, rebuild, memory: () => ({ api: peakMb(api.pid), worker: peakMb(worker.pid) }), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const OPEN = {
  postgres: 'exists (select from search_dirty)',
  meilisearch: `exists (select from search_dirty) or exists (select from engine_dirty where not poison) or exists (select from engine_task)
    or exists (select from search_epoch where state = 'BUILDING') or not exists (select from search_epoch where state = 'LIVE')`,
};

export async function untilIndexed(databaseUrl, name) {
  return withClient(databaseUrl, async (client) => {
    for (const began = Date.now(); ; await sleep(100)) {
      const { rows } = await client.query(
        `select ${OPEN[name]} as open, (select count(*)::int from indexed_text) as documents`,
      );
      if (!rows[0].open) return rows[0].documents;
      if (Date.now() - began > PATIENCE_MS) throw new Error('The index was not ready within half an hour.');
    }
  });
}

/** The most memory that a process ever held, where the system tells it. */
function peakMb(pid) {
  if (process.platform !== 'linux') return null;
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return kilobytes ? Math.round(Number(kilobytes) / 1024) : null;
}
