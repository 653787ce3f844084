import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openEmbeddedPostgres } from '#libs/platform';
import { prepareDatabase } from '../../dist/apps/prepare.js';
import { root } from '../../scripts/project.mjs';
import { withClient } from '../bench/database.mjs';
import { startApi, startWorker } from '../bench/processes.mjs';
import { removeTestHome } from '../support/test-home.mjs';
import { watchMemory } from './memory.mjs';
import { measureOnePaper } from './one-paper.mjs';
import { readOptions } from './options.mjs';
import { writePapers } from './papers.mjs';

/** Reading a page takes some milliseconds; what takes a thousand times as long hangs. */
const PATIENCE_MS_PER_PAGE = 2_000;

const options = readOptions(process.argv.slice(2));
// Standard output is for figures.
const say = (line) => process.stderr.write(`${line}\n`);
const home = mkdtempSync(join(tmpdir(), 'roundtable-bench-import-'));
// PostgreSQL may run as another user, when we are root, and has to pass through.
chmodSync(home, 0o711);
const closers = [() => removeTestHome(home)];
const shutDown = async () => {
  for (const close of closers.splice(0).reverse()) await close();
};
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => shutDown().finally(() => process.exit(130)));
try {
  const server = await openEmbeddedPostgres({ home, log: () => undefined });
  closers.push(() => server.close());
  await prepareDatabase(server.url);
  const environment = { DATABASE_URL: server.url, ROUNDTABLE_HOME: home };
  const figures = { ...options, cores: cpus().length, node: process.version };
  if (options.papers > 0) Object.assign(figures, await importPapers(server.url, environment));
  if (options.one) figures.onePaper = await handInOne(server.url, environment);
  print(figures);
} finally {
  await shutDown();
}

async function importPapers(url, environment) {
  const papers = join(home, 'papers');
  say(`Writing ${options.papers} papers of ${options.pages} pages …`);
  const bytes = await writePapers(papers, options);
  const all = options.papers;
  const steps = {
    dryRun: await runImport(['--dry-run', papers], environment, { created: all, unchanged: 0 }),
    import: await runImport(['--publish', papers], environment, { created: all, unchanged: 0 }),
    again: await runImport(['--publish', papers], environment, { created: 0, unchanged: all }),
    reading: await readAll(url, environment),
  };
  return { megabytes: Math.round(bytes / 1024 ** 2), steps };
}

async function handInOne(databaseUrl, environment) {
  say(`Handing in one paper of ${options.one} pages, ${options.samples} times …`);
  const api = await startApi(databaseUrl, environment);
  closers.push(() => api.stop());
  // One that starts with the paper, so that the first reading finds nothing warm.
  const worker = await startWorker(databaseUrl, environment);
  closers.push(() => worker.stop());
  const { one: pages, samples } = options;
  return measureOnePaper({ url: api.url, databaseUrl, home, pages, samples });
}

/** One run of the command in a process of its own; what it counts must be what is expected. */
async function runImport(args, environment, expected) {
  say(`roundtable import ${args[0]} …`);
  const began = Date.now();
  const child = spawn(process.execPath, [join(root, 'dist/apps/cli/src/main.js'), 'import', '--json', ...args], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const memory = watchMemory(child.pid);
  let last;
  createInterface({ input: child.stdout }).on('line', (line) => {
    last = JSON.parse(line);
  });
  const [code] = await once(child, 'close');
  const figures = { seconds: secondsSince(began), memory: memory() };
  say(`  ${figures.seconds} s`);
  const isRight =
    code === 0 && last?.event === 'done' && Object.entries(expected).every(([name, n]) => last[name] === n);
  if (!isRight) throw new Error(`The import ended with ${code}: ${JSON.stringify(last)}`);
  return figures;
}

/** Until the worker has read every file, and search knows every paper. */
async function readAll(url, environment) {
  say('The worker reads …');
  const began = Date.now();
  const worker = await startWorker(url, environment);
  closers.push(worker.stop);
  const memory = watchMemory(worker.pid);
  // Whether it slows down as papers become many.
  const quarters = [];
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const state = await withClient(url, async (client) => {
      const { rows } = await client.query(
        `select count(*) filter (where state = 'DONE')::int as done, count(*) filter (where state = 'FAILED')::int as failed,
           (select count(*)::int from search_dirty) as dirty, (select count(*)::int from passage where file_id is not null) as passages
         from extraction`,
      );
      return rows[0];
    });
    while (quarters.length < 4 && state.done >= (options.papers * (quarters.length + 1)) / 4)
      quarters.push(secondsSince(began));
    if (state.failed > 0) throw new Error(`${state.failed} papers could not be read.`);
    if (state.done === options.papers && state.dirty === 0) {
      const figures = { seconds: secondsSince(began), memory: memory(), passages: state.passages, quarters };
      say(`  ${figures.seconds} s`);
      await worker.stop();
      return figures;
    }
    if (Date.now() - began > options.papers * options.pages * PATIENCE_MS_PER_PAGE + 60_000)
      throw new Error(`Reading hangs: ${JSON.stringify(state)}`);
  }
}

function secondsSince(began) {
  return Math.round((Date.now() - began) / 100) / 10;
}

function print(figures) {
  if (options.json) return console.log(JSON.stringify(figures));
  const { papers, pages, megabytes, cores, node, steps, onePaper } = figures;
  console.log(`${cores} cores, Node ${node}\n`);
  if (steps) {
    console.log(`${papers} papers of ${pages} pages, ${megabytes} MB, ${steps.reading.passages} passages\n`);
    console.log('| | seconds | papers a second | memory | of processes it starts |\n|---|---|---|---|---|');
    const words = { dryRun: 'dry run', import: 'import', again: 'the same again', reading: 'read and searchable' };
    for (const [name, { seconds, memory }] of Object.entries(steps)) {
      const told = memory ? `${memory.ownMb} MB | ${memory.childrenMb} MB` : '? | ?';
      console.log(`| ${words[name]} | ${seconds} | ${Math.round((papers / seconds) * 10) / 10} | ${told} |`);
    }
    console.log(`\nA quarter of the papers each was read after ${steps.reading.quarters.join(', ')} seconds`);
  }
  if (onePaper) {
    console.log(`\nOne paper of ${options.one} pages; seconds since its first byte was sent\n`);
    console.log('| | sent | submitted | last page found | suggested | after it was found |\n|---|---|---|---|---|---|');
    const told = (ms) => (ms / 1000).toFixed(2);
    for (const [index, one] of onePaper.entries()) {
      const times = [one.uploadedMs, one.submittedMs, one.searchableMs, one.suggestedMs];
      console.log(`| ${index + 1} | ${[...times, one.suggestedMs - one.searchableMs].map(told).join(' | ')} |`);
    }
  }
}
