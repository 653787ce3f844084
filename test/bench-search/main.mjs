import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedPostgres } from '#libs/platform';
import { prepareDatabase } from '../../dist/apps/prepare.js';
import { withClient } from '../bench/database.mjs';
import { removeTestHome } from '../support/test-home.mjs';
import { startDeployment } from './deployment.mjs';
import { startEdits } from './edits.mjs';
import { measureFreshness } from './freshness.mjs';
import { openLoop } from './open-loop.mjs';
import { readOptions } from './options.mjs';
import { loadPapers, writer } from './papers.mjs';
import { questionsOf } from './questions.mjs';
import { printDeployment, printHead } from './report.mjs';

const RATE = 10;
const EDITS = 10;
const WARM_UP_SECONDS = 20;
const RATES = [20, 30, 45, 65, 100, 150, 200, 300, 450, 650, 1_000];
/** The 95th percentile beyond which a rate is not borne. */
const BORNE_MS = 500;

const options = readOptions(process.argv.slice(2));
// Standard output is for figures.
const say = (line) => process.stderr.write(`${line}\n`);
const closers = [];
const shutDown = async () => {
  for (const close of closers.splice(0).reverse()) await close();
};
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => shutDown().finally(() => process.exit(130)));
try {
  const { url, ...data } = await openDatabase();
  const machine = { cores: cpus().length, model: cpus()[0]?.model, node: process.version, postgres: data.version };
  if (!options.json) printHead(machine, options);
  for (const name of options.only) {
    const figures = await measure(name, url);
    if (options.json)
      console.log(JSON.stringify({ deployment: name, passages: options.passages, machine, ...figures }));
    else printDeployment(name, figures);
  }
} finally {
  await shutDown();
}

/** A PostgreSQL of the bench's own, with the settings of the product, and the papers in it. */
async function openDatabase() {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'roundtable-bench-'));
  // PostgreSQL may run as another user, when we are root, and has to pass through.
  if (!options.home) chmodSync(home, 0o711);
  closers.push(async () => {
    if (options.keep || options.home) say(`The database stays in ${home}; use it again with --home ${home}`);
    else await removeTestHome(home);
  });
  const server = await openEmbeddedPostgres({ home, log: () => undefined });
  closers.push(() => server.close());
  await prepareDatabase(server.url, () => undefined);
  const note = join(home, 'bench-search.json');
  if (existsSync(note)) options.passages = JSON.parse(readFileSync(note, 'utf8')).passages;
  return withClient(server.url, async (client) => {
    if (!existsSync(note)) {
      const began = Date.now();
      await client.query('set synchronous_commit = off');
      await loadPapers(client, options.passages);
      await client.query('vacuum analyze');
      writeFileSync(note, JSON.stringify({ passages: options.passages }));
      say(`${options.passages} passages loaded in ${Math.round((Date.now() - began) / 1_000)} s; indexing …`);
    }
    const { rows } = await client.query(`select current_setting('server_version') as version`);
    return { url: server.url, version: rows[0].version };
  });
}

async function measure(name, databaseUrl) {
  const deployment = await startDeployment(name, databaseUrl);
  closers.push(deployment.stop);
  const edits = await startEdits(databaseUrl, writer(1), EDITS);
  const asked = writer(2);
  const figures = { rebuild: deployment.rebuild };
  try {
    await withClient(databaseUrl, async (client) => {
      const questions = questionsOf(client, asked);
      // What is compiled and cached at the first questions is no part of the figures.
      await openLoop(deployment.url, questions, RATE, WARM_UP_SECONDS);
      figures.steady = await openLoop(deployment.url, questions, RATE, options.seconds);
      figures.rates = [];
      for (const rate of RATES.filter((some) => some <= options.rate)) {
        const run = await openLoop(deployment.url, questions, rate, options.step);
        figures.rates.push({ perSecond: rate, ...run.whole });
        if (run.overrun || run.whole.p95 > BORNE_MS) break;
      }
    });
  } finally {
    figures.edits = await edits.stop();
  }
  const borne = figures.rates.filter((run) => run.p95 <= BORNE_MS).at(-1)?.perSecond;
  figures.borne = borne ?? (figures.steady.whole.p95 <= BORNE_MS ? RATE : 0);
  if (options.freshness) figures.freshness = await measureFreshness(name, databaseUrl, deployment.url);
  figures.memoryMb = deployment.memory();
  await deployment.stop();
  return figures;
}
